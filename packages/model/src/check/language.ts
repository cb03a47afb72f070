import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { languageSchema } from '../language/schema.ts'
import { type MapNode, type Node, toJson } from '../read/node.ts'
import type { Place } from '../read/source.ts'
import type { Report } from './diagnostic.ts'
import { didYouMean, listed } from './suggest.ts'

type Values = Readonly<Record<string, unknown>>

let compiled: ValidateFunction | undefined

/** Compiled at its first use: only what reads model files pays for it. */
function validator(): ValidateFunction {
  compiled ??= new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    verbose: true,
  }).compile(languageSchema)
  return compiled
}

const segments = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'))

interface Found {
  readonly node: Node
  /** Where the value's name is written, or the value itself when it has none. */
  readonly key: Place
}

function find(root: MapNode, path: readonly string[]): Found {
  let found: Found = { node: root, key: root.at }
  for (const segment of path) {
    const { node } = found
    if (node.kind === 'map') {
      const entry = node.entries.get(segment)
      if (entry === undefined) return found
      found = { node: entry.node, key: entry.key }
    } else if (node.kind === 'list') {
      const item = node.items[Number(segment)]
      if (item === undefined) return found
      found = { node: item, key: item.at }
    } else return found
  }
  return found
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  null: 'null',
}

/** What a schema asks for, to stand after "give". */
function wanted(error: ErrorObject): string {
  const title = error.parentSchema?.['title']
  if (typeof title === 'string') return title
  const types: unknown[] = [error.params['type']].flat()
  return types.map(type => NOUNS[String(type)] ?? String(type)).join(' or ')
}

function shown(node: Node): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a map'
  return node.value === null ? 'nothing' : `"${node.text.slice(0, 80)}"`
}

/** Where something is, for a message: `objects.Port.attributes.name`. */
const named = (path: readonly string[]) => (path.length === 0 ? 'the file' : path.join('.'))

interface Case {
  readonly error: ErrorObject
  readonly path: readonly string[]
  readonly found: Found
  readonly report: Report
}

/** The place of a value: its key where there is no value to point at. */
const placeOf = ({ node, key }: Found): Place => (node.at.end > node.at.start && node.kind === 'scalar' ? node.at : key)

function unknown({ error, path, found, report }: Case): void {
  const name = String(error.params['additionalProperty'])
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as Values)
  const at = found.node.kind === 'map' ? (found.node.entries.get(name)?.key ?? found.key) : found.key
  const hint = didYouMean(name, known) ?? `Known here are ${listed(known, 40)}`
  report.add('schema.unknown', at, { name, where: named(path) }, { hint })
}

function missing({ error, path, found, report }: Case): void {
  const name = String(error.params['missingProperty'])
  const properties = (error.parentSchema?.['properties'] ?? {}) as Readonly<Record<string, Values>>
  const meaning = properties[name]?.['description']
  const hint = typeof meaning === 'string' ? meaning : undefined
  report.add('schema.missing', found.key, { name, where: named(path) }, { hint })
}

/** How to write what was most likely meant. */
function spelling({ error, path, found: { node } }: Case): string | undefined {
  if (node.kind !== 'scalar' || node.value === null) return undefined
  const types: unknown[] = [error.params['type']].flat()
  if (types.includes('string')) return `Write it in quotes, so that YAML takes it for text: "${node.text.slice(0, 80)}"`
  const isNumber = types.includes('integer') || types.includes('number')
  if (isNumber && typeof node.value === 'string' && /^-?\d+(\.\d+)?$/.test(node.value))
    return `Write it without quotes: ${node.value}`
  const isType = path.at(-1) === 'items' || path.at(-2) === 'attributes' || path.at(-2) === 'input'
  return types.includes('object') && isType ? `Write it as \`{ type: ${node.text.slice(0, 80)} }\`` : undefined
}

function wrongType(fault: Case): void {
  const { error, path, found, report } = fault
  const values = { wanted: wanted(error), found: shown(found.node), where: named(path) }
  report.add('schema.type', placeOf(found), values, { hint: spelling(fault) })
}

function wrongChoice({ error, path, found, report }: Case): void {
  const allowed = (error.params['allowedValues'] as unknown[]).map(String)
  const hint = didYouMean(found.node.kind === 'scalar' ? found.node.text : '', allowed)
  const values = { found: shown(found.node), allowed: listed(new Set(allowed), 40), where: named(path) }
  report.add('schema.choice', placeOf(found), values, { hint })
}

function wrongForm({ error, path, found, report }: Case): void {
  const title = error.parentSchema?.['title']
  const form = typeof title === 'string' ? title : `text that matches ${String(error.params['pattern'])}`
  report.add('schema.form', placeOf(found), { found: shown(found.node), form, where: named(path) })
}

/** A key of a map: ajv first says what is wrong with it as a text, then that the map has a wrong key. */
function wrongName({ error, path, found, report }: Case): void {
  const name = String(error.params['propertyName'])
  const names = (error.schema ?? {}) as Values
  const at = found.node.kind === 'map' ? (found.node.entries.get(name)?.key ?? found.key) : found.key
  report.add('schema.name', at, { name: name.slice(0, 80), form: String(names['title'] ?? ''), where: named(path) })
}

function wrongLimit({ error, path, found, report }: Case): void {
  const title = error.parentSchema?.['title']
  const detail = typeof title === 'string' ? title : (error.message ?? error.keyword).replace(/^must /, 'it must ')
  report.add('schema.limit', placeOf(found), { found: shown(found.node), detail, where: named(path) })
}

const handlers: Readonly<Record<string, (fault: Case) => void>> = {
  additionalProperties: unknown,
  required: missing,
  type: wrongType,
  enum: wrongChoice,
  pattern: wrongForm,
  propertyNames: wrongName,
}

/** Keywords that only say that one below them failed, which has an error of its own. */
const SILENT = new Set(['if', '$ref', 'anyOf'])

/** Whether an error tells more than the others do. The first branch of `anyOf` is there for editors to complete from. */
const tells = (error: ErrorObject) =>
  !SILENT.has(error.keyword) && error.propertyName === undefined && !error.schemaPath.includes('/anyOf/0/')

/** Checks the shape of a file by the JSON Schema of the language; every fault goes into the report. */
export function checkLanguage(root: MapNode, report: Report): void {
  const validate = validator()
  if (validate(toJson(root))) return
  for (const error of validate.errors ?? []) {
    if (!tells(error)) continue
    const path = segments(error.instancePath)
    const handle = handlers[error.keyword] ?? wrongLimit
    handle({ error, path, found: find(root, path), report })
  }
}
