import type { Json } from '@baryon/kit'
import type { Attribute, Column, Type } from '@baryon/model'
import { InvalidArgumentError, Option } from 'commander'
import { choicesOf, factsOf } from '../cli/attribute-option.ts'

const words: Partial<Readonly<Record<Column, string>>> = { integer: 'INTEGER', real: 'FLOAT', boolean: 'BOOLEAN' }

/** What values are; those that have structure are JSON. */
function columnOf(type: Type): Column {
  if (type.name === 'reference') return columnOf(type.key)
  if (type.name === 'list' || type.name === 'map' || type.name === 'object') return 'json'
  return factsOf(type)?.column ?? 'text'
}

/** The kind of value as Gluon's help has it. */
export function metavar(type: Type): string {
  return type.name === 'enum' ? `[${choicesOf(type).join('|')}]` : (words[columnOf(type)] ?? 'TEXT')
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1'].map(word => [word, true] as const),
  ...['false', 'f', 'no', 'n', '0'].map(word => [word, false] as const),
])

const readers: Partial<Readonly<Record<Column, (text: string) => Json | undefined>>> = {
  integer: text => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined),
  real: text => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  boolean: text => truths.get(text.toLowerCase()),
}

/** Types that Gluon's models do not have: their values are JSON here, or lists with commas. */
function structured(type: Type, text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return type.name === 'list' ? text.split(',') : undefined
  }
}

/** Reads a value as far as its option promises a type; the rest is for the server to judge. @returns undefined when it is none */
export function readValue(type: Type, text: string): Json | undefined {
  if (type.name === 'enum' && !choicesOf(type).includes(text)) return undefined
  const column = columnOf(type)
  if (column === 'json') return structured(type, text)
  const reader = readers[column]
  return reader === undefined ? text : reader(text)
}

/** `--<attribute>` with its underscores. */
export class ProtonOption extends Option {
  readonly attribute: Attribute

  constructor(attribute: Attribute) {
    super(`--${attribute.name} <value>`, attribute.description)
    this.attribute = attribute
    this.flags = `--${attribute.name} ${metavar(attribute.type)}`
    this.negate = false
    this.argParser((text: string) => {
      const value = readValue(attribute.type, text)
      if (value === undefined) throw new InvalidArgumentError(`It is not ${metavar(attribute.type)}.`)
      return value
    })
  }

  override attributeName(): string {
    return `attribute ${this.attribute.name}`
  }
}
