import type { Json } from '@baryon/kit'
import type { Place } from './source.ts'

/**
 * A YAML value that remembers where it was written. Merging objects mixes nodes of several files;
 * each keeps its own place, so a fault is always shown where its author can mend it. Nodes are never changed.
 */
export type Node = ScalarNode | ListNode | MapNode

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Place
  readonly value: string | number | boolean | null
  /** As written: `1.0` is the number 1 with the text `1.0`. */
  readonly text: string
}

export interface ListNode {
  readonly kind: 'list'
  readonly at: Place
  readonly items: readonly Node[]
}

export interface MapNode {
  readonly kind: 'map'
  readonly at: Place
  readonly entries: ReadonlyMap<string, Entry>
}

/** A key of a map with its value. */
export interface Entry {
  readonly name: string
  readonly key: Place
  readonly node: Node
}

export function toJson(node: Node): Json {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(toJson)
  const members = [...node.entries.values()].map(entry => [entry.name, toJson(entry.node)] as const)
  return Object.fromEntries(members)
}

// What follows reads a tree that may have any shape: the schema reports a wrong shape, readers pass over it.

export const scalar = (value: string | number | boolean | null, at: Place): ScalarNode => ({
  kind: 'scalar',
  at,
  value,
  text: String(value),
})

export const asMap = (node: Node | undefined): MapNode | undefined => (node?.kind === 'map' ? node : undefined)

export const entriesOf = (node: Node | undefined): readonly Entry[] =>
  node?.kind === 'map' ? [...node.entries.values()] : []

export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : [])

export const entry = (node: Node | undefined, name: string): Entry | undefined => asMap(node)?.entries.get(name)

export const member = (node: Node | undefined, name: string): Node | undefined => entry(node, name)?.node

export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

export function numberOf(node: Node | undefined): number | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined
}

export function flagOf(node: Node | undefined): boolean | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined
}

/** The text of a member; undefined when it is missing or no text. */
export const textAt = (node: Node | undefined, name: string) => textOf(member(node, name))

export const numberAt = (node: Node | undefined, name: string) => numberOf(member(node, name))

export const flagAt = (node: Node | undefined, name: string) => flagOf(member(node, name))

/** The place of a key, or of the map itself when it has no such key. */
export const keyPlace = (node: MapNode, name: string): Place => node.entries.get(name)?.key ?? node.at

/** The map with some members replaced or added. */
export function withEntries(node: MapNode, ...changed: readonly Entry[]): MapNode {
  const entries = new Map(node.entries)
  for (const one of changed) entries.set(one.name, one)
  return { ...node, entries }
}

export function without(node: MapNode, ...names: readonly string[]): MapNode {
  const entries = new Map(node.entries)
  for (const name of names) entries.delete(name)
  return { ...node, entries }
}
