import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Changed } from '../../changes.ts'
import { cellText } from './cell.ts'
import { plain } from './plain.ts'
import type { Style } from './style.ts'

const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

function* attributeLines(before: Row | null, after: Row | null, style: Style): Iterable<string> {
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [old, now] = [before?.[name], after?.[name]]
    if (same(old, now)) continue
    if (before === null) yield style.green(`    + ${plain(name)}: ${cellText(now)}`)
    else if (after === null) yield style.red(`    - ${plain(name)}: ${cellText(old)}`)
    else yield style.yellow(`    ~ ${plain(name)}: ${cellText(old)} -> ${cellText(now)}`)
  }
}

const signs = { create: '+', update: '~', delete: '-' } as const

/** Every change with the attributes it touches: `+` what comes, `-` what goes, `~` what becomes something else. */
export function diffText(changes: readonly Changed[], style: Style): string {
  if (changes.length === 0) return 'nothing changes\n'
  const lines = changes.flatMap(({ operation, service, kind, id, plane, before, after }) => {
    const status = plane === 'status' ? ' (status)' : ''
    const head = `${signs[operation]} ${operation} ${service}/${kind} ${plain(id)}${status}`
    return [style.bold(head), ...attributeLines(before, after, style)]
  })
  return `${lines.join('\n')}\n`
}
