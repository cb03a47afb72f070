/** What is wanted of one service, from the journal of the store. */
import type { Change, Projection, Revision, Source, Stretch } from '@baryon/reconcile'
import type { Entry, JournalFilter, Store } from '@baryon/store'
import { type FindKind, newestView, snapshotView } from './view.ts'

/** An entry of the journal as a change; only those of the intent plane are changes. */
export const changeOf = ({
  revision,
  transaction,
  kind,
  id,
  operation,
  image,
  time,
  actor,
  scope,
  requestId,
}: Entry): Change => ({
  revision,
  transaction,
  kind,
  id,
  operation,
  image,
  time,
  by: { user: actor, request: requestId, ...scope },
})

/** Whether an entry is a change of the service's intent: a status is never told to anybody. */
export const isChangeOf =
  (service: string) =>
  ({ plane, service: of }: Entry): boolean =>
    plane === 'intent' && of === service

async function after({ journal }: Store, service: string, filter: JournalFilter, revision: Revision, limit: number) {
  // Taken before reading: what is committed meanwhile is behind it, and is told of again.
  const head = journal.head()
  const entries = await journal.after(revision, limit, filter)
  if (!entries.ok) return undefined
  const last = entries.value.at(-1)?.revision ?? revision
  const upTo = entries.value.length < limit ? Math.max(last, head) : last
  return { changes: entries.value.filter(isChangeOf(service)).map(changeOf), upTo } satisfies Stretch
}

/** @param find the kinds of the service */
export function sourceOf(
  store: Store,
  { service, rows }: Pick<Projection, 'service' | 'rows'>,
  find: FindKind,
): Source {
  const filter = { plane: 'intent', ...(rows && { kinds: rows.map(kind => ({ service, kind })) }) } as const
  return {
    head: () => store.journal.head(),
    oldest: () => store.journal.horizon(),
    subscribe: listener => store.journal.subscribe(() => listener()),
    after: (revision, limit) => after(store, service, filter, revision, limit),
    async foresee(changes) {
      for (const [kind, some] of Map.groupBy(changes, change => change.kind)) await store.read.foresee(find(kind), some)
    },
    newest: () => newestView(store, find),
    snapshot: () => snapshotView(store, find),
  }
}
