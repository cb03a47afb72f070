/** What can be asked of an attribute in a list: `<attribute>`, `<attribute>.in`, … One row per operator. */
import type { Json } from '@baryon/kit'
import type { Attribute, Filter, ScalarName, Type } from '@baryon/model'

export interface Operator {
  /** Behind the attribute's name. */
  readonly suffix: string
  /** Whether each given value is a list of values joined by commas. */
  readonly list: boolean
  /** The type that the values are read as; undefined: the attribute's type does not have this operator. */
  valueType(type: Type): Type | undefined
  /** @param values at least one */
  filter(attribute: Attribute, values: readonly Json[]): Filter
}

const ordered: ReadonlySet<ScalarName> = new Set([
  'string',
  'integer',
  'number',
  'uuid',
  'datetime',
  'enum',
  'mac',
  'fqdn',
])
const textual: ReadonlySet<ScalarName> = new Set([
  ...['string', 'uuid', 'datetime', 'enum', 'mac', 'fqdn', 'uri', 'email', 'cidr', 'ip', 'json-text'],
] as ScalarName[])

const scalarOf = (type: Type) =>
  type.name === 'reference'
    ? type.key
    : type.name === 'list' || type.name === 'map' || type.name === 'object'
      ? undefined
      : type

/** JSON has no one text, so it cannot be compared with one. */
const comparable = (type: Type) => {
  const scalar = scalarOf(type)
  return scalar?.name === 'json' ? undefined : scalar
}

/** Of the same type, but whatever the bounds of the attribute are: a range may be wider than them. */
const unbounded = (type: Type, names: ReadonlySet<ScalarName>): Type | undefined => {
  const scalar = scalarOf(type)
  if (scalar === undefined || !names.has(scalar.name)) return undefined
  return { name: scalar.name === 'enum' || scalar.name === 'string' ? 'string' : scalar.name }
}

/** Prefixes are not whole values, so they are plain text, in lower case where all values are. */
const lowerCase: ReadonlySet<string> = new Set(['uuid', 'mac', 'fqdn', 'ip', 'cidr'])
const asPrefix = (attribute: Attribute, text: string) =>
  lowerCase.has(scalarOf(attribute.type)?.name ?? '') ? text.toLowerCase() : text

const boolean: Type = { name: 'boolean' }
const text: Type = { name: 'string' }

export const operators: readonly Operator[] = [
  {
    suffix: '',
    list: false,
    valueType: comparable,
    filter: ({ name }, values) => ({ attribute: name, in: values }),
  },
  {
    suffix: '.in',
    list: true,
    valueType: comparable,
    filter: ({ name }, values) => ({ attribute: name, in: values }),
  },
  {
    suffix: '.not',
    list: false,
    valueType: comparable,
    filter: ({ name }, values) => ({ not: { attribute: name, in: values } }),
  },
  {
    suffix: '.null',
    list: false,
    valueType: () => boolean,
    filter: ({ name }, values) => ({
      any: values.map(value => {
        const isNull: Filter = { attribute: name, in: [null] }
        return value === true ? isNull : { not: isNull }
      }),
    }),
  },
  {
    suffix: '.prefix',
    list: false,
    valueType: type => (unbounded(type, textual) ? text : undefined),
    filter: (attribute, values) => ({
      any: values.map(value => ({ attribute: attribute.name, prefix: asPrefix(attribute, String(value)) })),
    }),
  },
  {
    suffix: '.from',
    list: false,
    valueType: type => unbounded(type, ordered),
    filter: ({ name }, values) => ({ all: values.map(from => ({ attribute: name, from })) }),
  },
  {
    suffix: '.to',
    list: false,
    valueType: type => unbounded(type, ordered),
    filter: ({ name }, values) => ({ all: values.map(to => ({ attribute: name, to })) }),
  },
  {
    suffix: '.has',
    list: false,
    valueType: type => (type.name === 'list' ? comparable(type.items) : undefined),
    filter: ({ name }, values) => ({ all: values.map(holds => ({ attribute: name, holds })) }),
  },
]
