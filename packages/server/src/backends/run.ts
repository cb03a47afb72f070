/** Runs a backend inside the server: on the journal of the store, with its ledger there. */
import { type Clock, type Fault, type Logger, Refusal } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import { type Backend, Fleet, type Revision, type RowStatus } from '@baryon/reconcile'
import type { Store } from '@baryon/store'
import type { RunningBackend } from '../context.ts'
import type { Convergence, Reader } from '../convergence/convergence.ts'
import { ledgerOf, readerOf } from './ledger.ts'
import { sourceOf } from './source.ts'
import { type FindKind, kindsIn } from './view.ts'

export interface RunOptions {
  readonly store: Store
  readonly registry: () => Registry
  readonly convergence: Convergence
  readonly clock: Clock
  readonly logger: Logger
}

/** A backend whose loops run. */
export interface StoppableBackend extends RunningBackend {
  stop(): Promise<void>
}

/** Writes what became of rows to the status plane: of a row that is gone, or known to be so already or otherwise since, nothing. */
const noteIn =
  ({ store }: RunOptions, { name }: Backend, find: FindKind) =>
  async (statuses: readonly RowStatus[], observed: Revision): Promise<readonly (Fault | undefined)[]> => {
    const origin = { actor: name, requestId: '' }
    const noted = await store
      .noteAll(statuses.map(({ kind, id, values }) => ({ kind: find(kind), id, observed, values, origin })))
      // What keeps the store from writing is no verdict on a status: it is to be said again.
      .catch(error => {
        throw error instanceof Refusal ? new Error(error.message) : error
      })
    return noted.map(one => (one.ok ? undefined : one.faults[0]))
  }

/** Those who wait for convergence wait for each target, from where it is. */
async function register({ store, convergence }: RunOptions, { name, targets }: Backend) {
  const ledger = ledgerOf(store, name)
  const readers = new Map<string, Reader>()
  for (const { name: target } of targets)
    readers.set(target, convergence.register(readerOf(name, target), await ledger.cursor(target)))
  return readers
}

/** Starts a backend that is open. When that fails, it is as it was before. */
export async function runBackend(options: RunOptions, backend: Backend): Promise<StoppableBackend> {
  const { store, registry, clock, logger } = options
  const { name, projection } = backend
  const find = kindsIn(registry, projection.service)
  const readers = await register(options, backend)
  const fleet = new Fleet({
    backend,
    source: sourceOf(store, projection, find),
    ledger: ledgerOf(store, name),
    clock,
    logger,
    note: noteIn(options, backend, find),
    progress: (target, cursor) => readers.get(target)?.advance(cursor),
  })
  const stop = async () => {
    await fleet.stop()
    for (const reader of readers.values()) reader.leave()
  }
  try {
    await backend.start()
    await fleet.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { name, fleet, backend, stop }
}
