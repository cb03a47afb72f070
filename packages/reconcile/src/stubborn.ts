import type { Clock } from '@baryon/kit'
import type { Limits } from './backend.ts'
import type { Key } from './intent.ts'
import { textOf } from './key.ts'
import { backoff } from './wait.ts'

/** Longer than a controller takes that is started again. */
const usual = { tries: 8, after: 300_000 }

/** A thing that was set aside is tried again after so long, then later and later (milliseconds). */
const first = 60_000
const most = 3_600_000

/** So many things that fail are known at a time; more of them than that is a target that fails at everything. */
const knownAtMost = 10_000

interface Failing {
  readonly since: number
  readonly tries: number
}

interface Aside {
  readonly key: Key
  readonly tries: number
  readonly dueAt: number
}

/** What is to be done with a thing that a target failed at once more. */
export type Sentence =
  /** It is told again. */
  | { readonly what: 'again' }
  /** It would be set aside if the target took anything else: let that be seen. */
  | { readonly what: 'doubted' }
  | { readonly what: 'aside'; readonly tries: number; readonly milliseconds: number }

/**
 * Things that a target answers with a failure again and again, although it takes others. They are set aside as if they were refused, so that
 * what they hold up goes on, and tried ever more rarely. While it takes nothing at all, nothing is said of any of them.
 */
export class Stubborn {
  readonly #limit: NonNullable<Limits['stubborn']>
  readonly #clock: Clock
  readonly #random: () => number
  readonly #failing = new Map<string, Failing>()
  readonly #aside = new Map<string, Aside>()
  /** When something was taken the last time. */
  #tookAt = Number.NEGATIVE_INFINITY

  constructor(limits: Pick<Limits, 'stubborn'>, clock: Clock, random: () => number) {
    this.#limit = limits.stubborn ?? usual
    this.#clock = clock
    this.#random = random
  }

  /** Something was taken. */
  took(): void {
    this.#tookAt = this.#clock.now()
  }

  /** It is not failed at any more: it is there, refused, or gone. */
  forget(key: Key): void {
    this.#failing.delete(textOf(key))
    this.#aside.delete(textOf(key))
  }

  failed(key: Key): Sentence {
    const text = textOf(key)
    const now = this.#clock.now()
    const { since, tries } = this.#failing.get(text) ?? { since: now, tries: 0 }
    if (tries > 0 || this.#failing.size < knownAtMost) this.#failing.set(text, { since, tries: tries + 1 })
    const aside = { what: 'aside', tries: tries + 1, milliseconds: now - since } as const
    if (this.#aside.has(text)) return aside
    if (tries + 1 < this.#limit.tries || now - since < this.#limit.after) return { what: 'again' }
    return this.#tookAt > since ? aside : { what: 'doubted' }
  }

  /** It was set aside, now or by a process before this one. */
  put(key: Key): void {
    const tries = (this.#aside.get(textOf(key))?.tries ?? -1) + 1
    this.#aside.set(textOf(key), { key, tries, dueAt: this.#clock.now() + backoff(tries, this.#random, first, most) })
  }

  /** Those whose time has come to be tried again; they are put aside again if they fail. */
  *due(now: number): Iterable<Key> {
    for (const [text, aside] of this.#aside) {
      if (aside.dueAt > now) continue
      this.#aside.set(text, { ...aside, dueAt: Number.POSITIVE_INFINITY })
      yield aside.key
    }
  }

  /** When the next is due (milliseconds since the epoch). */
  get next(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { dueAt } of this.#aside.values()) next = Math.min(next, dueAt)
    return next
  }

  /** All are due now. */
  hurry(): void {
    for (const [text, aside] of this.#aside) this.#aside.set(text, { ...aside, dueAt: this.#clock.now() })
  }
}
