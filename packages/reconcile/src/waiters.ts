import type { Fault } from '@baryon/kit'
import type { Change, Key, Projection, Revision, Source } from './intent.ts'
import { textOf } from './key.ts'
import type { Mode } from './ledger.ts'

/** What came of changes: a target has them, every target refuses them, or nobody said so in time. */
export type Delivered =
  | { readonly state: 'taken' }
  | { readonly state: 'refused'; readonly fault: Fault }
  | { readonly state: 'late' }

/** Who can say whether things were taken. */
export interface Witness {
  readonly mode: Mode
  verdict(keys: readonly Key[], revision: Revision): Promise<'pending' | 'taken' | Fault>
}

interface Waiter {
  readonly texts: ReadonlySet<string>
  look(): void
}

/** Those who wait until changes were taken by a target. */
export class Waiters {
  readonly #witnesses: readonly Witness[]
  readonly #projection: Projection
  readonly #source: Source
  readonly #waiting = new Set<Waiter>()

  constructor(witnesses: readonly Witness[], projection: Projection, source: Source) {
    this.#witnesses = witnesses
    this.#projection = projection
    this.#source = source
  }

  /** A thing was told or set aside, or the journal was read on. */
  moved(text?: string): void {
    for (const waiter of this.#waiting) if (text === undefined || waiter.texts.has(text)) waiter.look()
  }

  async wait(changes: readonly Change[], signal: AbortSignal): Promise<Delivered> {
    const keys = await this.#keysOf(changes)
    const revision = Math.max(0, ...changes.map(change => change.revision))
    const aborted = new Promise<undefined>(resolve => {
      if (signal.aborted) resolve(undefined)
      else signal.addEventListener('abort', () => resolve(undefined), { once: true })
    })
    let news = Promise.withResolvers<'news'>()
    const waiter: Waiter = { texts: new Set(keys.map(textOf)), look: () => news.resolve('news') }
    this.#waiting.add(waiter)
    try {
      for (;;) {
        news = Promise.withResolvers()
        const delivered = await this.#look(keys, revision)
        if (delivered !== undefined) return delivered
        if ((await Promise.race([news.promise, aborted])) === undefined) return { state: 'late' }
      }
    } finally {
      this.#waiting.delete(waiter)
    }
  }

  async #keysOf(changes: readonly Change[]): Promise<readonly Key[]> {
    const keys = new Map<string, Key>()
    const view = this.#source.newest()
    for (const change of changes)
      for (const { key } of await this.#projection.touched(change, view)) keys.set(textOf(key), key)
    return [...keys.values()]
  }

  /** undefined: not yet. Targets that somebody has paused are not asked, unless all are. */
  async #look(keys: readonly Key[], revision: Revision): Promise<Delivered | undefined> {
    const verdicts = await Promise.all(
      this.#witnesses.filter(({ mode }) => mode !== 'paused').map(witness => witness.verdict(keys, revision)),
    )
    if (verdicts.includes('taken')) return { state: 'taken' }
    const faults = verdicts.filter(verdict => typeof verdict === 'object')
    const [fault] = faults
    return fault !== undefined && faults.length === verdicts.length ? { state: 'refused', fault } : undefined
  }
}
