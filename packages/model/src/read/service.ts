import type { Report } from '../check/diagnostic.ts'
import type { Service } from '../ir.ts'
import { readKind } from './kind.ts'
import { member, type Node, textAt } from './node.ts'
import type { ServiceView, World } from './world.ts'

const STATUSES = ['CURRENT', 'STABLE', 'DEPRECATED'] as const

/** As written, so that `1.10` stays `1.10`. */
function versionText(node: Node | undefined): string {
  if (node?.kind !== 'scalar' || node.value === null) return '1.0'
  return typeof node.value === 'string' ? node.value : node.text
}

/** Turns a service with all names known into its resolved form. */
export function readService(view: ServiceView, world: World, report: Report): Service {
  const { draft } = view
  const kinds = view.kinds
    .flatMap(name => view.objects.get(name) ?? [])
    .map(object => readKind(object, world, view, report))
  return {
    name: draft.name,
    version: versionText(member(draft.info, 'version')),
    status: STATUSES.find(status => status === textAt(draft.info, 'status')) ?? 'CURRENT',
    title: textAt(draft.info, 'title') ?? draft.name,
    description: textAt(draft.info, 'description')?.trim() ?? '',
    language: draft.language,
    kinds,
  }
}
