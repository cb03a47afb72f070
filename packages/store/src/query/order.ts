import type { Sort } from '../contract.ts'
import type { Shape } from '../shape/shape.ts'

/** A column to sort by. */
export interface Step {
  readonly column: number
  readonly descending: boolean
}

/**
 * The total order of a list: what was asked for, then the key in the direction of the last of that, as an index has them. `backwards` turns it round.
 * No two objects are alike in the whole key, so nothing behind its last column counts: that is always one of the key.
 */
export function orderOf(shape: Shape, sort: readonly Sort[], backwards: boolean): readonly Step[] {
  const asked = sort.map(({ attribute, descending }) => ({ column: shape.index(attribute), descending }))
  const key = shape.key.map(column => ({ column, descending: asked.at(-1)?.descending ?? false }))
  const missing = new Set(shape.key)
  const order = new Map<number, Step>()
  for (const { column, descending } of [...asked, ...key]) {
    if (missing.size === 0) break
    if (!order.has(column)) order.set(column, { column, descending: descending !== backwards })
    missing.delete(column)
  }
  return [...order.values()]
}

/** A comparison of one column with its value at the marker. */
export interface Bound {
  readonly column: number
  readonly is: 'equal' | 'null' | 'some' | 'less' | 'more'
}

/**
 * A part of what comes behind a marker that one walk of an index gives: all bounds hold, and
 * `tail` (columns that are never null, all in the same direction) as a tuple comes behind.
 */
export interface Segment {
  readonly bounds: readonly Bound[]
  readonly tail?: { readonly columns: readonly number[]; readonly descending: boolean }
}

/** Where the values of one column lie that come behind the marker's; nulls come before all others. */
function behind({ column, descending }: Step, isNull: boolean, nullable: boolean): readonly Bound[] {
  if (isNull) return descending ? [] : [{ column, is: 'some' }]
  if (!descending) return [{ column, is: 'more' }]
  return nullable
    ? [
        { column, is: 'less' },
        { column, is: 'null' },
      ]
    : [{ column, is: 'less' }]
}

/** How many steps at the end are never null and go the same way: they can be compared as one tuple. */
function tailLength(shape: Shape, order: readonly Step[]): number {
  const last = order.at(-1)!
  const first = order.findLastIndex(step => shape.columns[step.column]!.nullable || step.descending !== last.descending)
  return order.length - 1 - first
}

/** What comes behind a marker, in disjoint segments in the order of the list. `nulls` says which steps are null at the marker. */
export function segmentsOf(shape: Shape, order: readonly Step[], nulls: readonly boolean[]): readonly Segment[] {
  const head = order.slice(0, order.length - tailLength(shape, order))
  const tail = order.slice(head.length)
  const same = head.map(({ column }, index): Bound => ({ column, is: nulls[index] ? 'null' : 'equal' }))
  const segments: Segment[] = [
    { bounds: same, tail: { columns: tail.map(step => step.column), descending: tail[0]!.descending } },
  ]
  for (let index = head.length - 1; index >= 0; index--) {
    const step = head[index]!
    for (const bound of behind(step, nulls[index]!, shape.columns[step.column]!.nullable))
      segments.push({ bounds: [...same.slice(0, index), bound] })
  }
  return segments
}
