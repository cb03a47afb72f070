/** What every write of a transaction found. */

import type { Json } from '@baryon/kit'
import type { Caller, Kind, Registry, Row } from '@baryon/model'
import type { Entry, Revision, Transaction } from '@baryon/store'
import { namesIn, seenBy } from '../present/seen.ts'
import { mayGet } from '../resources/visibility.ts'

/** Objects as they were before the write that made the entry of a revision. */
export type Befores = Map<Revision, Row>

/** A transaction like `tx` that keeps in `befores` what its updates and removals find. */
export function recording(tx: Transaction, befores: Befores): Transaction {
  async function keep<T>(kind: Kind, id: string, write: () => Promise<T>): Promise<T> {
    const before = await tx.get(kind, id)
    const known = tx.entries.length
    const written = await write()
    if (before !== undefined) for (const entry of tx.entries.slice(known)) befores.set(entry.revision, before.row)
    return written
  }
  return {
    get entries() {
      return tx.entries
    },
    get: (kind, id) => tx.get(kind, id),
    list: (kind, query) => tx.list(kind, query),
    count: (kind, filter) => tx.count(kind, filter),
    elements: (kind, index, query) => tx.elements(kind, index, query),
    countElements: (kind, index, query) => tx.countElements(kind, index, query),
    usage: (kind, project) => tx.usage(kind, project),
    remember: (key, fingerprint, answer) => tx.remember(key, fingerprint, answer),
    since: (revision, limit) => tx.since(revision, limit),
    putOnTrial: key => tx.putOnTrial(key),
    endTrial: transaction => tx.endTrial(transaction),
    insert: (kind, row) => tx.insert(kind, row),
    update: (kind, id, row) => keep(kind, id, () => tx.update(kind, id, row)),
    remove: (kind, id) => keep(kind, id, () => tx.remove(kind, id)),
  }
}

const pick = (row: Row, names: readonly string[]): Json =>
  Object.fromEntries(names.map(name => [name, row[name] ?? null]))

/** An entry with the state before it, as the caller may see it; of an object that it may not get, only that it changed. */
export function changeOf(entry: Entry, befores: Befores, registry: Registry, caller: Caller): Json {
  const { revision, operation, plane, service, kind: name, id, image } = entry
  const kind = registry.kind({ service, kind: name })
  const known = befores.get(revision)
  const row = { ...known, ...image }
  const shown = kind && mayGet(kind, caller, row) ? namesIn(seenBy(kind, caller), caller, row) : undefined
  const names = Object.keys(image).filter(each => shown?.includes(each))
  const before = operation === 'delete' ? image : known
  return {
    revision,
    operation,
    plane,
    service,
    kind: name,
    id,
    before: operation === 'create' || before === undefined || shown === undefined ? null : pick(before, names),
    after: operation === 'delete' || shown === undefined ? null : pick(image, names),
  }
}
