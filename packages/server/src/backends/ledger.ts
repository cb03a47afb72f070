/** What targets of a backend have acknowledged, in the store. */
import type { Ledger } from '@baryon/reconcile'
import type { Store } from '@baryon/store'

/** Of a target in the store, of its cursor, and where one waits for it. */
export const readerOf = (backend: string, target: string): string => `${backend}/${target}`

export function ledgerOf({ deliveries }: Store, backend: string): Ledger {
  const name = (target: string) => readerOf(backend, target)
  const prefix = readerOf(backend, '')
  return {
    cursor: target => deliveries.cursor(name(target)),
    mode: target => deliveries.mode(name(target)),
    setMode: (target, mode) => deliveries.setMode(name(target), mode),
    get: (target, keys) => deliveries.get(name(target), keys),
    put: (target, delivered, gone, cursor) => deliveries.put(name(target), delivered, gone, cursor),
    list: (target, query) => deliveries.list(name(target), query),
    counts: target => deliveries.counts(name(target)),
    clear: target => deliveries.clear(name(target)),
    async targets() {
      const all = await deliveries.targets()
      return all.filter(one => one.startsWith(prefix)).map(one => one.slice(prefix.length))
    },
  }
}
