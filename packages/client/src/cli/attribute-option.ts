import type { Attribute, Kind, Type } from '@baryon/model'
import { Option } from 'commander'
import { rawText } from './output/cell.ts'

const placeholders: Readonly<Record<Type['name'], string>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'true|false',
  uuid: 'uuid',
  datetime: 'time',
  json: 'json|@file',
  'json-text': 'json|@file',
  cidr: 'cidr',
  ip: 'ip',
  mac: 'mac',
  fqdn: 'name',
  uri: 'uri',
  email: 'address',
  enum: 'choice',
  list: 'list',
  map: 'key=value',
  object: 'json|@file',
  reference: 'id|name',
}

const placeholder = (type: Type): string =>
  type.name === 'list' ? `${placeholders[type.items.name]},…` : placeholders[type.name]

/** Values that can be completed and listed in the help. */
export function choicesOf(type: Type): readonly string[] {
  if (type.name === 'enum') return type.values ?? []
  if (type.name === 'boolean') return ['true', 'false']
  return type.name === 'list' ? choicesOf(type.items) : []
}

export const dashed = (name: string): string => name.replaceAll('_', '-')

/** An option of commander whose value has a place of its own, so that no attribute's name clashes with another option or with `--no-…`. */
export class AttributeOption extends Option {
  readonly attribute: Attribute

  constructor(flag: string, attribute: Attribute, description: string) {
    super(`--${flag} <${placeholder(attribute.type)}>`, description)
    this.attribute = attribute
    this.negate = false
    this.argParser((value: string, before: unknown) => [...(Array.isArray(before) ? before : []), value])
  }

  override attributeName(): string {
    return attributeKey(this.attribute.name)
  }
}

/** Where commander keeps the texts given for an attribute: all of them, in order. */
export const attributeKey = (name: string): string => `attribute ${name}`

function facts(attribute: Attribute, required: boolean): string {
  const { type } = attribute
  const choices = type.name === 'boolean' ? [] : choicesOf(type)
  const parts = [
    required ? 'required' : '',
    choices.length > 0 ? `one of ${choices.join(', ')}` : '',
    attribute.default === undefined ? '' : `default ${rawText(attribute.default)}`,
    type.name === 'list' || type.name === 'map' ? 'may be repeated' : '',
    attribute.deprecated === undefined ? '' : `deprecated: ${attribute.deprecated}`,
  ].filter(part => part !== '')
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

/**
 * The options of one attribute: with dashes, and hidden with underscores. Where the CLI has an option of that name itself,
 * it is spelled `--attribute-<name>`.
 */
export function attributeOptions(
  attribute: Attribute,
  taken: ReadonlySet<string>,
  group: string,
  required = false,
): Option[] {
  const description = (attribute.description || attribute.name).replace(/\.$/, '') + facts(attribute, required)
  const own = dashed(attribute.name)
  const flag = taken.has(own) ? `attribute-${own}` : own
  const shown = new AttributeOption(flag, attribute, description).helpGroup(group)
  const raw = taken.has(own) ? `attribute-${attribute.name}` : attribute.name
  return raw === flag ? [shown] : [shown, new AttributeOption(raw, attribute, description).hideHelp()]
}

/** Whether a client may give it when an object is created. */
export const isSettable = (attribute: Attribute): boolean =>
  !attribute.readOnly && attribute.computed === undefined && attribute.stamp === undefined

/** Whether a client has to give it when an object is created. */
export const isNeeded = (kind: Kind, attribute: Attribute): boolean =>
  isSettable(attribute) &&
  (attribute.required || (kind.key.includes(attribute.name) && !kind.generatedKey)) &&
  attribute.default === undefined
