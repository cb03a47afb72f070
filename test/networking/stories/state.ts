/** Everything that the service keeps, at one moment. */
import type { Kind, Row } from '@baryon/model'
import type { Store } from '@baryon/store'

export interface State {
  readonly kinds: readonly Kind[]
  /** In the order of their ids, which is that of their creation. */
  all(kind: string): readonly Row[]
  get(kind: string, id: unknown): Row | undefined
}

/** The stored kinds of the service. */
export function kindsOf(store: Store): readonly Kind[] {
  const service = store.services.find(({ name }) => name === 'networking')
  if (service === undefined) throw new Error('networking is not served')
  return service.kinds.filter(kind => !kind.virtual)
}

/** Reads everything. Nothing may be changing. */
export async function stateOf(store: Store): Promise<State> {
  const kinds = kindsOf(store)
  const rows = new Map<string, readonly Row[]>()
  for (const kind of kinds) {
    const listed = await store.read.list(kind, {})
    if (!listed.ok) throw new Error(listed.faults[0]?.message)
    rows.set(
      kind.name,
      listed.value.map(({ row }) => row),
    )
  }
  const byId = new Map<string, ReadonlyMap<unknown, Row>>()
  for (const [name, own] of rows) byId.set(name, new Map(own.map(row => [row['id'] ?? row['project_id'], row])))
  return {
    kinds,
    all: kind => rows.get(kind) ?? [],
    get: (kind, id) => byId.get(kind)?.get(id),
  }
}

export const text = (row: Row, name: string): string => String(row[name] ?? '')

/** A list of texts. */
export const texts = (row: Row, name: string): readonly string[] => {
  const value = row[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** A list of objects. */
export const objects = (row: Row, name: string): readonly Row[] => {
  const value = row[name]
  return Array.isArray(value) ? (value as readonly Row[]) : []
}

/** The keys that are there more than once, each with how often. */
export function repeated(keys: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > 1).map(([key, count]) => `${key} (${count} times)`)
}
