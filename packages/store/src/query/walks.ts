import type { Filter } from '@baryon/model'
import type { Shape } from '../shape/shape.ts'
import type { Step } from './order.ts'

/** More values than these are cheaper to look up than to walk side by side. */
const mostWalks = 8

/** A filter as walks of indexes, each in the order of the key: an object is found by one of them, and `rest` has to be true of it. */
export interface Walks {
  readonly walks: readonly Filter[]
  readonly rest: Filter
}

const flat = (filter: Filter): readonly Filter[] => ('all' in filter ? filter.all.flatMap(flat) : [filter])

/** Whether an index, the key's among them, finds what the filter is true of. */
function leads(shape: Shape, filter: Filter): boolean {
  if ('all' in filter) return filter.all.some(each => leads(shape, each))
  if ('any' in filter) return filter.any.every(each => leads(shape, each))
  if ('not' in filter || 'contains' in filter) return false
  if ('holds' in filter) return leads(shape, { list: filter.attribute, where: { attribute: '', in: [filter.holds] } })
  if ('list' in filter) return shape.indexFor(shape.index(filter.list), filter.where)?.leads(filter.where) ?? false
  return shape.leading.has(filter.attribute)
}

/** One filter for each value, where each is a walk of an index that ends with the key. */
function valuesOf(shape: Shape, filter: Filter): readonly Filter[] | undefined {
  if ('any' in filter) {
    const parts = filter.any.map(each => valuesOf(shape, each))
    return parts.includes(undefined) ? undefined : parts.flatMap(each => each ?? [])
  }
  if (!('in' in filter) || !shape.walked.has(filter.attribute)) return undefined
  const { attribute } = filter
  return [...new Set(filter.in)].map(value => ({ attribute, in: [value] }))
}

/**
 * The walks of a list in the order of the key, where several values of indexed attributes are asked for and nothing else
 * says more of where the objects are: together they cost what the page has, and not what all of it has that is found.
 */
export function walksOf(shape: Shape, filter: Filter, order: readonly Step[]): Walks | undefined {
  const [first, ...more] = order
  if (shape.key.length > 1 || first?.column !== shape.key[0] || more.length > 0) return undefined
  const parts = flat(filter)
  const [leading, ...others] = parts.filter(part => leads(shape, part))
  if (leading === undefined || others.length > 0) return undefined
  const walks = valuesOf(shape, leading)
  if (walks === undefined || walks.length < 2 || walks.length > mostWalks) return undefined
  return { walks, rest: { all: parts.filter(part => part !== leading) } }
}
