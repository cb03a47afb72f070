import { listed } from '../check/suggest.ts'
import type { ScalarName, ScalarType } from '../ir.ts'
import { facetsOfType, scalarNames } from '../language/facets.ts'
import type { TypeContext } from './context.ts'
import { flagAt, itemsOf, keyPlace, type MapNode, member, numberAt, textAt, textOf } from './node.ts'

/** What Gluon's formats of a string are called here. */
const FORMATS: Readonly<Record<string, ScalarType>> = {
  'date-time': { name: 'datetime' },
  json: { name: 'json-text' },
  ipv4: { name: 'ip', version: 4 },
  ipv6: { name: 'ip', version: 6 },
  mac: { name: 'mac' },
  uri: { name: 'uri' },
  email: { name: 'email' },
}

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 }

/** Text columns of Gluon hold this much unless the model says otherwise. */
const V1_LENGTH = 255

const stringFormats = Object.keys(FORMATS)
const integerFormats = ['int32', 'int64']

/** Reports that a type lacks a facet it cannot be without. */
export function incomplete(node: MapNode, facet: string, needs: string, { report }: TypeContext): void {
  report.add('type.incomplete', keyPlace(node, 'type'), { type: textAt(node, 'type') ?? '', facet, needs })
}

function scalarFacets(node: MapNode, name: ScalarName): Partial<ScalarType> {
  const known = facetsOfType(name)
  const facets: Record<string, unknown> = {}
  for (const facet of ['minLength', 'maxLength', 'min', 'max', 'version'] as const) {
    const value = known.has(facet) ? numberAt(node, facet) : undefined
    if (value !== undefined) facets[facet] = value
  }
  const pattern = known.has('pattern') ? textAt(node, 'pattern') : undefined
  if (pattern !== undefined) facets['pattern'] = pattern
  for (const flag of ['numbers', 'text'] as const) if (known.has(flag) && flagAt(node, flag)) facets[flag] = true
  if (known.has('values')) facets['values'] = itemsOf(member(node, 'values')).flatMap(item => textOf(item) ?? [])
  return facets
}

function formatOf(node: MapNode, name: string, context: TypeContext): string | undefined {
  const format = textAt(node, 'format')
  if (format === undefined) return undefined
  const allowed = name === 'string' ? stringFormats : integerFormats
  if (allowed.includes(format)) return format
  const at = member(node, 'format')!.at
  const known = [...stringFormats, ...integerFormats].includes(format)
  if (known) context.report.add('attribute.format', at, { format, type: name, formats: listed(allowed) })
  return undefined
}

/** A scalar as an attribute declares it, whether by its name or by Gluon's formats. */
export function scalarType(node: MapNode, name: ScalarName, context: TypeContext): ScalarType {
  const format = name === 'string' || name === 'integer' ? formatOf(node, name, context) : undefined
  const formatted = name === 'string' && format !== undefined ? FORMATS[format] : undefined
  if (formatted !== undefined) return { ...scalarFacets(node, formatted.name), ...formatted }
  const facets = scalarFacets(node, name)
  if (name === 'enum' && member(node, 'values')?.kind !== 'list') incomplete(node, 'values', 'a list of texts', context)
  if (format === 'int32') return { name, ...INT32, ...facets }
  if (name === 'string' && context.language === '1.0') return { name, maxLength: V1_LENGTH, ...facets }
  return { name, ...facets }
}

export const isScalar = (name: string): name is ScalarName => (scalarNames as readonly string[]).includes(name)
