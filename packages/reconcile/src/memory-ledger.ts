import type { Key, Revision } from './intent.ts'
import { compareKeys, textOf } from './key.ts'
import type { Delivery, Ledger, Mode } from './ledger.ts'

interface Kept {
  cursor: Revision
  mode: Mode
  /** By the text of the key. */
  readonly deliveries: Map<string, Delivery>
}

/** A ledger for tests and small shims: it lives as long as the process. */
export class MemoryLedger implements Ledger {
  readonly #targets = new Map<string, Kept>()

  async cursor(target: string): Promise<Revision> {
    return this.#targets.get(target)?.cursor ?? 0
  }

  async mode(target: string): Promise<Mode> {
    return this.#targets.get(target)?.mode ?? 'running'
  }

  async setMode(target: string, mode: Mode): Promise<void> {
    this.#of(target).mode = mode
  }

  async get(target: string, keys: readonly Key[]): Promise<readonly (Delivery | undefined)[]> {
    const kept = this.#targets.get(target)
    return keys.map(key => kept?.deliveries.get(textOf(key)))
  }

  async put(target: string, delivered: readonly Delivery[], gone: readonly Key[], cursor: Revision): Promise<void> {
    const kept = this.#of(target)
    for (const delivery of delivered) kept.deliveries.set(textOf(delivery.key), Object.freeze({ ...delivery }))
    for (const key of gone) kept.deliveries.delete(textOf(key))
    kept.cursor = cursor
  }

  async list(
    target: string,
    query: { readonly state?: Delivery['state']; readonly after?: Key; readonly limit: number },
  ): Promise<readonly Delivery[]> {
    const { state, after, limit } = query
    return [...(this.#targets.get(target)?.deliveries.values() ?? [])]
      .filter(
        one => (state === undefined || one.state === state) && (after === undefined || compareKeys(one.key, after) > 0),
      )
      .sort((a, b) => compareKeys(a.key, b.key))
      .slice(0, limit)
  }

  async counts(target: string): Promise<Readonly<Record<Delivery['state'], number>>> {
    const counts = { there: 0, refused: 0 }
    for (const { state } of this.#targets.get(target)?.deliveries.values() ?? []) counts[state] += 1
    return counts
  }

  async clear(target: string): Promise<void> {
    const kept = this.#targets.get(target)
    kept?.deliveries.clear()
    if (kept !== undefined) kept.cursor = 0
  }

  async targets(): Promise<readonly string[]> {
    return [...this.#targets.keys()].sort()
  }

  #of(target: string): Kept {
    const kept = this.#targets.get(target) ?? { cursor: 0, mode: 'running', deliveries: new Map() }
    this.#targets.set(target, kept)
    return kept
  }
}
