/** The reference page of the model language, from its JSON Schema, its types and the texts of `sections.ts`. */
import { code, fence, prose, table } from '../../emit/docs/markdown.ts'
import { banner } from '../../emit/emitter.ts'
import { expressionFunctions } from '../../expression/network.ts'
import { standardRules } from '../../policy/rules.ts'
import { mixins } from '../../read/mixins.ts'
import type { JsonSchema } from '../../types/scalar.ts'
import { scalars } from '../../types/scalars.ts'
import { composedNames, facetsOfType } from '../facets.ts'
import { languageDefinitions } from '../schema.ts'
import { type Section, sections } from './sections.ts'

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `object.api` is the property `api` of the definition `object`; of a list, what its items are. */
function definition(path: string): JsonSchema {
  const [name = '', property] = path.split('.')
  const whole = languageDefinitions[name]
  if (whole === undefined) throw new Error(`the language has no definition "${name}"`)
  if (property === undefined) return whole
  const properties = whole['properties']
  const found = isSchema(properties) ? properties[property] : undefined
  if (!isSchema(found)) throw new Error(`"${name}" has no property "${property}"`)
  return isSchema(found['items']) ? found['items'] : found
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  object: 'map',
}

const words = (values: readonly unknown[]) => values.map(value => code(String(value))).join(', ')

/** What a property takes, in a few words. */
function takes(schema: JsonSchema): string {
  const reference = schema['$ref']
  if (typeof reference === 'string') return WORDS[reference.replace('#/$defs/', '')] ?? 'see there'
  const values = schema['enum']
  if (Array.isArray(values)) return words(values.filter(value => value !== null))
  const types = [schema['type']].flat().filter(type => typeof type === 'string')
  if (types.length === 0) return 'any value'
  const items = schema['items']
  const inner = isSchema(items) && Array.isArray(items['enum']) ? ` of ${words(items['enum'])}` : ''
  return `${types.map(type => WORDS[type] ?? type).join(' or ')}${inner}`
}

/** A property that is defined elsewhere takes its description from there. */
function description(schema: JsonSchema): string {
  const own = schema['description']
  if (typeof own === 'string') return own
  const reference = schema['$ref']
  const target = typeof reference === 'string' ? languageDefinitions[reference.replace('#/$defs/', '')] : undefined
  return target === undefined ? '' : description(target)
}

function referenceWords(schema: JsonSchema): string {
  const reference = schema['$ref']
  const target = typeof reference === 'string' ? languageDefinitions[reference.replace('#/$defs/', '')] : undefined
  return takes(target ?? schema)
}

function propertyTable(schema: JsonSchema): string[] {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const rows = Object.entries(properties).flatMap(([name, property]) => {
    if (!isSchema(property)) return []
    return [[code(name), referenceWords(property), required.includes(name) ? 'yes' : '', prose(description(property))]]
  })
  return table(['property', 'takes', 'required', 'meaning'], rows)
}

const composedMeaning: Readonly<Record<(typeof composedNames)[number], string>> = {
  list: 'Values of one type in an order',
  map: 'Texts, each with a value of one type',
  object: 'A value with attributes of its own; it has no identity',
  reference: 'The key of another object',
}

const facetWords = (type: string) => [...facetsOfType(type)].map(code).join(', ')

const tables: Readonly<Record<NonNullable<Section['table']>, () => string[]>> = {
  types() {
    const simple = Object.values(scalars).map(({ name, summary }) => [code(name), prose(summary), facetWords(name)])
    const composed = composedNames.map(name => [code(name), prose(composedMeaning[name]), facetWords(name)])
    return table(['type', 'values', 'facets'], [...simple, ...composed])
  },
  mixins() {
    const rows = Object.entries(mixins).map(([name, { summary, attributes }]) => {
      return [code(name), prose(summary), attributes.map(attribute => code(attribute.name)).join(', ')]
    })
    return table(['mixin', 'gives', 'attributes'], rows)
  },
  functions() {
    const rows = expressionFunctions.map(({ signature, description: meaning }) => [code(signature), prose(meaning)])
    return ['Beyond CEL itself there is:', '', ...table(['function', 'meaning'], rows)]
  },
  rules() {
    const rows = Object.entries(standardRules).map(([name, rule]) => [
      code(name),
      rule === '' ? 'everyone' : code(rule),
    ])
    return [
      'These rules are there; `policy_rules` adds to them and may replace them.',
      '',
      ...table(['rule', 'is'], rows),
    ]
  },
}

function sectionLines({ title, text, definitions = [], table: listed, example }: Section): string[] {
  return [
    `## ${title}`,
    '',
    text,
    '',
    ...(listed === undefined ? [] : tables[listed]()),
    ...definitions.flatMap(each => [`### ${each.title}`, '', ...propertyTable(definition(each.name))]),
    ...(example === undefined ? [] : ['For example:', '', ...fence('yaml', example.trimEnd().split('\n'))]),
  ]
}

const INTRODUCTION = `A service is described once, in YAML; its API, tables, commands and documentation follow from that. This page is the whole language.
Editors with a YAML language server complete and check it with this line at the top of a file:`

/** The whole page. */
export function referencePage(): string {
  const lines = [
    `<!-- ${banner('packages/model/src/language')} -->`,
    '',
    '# The model language',
    '',
    INTRODUCTION,
    '',
    ...fence('yaml', ['# yaml-language-server: $schema=<path to>/docs/reference/model.schema.json']),
    'What can be wrong with a file is in the [list of errors](errors.md#model-files).',
    '',
    ...sections.flatMap(sectionLines),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
