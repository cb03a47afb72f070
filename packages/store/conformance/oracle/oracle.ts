import type { Json } from '@baryon/kit'
import { compareText, matches, type Plane, type Row } from '@baryon/model'
import type { Element, ElementQuery, Query, Stored } from '../../src/contract.ts'
import { item } from '../fixture.ts'
import { addresses } from './arbitraries.ts'

/** All objects at a revision, by id. */
type State = ReadonlyMap<string, Stored>

const namesOf = (plane: Plane) =>
  item.attributes.filter(each => each.plane === plane && each.stamp === undefined).map(({ name }) => name)

const names: Readonly<Record<Plane, readonly string[]>> = { intent: namesOf('intent'), status: namesOf('status') }

const pick = (row: Row, plane: Plane): Row =>
  Object.fromEntries(names[plane].map((name): [string, Json] => [name, row[name] ?? null]))

/** Nulls first, then numbers, truth values and texts in their order. */
function compare(left: Json, right: Json): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null)
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  return Number(left) - Number(right)
}

/** The elements of `addresses` as texts, without those that are not compared. */
const addressesOf = ({ addresses: list }: Row): readonly string[] =>
  ((list ?? []) as Row[])
    .filter(({ net, ip }) => (net ?? null) !== null && (ip ?? null) !== null)
    .map(({ net, ip }) => JSON.stringify([net, ip]))

/** The value as what it is compared by in an element index. */
const ordered = (name: string, value: Json): Json =>
  name === 'ip' && value !== null ? (addresses as readonly Json[]).indexOf(value) : value

/** What a store of items has to answer, said in the plainest way: one whole state for each revision. */
export class Oracle {
  readonly #states: State[] = [new Map()]
  /** For each living object the newest intent revision its status was observed at, not before its creation. */
  readonly #observed = new Map<string, number>()

  get head(): number {
    return this.#states.length - 1
  }

  state(at = this.head): State {
    return this.#states[at]!
  }

  /** A copy to go on with when a unit is only tried. */
  fork(): Oracle {
    const copy = new Oracle()
    copy.#states.splice(0, 1, ...this.#states)
    for (const [id, observed] of this.#observed) copy.#observed.set(id, observed)
    return copy
  }

  #enter(id: string, values: Row | undefined, time: number) {
    const state = new Map(this.state())
    const revision = this.head + 1
    const before = state.get(id)
    if (values === undefined) state.delete(id)
    else {
      const iso = new Date(time).toISOString()
      const created = before?.row['created_at'] ?? iso
      state.set(id, { row: { ...before?.row, ...values, created_at: created, updated_at: iso, revision }, revision })
    }
    this.#states.push(state)
  }

  /** @returns whether it is not refused */
  insert(id: string, row: Row, time: number): boolean {
    if (this.state().has(id) || this.#taken(id, row)) return false
    this.#observed.set(id, this.head + 1)
    const unset = Object.fromEntries(names.status.map((name): [string, Json] => [name, null]))
    this.#enter(id, { ...pick({ ...row, id }, 'intent'), ...unset }, time)
    const status = pick(row, 'status')
    if (Object.values(status).some(value => value !== null)) this.#enter(id, status, time)
    return true
  }

  #taken(id: string, row: Row): boolean {
    const own = addressesOf(row)
    const others = [...this.state()].filter(([key]) => key !== id).flatMap(([, each]) => addressesOf(each.row))
    if (new Set(own).size < own.length || own.some(each => others.includes(each))) return true
    const [owner, code] = [row['owner'] ?? null, row['code'] ?? null]
    if (owner === null || code === null) return false
    return [...this.state()].some(
      ([key, { row: other }]) => key !== id && other['owner'] === owner && other['code'] === code,
    )
  }

  update(id: string, given: Row, time: number): boolean {
    const before = this.state().get(id)
    if (before === undefined || this.#taken(id, { ...before.row, ...given })) return false
    for (const plane of ['intent', 'status'] as const) {
      const after = pick({ ...before.row, ...given }, plane)
      if (JSON.stringify(after) !== JSON.stringify(pick(before.row, plane))) this.#enter(id, after, time)
    }
    return true
  }

  remove(id: string, time: number): boolean {
    if (!this.state().has(id)) return false
    this.#enter(id, undefined, time)
    this.#observed.delete(id)
    return true
  }

  note(id: string, observed: number, values: Row, time: number): boolean {
    const known = this.#observed.get(id)
    if (known === undefined || observed < known) return false
    this.#observed.set(id, observed)
    return this.update(id, values, time)
  }

  usage(project: string): number {
    return [...this.state().values()].filter(({ row }) => row['owner'] === project).length
  }

  /** Those of one element index; elements with the same values in the order of their ids. */
  elements(name: string, { equal, from, to, descending, limit }: ElementQuery): readonly Element[] {
    const { list, attributes } = item.elements!.find(index => index.name === name)!
    const valuesOf = (one: Json) =>
      attributes.length === 0 ? [one] : attributes.map(each => (one as Row)[each] ?? null)
    const key = (values: readonly Json[]) => values.map((value, at) => ordered(attributes[at] ?? '', value))
    const within = (value: Json, bound: Json | undefined, sign: number) =>
      bound === undefined ||
      (value !== null && compare(value, ordered(attributes[equal.length] ?? '', bound)) * sign >= 0)
    const order = (left: Element, right: Element) => {
      const [a, b] = [key(left.values), key(right.values)]
      for (const [at, value] of a.entries()) if (compare(value, b[at]!) !== 0) return compare(value, b[at]!)
      return compareText(left.id, right.id)
    }
    const all = [...this.state()].flatMap(([id, { row }]) =>
      ((row[list] ?? []) as Json[]).map((one): Element => ({ id, values: valuesOf(one) })),
    )
    const found = all.filter(({ values }) => {
      const next = key(values)[equal.length] ?? null
      return equal.every((value, at) => value === values[at]) && within(next, from, 1) && within(next, to, -1)
    })
    const sorted = found.sort(order)
    return (descending ? sorted.reverse() : sorted).slice(0, limit)
  }

  list({ filter, sort = [], limit, marker, backwards }: Query, at?: number): readonly Stored[] | undefined {
    const state = this.state(at)
    if (marker !== undefined && !state.has(marker)) return undefined
    const steps = [...sort, { attribute: 'id', descending: sort.at(-1)?.descending ?? false }]
    const order = (left: Row, right: Row) => {
      for (const { attribute, descending } of steps) {
        const sign = compare(left[attribute] ?? null, right[attribute] ?? null)
        if (sign !== 0) return descending ? -sign : sign
      }
      return 0
    }
    const all = [...state.values()].sort((left, right) => order(left.row, right.row))
    const position = marker === undefined ? undefined : all.findIndex(({ row }) => row['id'] === marker)
    const before = backwards === true
    const side = position === undefined ? all : before ? all.slice(0, position) : all.slice(position + 1)
    const found = side.filter(({ row }) => filter === undefined || matches(filter, row))
    if (limit === undefined) return found
    return before ? found.slice(Math.max(0, found.length - limit)) : found.slice(0, limit)
  }
}
