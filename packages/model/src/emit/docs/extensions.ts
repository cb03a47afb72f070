import type { Attribute, Kind, Service, Type } from '../../ir.ts'
import { kindLink } from './attributes.ts'
import { code, prose, table } from './markdown.ts'

const membersOf = (type: Type): readonly Attribute[] =>
  type.name === 'list' ? membersOf(type.items) : type.name === 'object' ? type.attributes : []

/** What of a kind belongs to an extension: the whole of it, or some of its attributes and actions. */
function partsOf(service: Service, kind: Kind, alias: string): string[] {
  const link = kindLink(service, { service: service.name, kind: kind.name })
  if (kind.extension === alias) return [link]
  const attributes = kind.attributes.filter(each => each.extension === alias).map(each => code(each.name))
  const members = kind.attributes.flatMap(({ name, type }) =>
    membersOf(type)
      .filter(each => each.extension === alias)
      .map(each => code(`${name}.${each.name}`)),
  )
  const actions = kind.actions.filter(each => each.extension === alias).map(each => code(each.name))
  const parts = [...attributes, ...members, ...actions]
  return parts.length === 0 ? [] : [`${link}: ${parts.join(', ')}`]
}

/** The API extensions of a service with what belongs to each; nothing for a service without any. */
export function extensionLines(service: Service): string[] {
  const rows = (service.extensions ?? [])
    .toSorted((one, other) => (one.alias < other.alias ? -1 : 1))
    .map(each => [
      code(each.alias),
      prose(each.title),
      prose(each.description),
      service.kinds.flatMap(kind => partsOf(service, kind, each.alias)).join('; ') || 'how requests are answered',
    ])
  return rows.length === 0 ? [] : ['## Extensions', '', ...table(['alias', 'title', 'what it adds', 'where'], rows)]
}
