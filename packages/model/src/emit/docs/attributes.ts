import type { Attribute, Kind, KindName, Service, Type } from '../../ir.ts'
import { isRequired, isWritable } from '../../types/attribute.ts'
import { phrase } from '../../types/type.ts'
import { article } from '../wording.ts'
import { code, plain, prose, table } from './markdown.ts'

/** Link to a kind's chapter, in this document or in that of another service beside it. */
export const kindLink = (service: Service, { service: other, kind }: KindName) =>
  other === service.name ? `[${kind}](#${kind.toLowerCase()})` : `[${other}/${kind}](${other}.md#${kind.toLowerCase()})`

const afterDelete = {
  restrict: 'which cannot be deleted while it is referred to',
  cascade: 'deleted together with it',
  null: 'cleared when that is deleted',
} as const

function typeText(service: Service, type: Type): string {
  if (type.name === 'reference')
    return `key of ${article(type.to.kind)} ${kindLink(service, type.to)}, ${afterDelete[type.onDelete]}`
  if (type.name === 'list') return `list, each item: ${typeText(service, type.items)}`
  return plain(phrase(type))
}

const given: Readonly<Record<string, (attribute: Attribute) => boolean>> = {
  required: isRequired,
  'not null': each => !each.nullable && !each.required && isWritable(each),
  immutable: each => each.immutable,
  'read-only': each => each.readOnly && each.stamp === undefined,
  'filled in': each => each.stamp !== undefined,
  computed: each => each.computed !== undefined,
  status: each => each.plane === 'status',
  'write-only': each => each.writeOnly,
  sensitive: each => each.sensitive,
  'empty is null': each => each.emptyIsNull,
  'not filtered': each => each.unfiltered === true,
}

function flags(kind: Kind, attribute: Attribute): string {
  const names = Object.entries(given).flatMap(([name, has]) => (has(attribute) ? [name] : []))
  const key = kind.key.includes(attribute.name) ? ['key'] : []
  const made = key.length > 0 && kind.generatedKey ? ['made up if not given'] : []
  const owner = kind.owner === attribute.name ? ['owner'] : []
  const rest =
    key.length > 0 ? names.filter(name => name !== 'not null' && (made.length === 0 || name !== 'required')) : names
  return [...key, ...owner, ...rest, ...made].join(', ')
}

const notes = ({ computed, deprecated, policies, extension }: Attribute) => [
  ...(computed === undefined ? [] : [`Is ${code(computed)}.`]),
  ...(deprecated === undefined ? [] : [`**Deprecated:** ${prose(deprecated)}.`]),
  ...(policies.read === undefined ? [] : [`Read by ${code(policies.read.source)}.`]),
  ...(policies.write === undefined ? [] : [`Written by ${code(policies.write.source)}.`]),
  ...(policies.create === undefined ? [] : [`Given at creation by ${code(policies.create.source)}.`]),
  ...(policies.update === undefined ? [] : [`Changed by ${code(policies.update.source)}.`]),
  ...(extension === undefined ? [] : [`Extension ${code(extension)}.`]),
]

/** A nested object's attributes follow it, named `object.attribute`. */
function rows(service: Service, kind: Kind, attributes: readonly Attribute[], before: string): string[][] {
  return attributes.flatMap(attribute => {
    const name = before + attribute.name
    const byDefault = attribute.default === undefined ? '' : code(JSON.stringify(attribute.default))
    const marks = before === '' ? flags(kind, attribute) : isRequired(attribute) ? 'required' : ''
    const meaning = [prose(attribute.description), ...notes(attribute)].filter(text => text !== '').join(' · ')
    const own = [code(name), typeText(service, attribute.type), byDefault, marks, meaning]
    const { type } = attribute
    return type.name === 'object' ? [own, ...rows(service, kind, type.attributes, `${name}.`)] : [own]
  })
}

const head = ['attribute', 'type', 'default', 'flags', 'meaning']

export const attributeTable = (service: Service, kind: Kind) =>
  table(head, rows(service, kind, kind.attributes.filter(isShownOrGiven), ''))

/** Internal attributes are the service's own business. */
const isShownOrGiven = (attribute: Attribute) => !attribute.internal

/** Inputs of an action have no flags but whether they are required. */
export const inputTable = (service: Service, kind: Kind, input: readonly Attribute[]) =>
  table(head, rows(service, { ...kind, key: [], owner: '' }, input, ''))
