import type { Attribute, Kind } from '../ir.ts'
import type { Inherited } from '../read/inherit.ts'
import { type Entry, entry, type MapNode, member, type Node } from '../read/node.ts'
import type { Place } from '../read/source.ts'
import type { ServiceView, World } from '../read/world.ts'
import type { Report } from './diagnostic.ts'

/** An API object as it is written and as it was understood. */
export interface Subject {
  readonly object: Inherited
  readonly kind: Kind
  readonly view: ServiceView
  readonly world: World
  readonly report: Report
}

/** Where an attribute is declared; undefined for those that come by themselves. */
export const attributeEntry = (node: MapNode, name: string): Entry | undefined =>
  entry(member(node, 'attributes'), name)

/** Whether an attribute is declared but could not be read: what was wrong with it is told, and that is enough. */
export const isBroken = (declared: Node | undefined, read: { has(name: string): boolean }, name: string): boolean =>
  !read.has(name) && entry(declared, name) !== undefined

/** The place of an attribute's name, or of the object's when the attribute came by itself. */
export const attributePlace = ({ object }: Subject, name: string): Place =>
  attributeEntry(object.node, name)?.key ?? object.declaration.key

export const attributesByName = (kind: Kind): ReadonlyMap<string, Attribute> =>
  new Map(kind.attributes.map(attribute => [attribute.name, attribute]))
