import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Report } from '../check/diagnostic.ts'
import type { FileFault } from '../check/errors.ts'
import type { Entry, MapNode, Node } from './node.ts'
import type { Place, Source } from './source.ts'

/** Bounds of a file, against files that expand without end. */
const MAX_NODES = 200_000
const MAX_DEPTH = 60

/** Names that would reach into JavaScript's own objects. */
const POISON = new Set(['__proto__', 'constructor', 'prototype'])

interface Conversion {
  readonly source: Source
  readonly document: Document
  readonly report: Report
  nodes: number
}

class TooLarge extends Error {
  readonly offset: number
  constructor(offset: number) {
    super('too large')
    this.offset = offset
  }
}

type Ranged = { readonly range?: readonly [number, number, number] | null | undefined } | null | undefined

function placeOf(source: Source, node: Ranged, fallback: Place): Place {
  return node?.range ? { source, start: node.range[0], end: node.range[1] } : fallback
}

function convertScalar(node: Scalar, at: Place, conversion: Conversion): Node {
  const { value } = node
  const text = node.source ?? String(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return { kind: 'scalar', at, value, text }
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'scalar', at, value, text }
  conversion.report.add('yaml.value', at, { text })
  return { kind: 'scalar', at, value: null, text }
}

function convertKey(pair: Pair, parent: Place, conversion: Conversion): { name: string; key: Place } | undefined {
  const node = isAlias(pair.key) ? pair.key.resolve(conversion.document) : pair.key
  const key = placeOf(conversion.source, pair.key as Ranged, parent)
  if (!isScalar(node)) {
    conversion.report.add('yaml.key', key)
    return undefined
  }
  const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
  if (!POISON.has(name)) return { name, key }
  conversion.report.add('yaml.name', key, { name })
  return undefined
}

/** `<<` of YAML 1.1, which Gluon's reader knew: members of another map that are not given here. */
function mergedEntries(pair: Pair, parent: Place, depth: number, conversion: Conversion): Entry[] {
  const node = convert(pair.value, parent, depth, conversion)
  const maps = node.kind === 'list' ? node.items : [node]
  return maps.flatMap(map => (map.kind === 'map' ? [...map.entries.values()] : []))
}

function convertMap(node: YAMLMap, at: Place, depth: number, conversion: Conversion): MapNode {
  const entries = new Map<string, Entry>()
  const merged: Entry[] = []
  for (const pair of node.items) {
    if (
      isScalar(pair.key) &&
      pair.key.value === '<<' &&
      (isAlias(pair.value) || isMap(pair.value) || isSeq(pair.value))
    ) {
      merged.push(...mergedEntries(pair, at, depth, conversion))
      continue
    }
    const named = convertKey(pair, at, conversion)
    if (named !== undefined)
      entries.set(named.name, { ...named, node: convert(pair.value, named.key, depth, conversion) })
  }
  for (const entry of merged) if (!entries.has(entry.name)) entries.set(entry.name, entry)
  return { kind: 'map', at, entries }
}

function convertSeq(node: YAMLSeq, at: Place, depth: number, conversion: Conversion): Node {
  return { kind: 'list', at, items: node.items.map(item => convert(item, at, depth, conversion)) }
}

function resolveAlias(node: Alias, at: Place, depth: number, conversion: Conversion): Node {
  const target = node.resolve(conversion.document)
  if (target !== undefined) return convert(target, at, depth, conversion)
  conversion.report.add('yaml.alias', at, { name: node.source })
  return { kind: 'scalar', at, value: null, text: '' }
}

function convert(node: unknown, parent: Place, depth: number, conversion: Conversion): Node {
  const at = placeOf(conversion.source, node as Ranged, parent)
  conversion.nodes += 1
  if (conversion.nodes > MAX_NODES || depth > MAX_DEPTH) throw new TooLarge(at.start)
  if (isAlias(node)) return resolveAlias(node, at, depth + 1, conversion)
  if (isMap(node)) return convertMap(node, at, depth + 1, conversion)
  if (isSeq(node)) return convertSeq(node, at, depth + 1, conversion)
  if (isScalar(node)) return convertScalar(node, at, conversion)
  return { kind: 'scalar', at, value: null, text: '' }
}

/** Whether what follows the faults of a file still means something: a key that is there twice does not hide the rest. */
const HARMLESS = new Set(['DUPLICATE_KEY'])

/** Gluon's reader let the later of two equal keys win, so its models may have some. */
const GLUON = /^file_version:\s*(["']?)1(\.0)?\1\s*(#.*)?$/m

/** What the parser says of a file that nests deeper than it can follow. */
const OVERFLOW = /call stack/

function codeOf({ code, message }: YAMLError, source: Source): [FileFault, 'error' | 'warning'] {
  if (OVERFLOW.test(message)) return ['yaml.too-large', 'error']
  if (code !== 'DUPLICATE_KEY') return ['yaml.syntax', 'error']
  return ['yaml.duplicate', GLUON.test(source.text) ? 'warning' : 'error']
}

function reportSyntax(document: Document, source: Source, report: Report): boolean {
  let usable = true
  for (const error of [...document.errors, ...document.warnings]) {
    const [start, end] = error.pos
    const [code, severity] = codeOf(error, source)
    report.add(code, { source, start, end }, { detail: error.message.replace(/\.?\s*$/, '') }, { severity })
    if (!HARMLESS.has(error.code)) usable = false
  }
  return usable
}

/**
 * Reads YAML 1.2 into nodes. Every syntax fault goes into the report.
 * @returns undefined when the text is too broken to go on with
 */
export function parseYaml(source: Source, report: Report): Node | undefined {
  const document = parseDocument(source.text, { version: '1.2', uniqueKeys: true, prettyErrors: false, strict: true })
  if (!reportSyntax(document, source, report)) return undefined
  const whole = { source, start: 0, end: 0 }
  try {
    return convert(document.contents, whole, 0, { source, document, report, nodes: 0 })
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    report.add('yaml.too-large', { source, start: error.offset, end: error.offset })
    return undefined
  }
}
