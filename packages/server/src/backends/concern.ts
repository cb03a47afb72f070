/** Whether anybody outside is told of what a unit of work did: looked up within it, by the rows as it leaves them. */
import { success } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { Change, View } from '@baryon/reconcile'
import type { Entry, Transaction } from '@baryon/store'
import type { RunningBackend } from '../context.ts'
import { changeOf, isChangeOf } from './source.ts'
import { kindsIn, rowsView } from './view.ts'

/** Nobody remembers within it what was before: of rows that were somewhere else, where they are now is enough. */
const viewWithin = (tx: Transaction, registry: Registry, service: string): View => ({
  ...rowsView(
    kindsIn(() => registry, service),
    0,
    async () => ({
      get: (kind, id) => tx.get(kind, id),
      list: async (kind, query) => success(await tx.list(kind, query)),
    }),
  ),
  before: async () => undefined,
})

async function concernsOne({ backend }: RunningBackend, changes: readonly Change[], view: View): Promise<boolean> {
  const kinds = new Set(backend.targets.flatMap(target => target.describe().kinds))
  for (const change of changes)
    for (const { key } of await backend.projection.touched(change, view)) if (kinds.has(key.kind)) return true
  return false
}

/** Whether a target of a backend takes anything that the entries of a transaction concern. */
export async function concernsAnybody(
  running: readonly RunningBackend[],
  registry: Registry,
  tx: Transaction,
): Promise<boolean> {
  for (const each of running) {
    const { service } = each.backend.projection
    const changes = tx.entries.filter((entry: Entry) => isChangeOf(service)(entry)).map(changeOf)
    if (changes.length > 0 && (await concernsOne(each, changes, viewWithin(tx, registry, service)))) return true
  }
  return false
}
