/** Everything that a controller was told, and the hash of it. */
import { hash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { JsonObject } from './json.ts'

/** Kinds of what is kept. Ids: a port's is its own; of an interface `ROUTER/INTERFACE`, of a policy `TENANT/PRIORITY`. */
export const kinds = [
  'tenants',
  'security-groups',
  'networks',
  'ports',
  'routers',
  'interfaces',
  'policies',
  'floatingips',
] as const
export type Kind = (typeof kinds)[number]

/** By kind and id, in the order of ids. */
export type Snapshot = Readonly<Record<Kind, Readonly<Record<string, JsonObject>>>>

interface Line {
  readonly kind: Kind
  readonly id: string
  /** Not there: it was removed. */
  readonly value?: JsonObject
}

const digest = (kind: Kind, id: string, value: JsonObject) =>
  hash('sha256', `${kind}\n${id}\n${JSON.stringify(value)}`, 'buffer').readBigUInt64BE()

export class State {
  #objects = Object.fromEntries(kinds.map(kind => [kind, new Map()])) as Record<Kind, Map<string, JsonObject>>
  readonly #file: string | undefined
  #sum = 0n
  /** Whether its client tells ports apart from what is attached to them, as the first generations did. */
  apart = false

  /** @param file a journal of changes that a killed process finds again */
  constructor(file?: string) {
    this.#file = file
    if (file === undefined || !existsSync(file)) return
    for (const line of readFileSync(file, 'utf8').split('\n')) this.#replay(line)
    this.#rewrite(file)
  }

  #rewrite(file: string) {
    writeFileSync(`${file}.new`, [...this.#lines()].map(line => `${JSON.stringify(line)}\n`).join(''))
    renameSync(`${file}.new`, file)
  }

  /** A line that a kill cut short was never answered. */
  #replay(text: string) {
    if (!text.endsWith('}')) return
    try {
      const { kind, id, value } = JSON.parse(text) as Line
      this.#change(kind, id, value)
    } catch {
      return
    }
  }

  *#lines(): Generator<Line> {
    for (const kind of kinds) for (const [id, value] of this.#objects[kind]) yield { kind, id, value }
  }

  /** The same for the same objects, however they came; another for others. */
  get hash(): string {
    return `${this.#sum.toString(16).padStart(16, '0')},${this.size}`
  }

  get size(): number {
    return kinds.reduce((sum, kind) => sum + this.#objects[kind].size, 0)
  }

  get(kind: Kind, id: string): JsonObject | undefined {
    return this.#objects[kind].get(id)
  }

  has(kind: Kind, id: string): boolean {
    return this.#objects[kind].has(id)
  }

  entries(kind: Kind): Iterable<[string, JsonObject]> {
    return this.#objects[kind].entries()
  }

  set(kind: Kind, id: string, value: JsonObject) {
    this.#change(kind, id, value)
    this.#note({ kind, id, value })
  }

  remove(kind: Kind, id: string) {
    this.#change(kind, id)
    this.#note({ kind, id })
  }

  clear() {
    for (const kind of kinds) this.#objects[kind].clear()
    this.#sum = 0n
    if (this.#file !== undefined) writeFileSync(this.#file, '')
  }

  /** Has all that another has from now on, and nothing else. The other one is not to be used any more. */
  become(other: State) {
    this.#objects = other.#objects
    this.#sum = other.#sum
    if (this.#file !== undefined) this.#rewrite(this.#file)
  }

  #change(kind: Kind, id: string, value?: JsonObject) {
    const before = this.#objects[kind].get(id)
    if (before !== undefined) this.#sum ^= digest(kind, id, before)
    if (value === undefined) this.#objects[kind].delete(id)
    else {
      this.#objects[kind].set(id, value)
      this.#sum ^= digest(kind, id, value)
    }
  }

  #note(line: Line) {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(line)}\n`)
  }

  snapshot(): Snapshot {
    const sorted = (kind: Kind) =>
      Object.fromEntries([...this.#objects[kind]].sort(([one], [other]) => (one < other ? -1 : 1)))
    return Object.fromEntries(kinds.map(kind => [kind, sorted(kind)])) as Record<Kind, Record<string, JsonObject>>
  }
}

/** Whether it belongs to this tenant; what was told without one belongs to any. */
export const isOf = (kept: JsonObject | undefined, tenant: string): kept is JsonObject =>
  kept !== undefined && (kept['tenant'] === tenant || kept['tenant'] === '')
