import type { Row } from '@baryon/model'
import type { Output } from '../io.ts'
import type { View } from './format.ts'
import { fitting, listTable } from './table.ts'

const CLEAR_BELOW = '\u001b[0J'
const up = (lines: number) => (lines === 0 ? '' : `\u001b[${lines}F`)

/** Draws a table over the one drawn before; the row that changed stands out. What does not fit the terminal's height is counted. */
export function liveTable(
  output: Output & { readonly rows?: number },
  view: View,
): (rows: readonly Row[], changed: Row | undefined) => void {
  let drawn = 0
  return (rows, changed) => {
    const room = Math.max(1, (output.rows ?? 24) - 3)
    const shown = rows.length > room ? rows.slice(0, room) : rows
    const columns = view.chosen ? view.columns : fitting(shown, view.columns, view.width)
    const lines = listTable(shown, columns, view).split('\n').slice(0, -1)
    const index = changed === undefined ? -1 : shown.indexOf(changed)
    const marked = lines.map((line, at) => (at === index + 1 && index >= 0 ? view.style.green(line) : line))
    if (rows.length > shown.length) marked.push(view.style.dim(`… and ${rows.length - shown.length} more`))
    output.write(`${up(drawn)}${CLEAR_BELOW}${marked.join('\n')}\n`)
    drawn = marked.length
  }
}
