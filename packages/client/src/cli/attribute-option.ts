import type { Attribute, Kind, Type } from '@baryon/model'
import { Option } from 'commander'
import { type ScalarFacts, scalars } from '../generated/scalars.ts'
import { rawText } from './output/cell.ts'

/** What is known of a scalar; undefined: it is none, or one that only a newer server knows. */
export const factsOf = ({ name }: Type): ScalarFacts | undefined =>
  name === 'list' || name === 'map' || name === 'object' || name === 'reference' ? undefined : scalars[name]

/** Shown in the place of a value. */
function placeholder(type: Type): string {
  if (type.name === 'list') return `${type.items.name === 'list' ? 'list' : placeholder(type.items)},…`
  if (type.name === 'map') return 'key=value'
  if (type.name === 'object') return 'json|@file'
  return type.name === 'reference' ? 'id|name' : (factsOf(type)?.placeholder ?? type.name)
}

/** Whether values are whole documents, which come from files and are too long for a table. */
export const isDocument = (type: Type): boolean => type.name === 'object' || factsOf(type)?.document === true

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

/** Whether an answer may have it. */
export const isShown = (attribute: Attribute): boolean => !attribute.writeOnly && !attribute.internal

/** Whether a client may give it when an object is created. */
export const isSettable = (attribute: Attribute): boolean =>
  !attribute.internal && !attribute.readOnly && attribute.computed === undefined && attribute.stamp === undefined

/** Whether a client has to give it when an object is created. */
export const isNeeded = (kind: Kind, attribute: Attribute): boolean =>
  isSettable(attribute) &&
  (attribute.required || (kind.key.includes(attribute.name) && !kind.generatedKey)) &&
  attribute.default === undefined
