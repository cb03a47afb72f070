import type { Report } from '../check/diagnostic.ts'
import type { Extension, Service } from '../ir.ts'
import { readKind } from './kind.ts'
import { type Entry, member, type Node, textAt } from './node.ts'
import { serviceRules } from './policies.ts'
import type { ServiceView, World } from './world.ts'

const STATUSES = ['CURRENT', 'STABLE', 'DEPRECATED'] as const

/** As written, so that `1.10` stays `1.10`. */
function versionText(node: Node | undefined): string {
  if (node?.kind !== 'scalar' || node.value === null) return '1.0'
  return typeof node.value === 'string' ? node.value : node.text
}

function readDialect({ dialect }: ServiceView['draft']): Service['dialect'] {
  const path = textAt(dialect?.node, 'path')
  return textAt(dialect?.node, 'name') === 'openstack' && path !== undefined ? { name: 'openstack', path } : undefined
}

const readExtension = ({ name, node }: Entry): Extension => ({
  alias: name,
  title: textAt(node, 'title') ?? name,
  description: textAt(node, 'description')?.trim() ?? '',
  updated: textAt(node, 'updated') ?? '',
})

/** Turns a service with all names known into its resolved form. */
export function readService(view: ServiceView, world: World, report: Report): Service {
  const { draft } = view
  const kinds = view.kinds
    .flatMap(name => view.objects.get(name) ?? [])
    .map(object => readKind(object, world, view, report))
  const dialect = readDialect(draft)
  const extensions = [...draft.extensions.values()].map(readExtension)
  const rules = serviceRules(view, {})
  return {
    name: draft.name,
    version: versionText(member(draft.info, 'version')),
    status: STATUSES.find(status => status === textAt(draft.info, 'status')) ?? 'CURRENT',
    title: textAt(draft.info, 'title') ?? draft.name,
    description: textAt(draft.info, 'description')?.trim() ?? '',
    language: draft.language,
    kinds,
    ...(dialect === undefined ? {} : { dialect }),
    ...(Object.keys(rules).length === 0 ? {} : { rules }),
    ...(extensions.length === 0 ? {} : { extensions }),
  }
}
