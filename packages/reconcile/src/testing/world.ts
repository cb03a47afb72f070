import type { Change, Row, Source, Stretch, View } from '../intent.ts'

type Rows = Map<string, Row>
type Tables = Map<string, Rows>

const copied = (tables: Tables): Tables => new Map([...tables].map(([kind, rows]) => [kind, new Map(rows)]))

/** What is wanted: rows with their journal, in memory. Reads take a turn each, as reads of a database do. */
export class World implements Source {
  readonly #tables: Tables = new Map()
  readonly #journal: Change[] = []
  readonly #former: (Row | undefined)[] = []
  readonly #listeners = new Set<() => void>()
  #horizon = 0
  /** Snapshots that were taken, and those of them that nobody closed yet. */
  snapshots = 0
  open = 0

  head(): number {
    return this.#journal.length
  }

  oldest(): number {
    return this.#horizon
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async after(revision: number, limit: number): Promise<Stretch | undefined> {
    if (revision < this.#horizon) return
    const changes = this.#journal.slice(revision, revision + limit)
    return { changes, upTo: revision + changes.length }
  }

  newest(): View {
    return this.#view(() => this.#tables)
  }

  snapshot(): View {
    const tables = copied(this.#tables)
    const revision = this.head()
    this.snapshots += 1
    this.open += 1
    let closing = 1
    const close = async () => {
      this.open -= closing
      closing = 0
    }
    return { ...this.#view(() => tables), revision, close }
  }

  #view(tables: () => Tables): View {
    const former = this.#former
    return {
      revision: this.head(),
      async get(kind, id) {
        await null
        return tables().get(kind)?.get(id)
      },
      async *list(kind, where = {}) {
        const ids = [...(tables().get(kind)?.keys() ?? [])].sort()
        for (const id of ids) {
          await null
          const row = tables().get(kind)?.get(id)
          if (row !== undefined && Object.entries(where).every(([name, value]) => row[name] === value)) yield row
        }
      },
      async before(change) {
        return former[change.revision - 1]
      },
    }
  }

  /** One transaction: rows to write, or undefined to delete. */
  commit(...writes: readonly (readonly [kind: string, id: string, row: Row | undefined])[]): readonly Change[] {
    const transaction = this.head() + 1
    const changes = writes.map(([kind, id, row]) => this.#write(transaction, kind, id, row))
    for (const listener of this.#listeners) listener()
    return changes
  }

  #write(transaction: number, kind: string, id: string, row: Row | undefined): Change {
    const rows = this.#tables.get(kind) ?? new Map<string, Row>()
    this.#tables.set(kind, rows)
    const old = rows.get(id)
    const image = row ?? old ?? { id }
    if (row === undefined) rows.delete(id)
    else rows.set(id, row)
    const operation = row === undefined ? 'delete' : old === undefined ? 'create' : 'update'
    const change: Change = { revision: this.head() + 1, transaction, kind, id, operation, image }
    this.#journal.push(change)
    this.#former.push(old)
    return change
  }

  ids(kind: string): string[] {
    return [...(this.#tables.get(kind)?.keys() ?? [])]
  }

  row(kind: string, id: string): Row | undefined {
    return this.#tables.get(kind)?.get(id)
  }

  /** Forgets the journal up to now. @param removals of those after this revision, none is forgotten, nor what came after it */
  compact(removals = this.head()): void {
    const first = this.#journal.find(({ revision, operation }) => revision > removals && operation === 'delete')
    this.#horizon = Math.max(this.#horizon, (first?.revision ?? this.head() + 1) - 1)
  }
}
