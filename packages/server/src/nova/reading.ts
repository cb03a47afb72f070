/** From entries of the journal to events for Nova. */
import type { Kind, Registry, Row } from '@baryon/model'
import type { Entry, Store } from '@baryon/store'
import { type Change, changedEvent, type NovaEvent, portEvent, portsOfFloatingIp } from './event.ts'

const service = 'networking'

/** What Nova is told of: the kinds, if the service is served. */
export interface Kinds {
  readonly port: Kind
  readonly floatingIp: Kind | undefined
}

export function kindsOf(registry: Registry): Kinds | undefined {
  const port = registry.kind({ service, kind: 'Port' })
  return port && { port, floatingIp: registry.kind({ service, kind: 'FloatingIp' }) }
}

/** The object at a revision; where the journal does not go back that far, as it is now. */
async function rowAt(store: Store, kind: Kind, id: string, revision: number): Promise<Row | undefined> {
  const at = revision < store.journal.horizon() ? undefined : revision
  return (await store.read.get(kind, id, at))?.row
}

async function changeOf(store: Store, kind: Kind, entry: Entry): Promise<Change> {
  const { operation, id, revision, image, transaction } = entry
  const before =
    operation === 'create' ? undefined : operation === 'delete' ? image : await rowAt(store, kind, id, revision - 1)
  const after = operation === 'delete' ? undefined : await rowAt(store, kind, id, revision)
  if (entry.plane !== 'status' || transaction === revision) return { entry, before, after, earlier: before }
  return { entry, before, after, earlier: await rowAt(store, kind, id, transaction - 1) }
}

async function ofFloatingIp(store: Store, { port }: Kinds, kind: Kind, entry: Entry): Promise<NovaEvent[]> {
  const ports = portsOfFloatingIp(await changeOf(store, kind, entry))
  const rows = await Promise.all(ports.map(id => store.read.get(port, id)))
  return rows.flatMap(stored => (stored === undefined ? [] : (changedEvent(stored.row) ?? [])))
}

/** What Nova is told because of an entry. */
export async function eventsOf(store: Store, kinds: Kinds, entry: Entry): Promise<NovaEvent[]> {
  if (entry.service !== service) return []
  if (entry.kind === kinds.port.name) return [portEvent(await changeOf(store, kinds.port, entry)) ?? []].flat()
  const { floatingIp } = kinds
  if (floatingIp === undefined || entry.kind !== floatingIp.name || entry.plane !== 'intent') return []
  return ofFloatingIp(store, kinds, floatingIp, entry)
}
