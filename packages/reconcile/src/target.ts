/** The contract of a target: something outside that is told what to be. Every target passes the conformance kit (`../conformance`). */
import type { Fault, Json } from '@baryon/kit'
import type { Author, Desired, Key } from './intent.ts'
import type { PathAnswer, PathAsked, Wanted } from './path.ts'

/** What came of telling a target. */
export type Outcome =
  /** It is as it should be; of a removal: it is gone, whoever removed it. */
  | { readonly result: 'done' }
  /** Not now: nothing is known to be wrong with the request. */
  | {
      readonly result: 'again'
      readonly fault: Fault
      /** Milliseconds that the target asked to be left alone. */
      readonly after?: number
      /** Nobody answers there: this counts for the circuit breaker; an answer that asks for patience does not. */
      readonly away: boolean
    }
  /** It will never take this as it is: the thing is set aside, all others go on. */
  | { readonly result: 'refused'; readonly fault: Fault }
  /** It misses what the thing needs: tell it the parents, then the thing again. */
  | { readonly result: 'orphan'; readonly fault: Fault }
  /** It says that it has another state than it was told: compare, or tell it everything. */
  | { readonly result: 'diverged'; readonly fault: Fault }
  /** It does not know us: nothing more is sent until somebody looks. */
  | { readonly result: 'denied'; readonly fault: Fault }

/** How many milliseconds a call took, where it waited for others first. */
export interface Timed {
  readonly took?: number
}

/** What a target has of a thing, as far as it can say. */
export interface Found {
  readonly key: Key
  /** What it takes to remove it. */
  readonly address: Json
  /** What of the body it tells back, under the body's names. Members that it does not tell are not compared. */
  readonly body: Json
  /** Whether it is known as ours. What is not ours is shown, and never removed. */
  readonly ours: boolean
}

/** What a target can do. */
export interface Description {
  /** Kinds of things that it takes, parents before children; others are passed over. */
  readonly kinds: readonly string[]
  /** Kinds of which it can tell what it has. */
  readonly readable: readonly string[]
  /** Takes everything at once. */
  readonly bulk: boolean
  /** Calls under way at a time at most. */
  readonly concurrency: number
  /** Calls that it is given beyond those, so that it can begin one as soon as another ends; none unless it says so. */
  readonly ahead?: number
}

/** One door of a target: a redundant one has several. */
export interface Endpoint {
  readonly name: string
  readonly url: string
  /** Whether it is the one that is told. */
  readonly active: boolean
  readonly health: 'up' | 'down' | 'unknown'
  /** Milliseconds since the epoch: since when its health is this. */
  readonly since: number
  /** Why it is down. */
  readonly reason?: string
  /** Of the last answer, in milliseconds. */
  readonly latency?: number
}

/** Things that a target acknowledged and that nobody is telling now. */
export interface Canaries {
  readonly keys: readonly Key[]
  /** Whether each of them should be there still: asked before it is said that one is missing, since it may have been removed meanwhile. */
  stand(): Promise<boolean>
}

/** Every call is idempotent, and ends when the signal aborts. */
export interface Target {
  /** Of a cursor and of what was acknowledged: it stays the same over restarts and changes of address. */
  readonly name: string
  describe(): Description
  /**
   * Said once, before anything is told: whether something is known to have been acknowledged, by this process or one before it. A target that
   * lost it while nobody looked has to be able to say that it `diverged`.
   */
  begins?(holds: boolean): void
  /**
   * @param known whether it acknowledged the thing before, as far as the ledger says: which of two requests is tried first where making and
   *   changing differ. It may be wrong after the target lost its state.
   * @param by who made the newest change because of which it is told; undefined: it is told again for another reason
   */
  update(desired: Desired, signal: AbortSignal, known?: boolean, by?: Author): Promise<Outcome & Timed>
  remove(key: Key, address: Json, signal: AbortSignal, by?: Author): Promise<Outcome & Timed>
  /** Whether it is there. */
  probe(signal: AbortSignal): Promise<Outcome>
  /**
   * Whether it still has what it was told, asked cheaply and often: `diverged` when it was wiped or says that its state is another. Without
   * it a target is believed.
   * @param canaries things that it acknowledged, of a kind that it can be read of: one that is missing tells that it lost what it had
   */
  intact?(signal: AbortSignal, canaries?: Canaries): Promise<Outcome>
  /** Everything it has of the readable kinds. It ends without `complete` when it broke off: nothing may be removed because of it then. */
  read?(signal: AbortSignal): AsyncIterable<Found | 'complete'>
  /** What it has of one thing. */
  readOne?(key: Key, address: Json, signal: AbortSignal): Promise<Found | 'absent' | Outcome>
  /** Takes the whole set in one request, streamed; what is not in it is gone then. */
  replace?(all: AsyncIterable<Desired>, reason: string, signal: AbortSignal): Promise<Outcome>
  /** There, if it can say which way a packet would take. */
  testPath?(asked: PathAsked, wanted: Wanted, signal: AbortSignal): Promise<PathAnswer>
  endpoints(): readonly Endpoint[]
  /** Calls back when an endpoint comes, goes or takes over, and when it may have been restarted: then it is asked whether it is intact. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}
