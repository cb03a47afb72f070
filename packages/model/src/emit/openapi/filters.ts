import type { Attribute, Kind, ScalarName, ScalarType, Type } from '../../ir.ts'
import { jsonSchema } from '../../types/type.ts'
import { componentName } from './names.ts'
import { type Part, ref } from './object.ts'
import { joined } from './parameters.ts'

interface FilterParameter {
  readonly suffix: string
  readonly description: string
  readonly schema: Part
  readonly style?: Part
}

/** Types whose text order is the order of their values. Addresses have another one. */
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

const isText = (type: ScalarType) => jsonSchema(type)['type'] === 'string'

/** The scalar that values are compared as; what has structure is not compared. */
function scalarOf(type: Type): ScalarType | undefined {
  if (type.name === 'reference') return type.key
  if (type.name === 'list' || type.name === 'map' || type.name === 'object' || type.name === 'json') return undefined
  return type
}

const repeated: Part = { style: 'form', explode: true }
const listOf = (items: Part): Part => ({ type: 'array', items, minItems: 1 })

/** A bound or prefix may be a value that the attribute itself does not accept. */
function wider({ name }: ScalarType): Part {
  return name === 'enum' ? { type: 'string' } : jsonSchema({ name })
}

function scalarFilters(type: ScalarType): FilterParameter[] {
  const values = listOf(jsonSchema(type))
  const filters: FilterParameter[] = [
    { suffix: '', description: 'equals any of these', schema: values, style: repeated },
    { suffix: '.in', description: 'is any of these', schema: values, style: joined },
    { suffix: '.not', description: 'is none of these', schema: values, style: repeated },
  ]
  if (isText(type)) filters.push({ suffix: '.prefix', description: 'starts with this', schema: { type: 'string' } })
  if (!ordered.has(type.name)) return filters
  return [
    ...filters,
    { suffix: '.from', description: 'is at least this', schema: wider(type) },
    { suffix: '.to', description: 'is at most this', schema: wider(type) },
  ]
}

function listFilters(items: Type): FilterParameter[] {
  const scalar = scalarOf(items)
  return scalar === undefined ? [] : [{ suffix: '.has', description: 'holds this', schema: jsonSchema(scalar) }]
}

function filtersOf({ type, writeOnly }: Attribute): FilterParameter[] {
  if (writeOnly) return []
  const scalar = scalarOf(type)
  const own = type.name === 'list' ? listFilters(type.items) : scalar === undefined ? [] : scalarFilters(scalar)
  return [...own, { suffix: '.null', description: 'is null, or is not', schema: { type: 'boolean' } }]
}

/** Query parameters that filter a list of a kind, by the name of their component. */
export function filterParameters(kind: Kind): Readonly<Record<string, Part>> {
  return Object.fromEntries(
    kind.attributes.flatMap(attribute =>
      filtersOf(attribute).map(({ suffix, description, schema, style = {} }) => {
        const name = `${attribute.name}${suffix}`
        const parameter = { name, in: 'query', description: `\`${attribute.name}\` ${description}`, schema, ...style }
        return [
          componentName(
            kind,
            'where',
            name.replaceAll(/[^\w.]/g, letter => `-${letter.charCodeAt(0).toString(16)}`),
          ),
          parameter,
        ]
      }),
    ),
  )
}

/** References to the parameters of {@link filterParameters}. */
export const filterReferences = (kind: Kind): readonly Part[] =>
  Object.keys(filterParameters(kind)).map(name => ref('parameters', name))
