/**
 * The language allows a few things to be written in more than one way, most of them for Gluon's sake.
 * Right after a file is read they are brought into one, so that merging and everything behind it knows only that.
 */
import type { Language } from './file.ts'
import { asMap, type Entry, entriesOf, entry, type MapNode, member, type Node, withEntries, without } from './node.ts'

/** What YAML 1.1, and so Gluon's reader, takes for a truth value. */
const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['y', true],
  ['no', false],
  ['off', false],
  ['n', false],
])

const asList = (node: Node): Node =>
  node.kind === 'scalar' && node.value !== null ? { kind: 'list', at: node.at, items: [node] } : node

function asFlag(node: Node): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  const value = TRUTH.get(node.value.toLowerCase())
  return value === undefined ? node : { ...node, value }
}

const asText = (node: Node): Node =>
  node.kind === 'scalar' && node.value !== null && typeof node.value !== 'string' ? { ...node, value: node.text } : node

const asTexts = (node: Node): Node => (node.kind === 'list' ? { ...node, items: node.items.map(asText) } : node)

/** `{role: "rule:x"}` is `rule:x`. */
const asRule = (node: Node): Node => member(node, 'role') ?? node

function change(node: MapNode, name: string, how: (node: Node) => Node): MapNode {
  const found = entry(node, name)
  return found === undefined ? node : withEntries(node, { ...found, node: how(found.node) })
}

function changeEach(node: Node, how: (node: Node, name: string) => Node): Node {
  if (node.kind !== 'map') return node
  return withEntries(node, ...entriesOf(node).map((one): Entry => ({ ...one, node: how(one.node, one.name) })))
}

function rename(node: MapNode, from: string, to: string): MapNode {
  const found = entry(node, from)
  if (found === undefined) return node
  const rest = without(node, from)
  return entry(rest, to) === undefined ? withEntries(rest, { ...found, name: to }) : rest
}

function normaliseAttribute(node: Node, language: Language): Node {
  let attribute = asMap(node)
  if (attribute === undefined) return node
  attribute = rename(attribute, 'length', 'maxLength')
  if (language === '2.0') return attribute
  for (const flag of ['required', 'primary']) attribute = change(attribute, flag, asFlag)
  return change(attribute, 'values', asTexts)
}

function normaliseObject(node: Node, language: Language): Node {
  let object = asMap(node)
  if (object === undefined) return node
  object = change(object, 'extends', asList)
  object = change(object, 'policies', policies => changeEach(policies, asRule))
  return change(object, 'attributes', map => changeEach(map, one => normaliseAttribute(one, language)))
}

/** The content of a file in the one spelling that the rest of the reader knows. */
export function normaliseSpelling(content: MapNode, language: Language): MapNode {
  const imports = change(content, 'imports', asList)
  return change(imports, 'objects', objects => changeEach(objects, one => normaliseObject(one, language)))
}
