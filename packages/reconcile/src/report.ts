/** How a target is served: what operators see of it. */
import type { Fault } from '@baryon/kit'
import type { Key, Revision } from './intent.ts'
import type { Mode } from './ledger.ts'
import type { Endpoint } from './target.ts'

/** What the loop of a target does now. */
export type Phase = 'starting' | 'following' | 'resyncing' | 'away' | 'denied' | 'braked' | 'paused' | 'draining'

export type Breaker = 'closed' | 'open' | 'half-open'

/** The newest comparison with what the target has. */
export interface DriftSummary {
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly missing: number
  readonly different: number
  readonly surplus: number
}

export interface Report {
  readonly target: string
  readonly mode: Mode
  readonly phase: Phase
  /** Since when (milliseconds since the epoch), and why. */
  readonly since: number
  readonly reason?: Fault
  readonly endpoints: readonly Endpoint[]
  readonly breaker: Breaker
  /** Everything up to here was told or set aside; the newest revision there is. */
  readonly cursor: Revision
  readonly head: Revision
  /** Things that wait or are under way, in memory; revisions behind the newest. */
  readonly waiting: number
  readonly behind: number
  /** Milliseconds since the oldest change was made that is not acknowledged; 0: none. */
  readonly oldest: number
  /** Things acknowledged, and set aside. */
  readonly there: number
  readonly refused: number
  /** Requests since the start, those repeated, and calls allowed at a time now. */
  readonly sent: number
  readonly retries: number
  readonly concurrency: number
  /** Of the last requests, in milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number }
  readonly drift?: DriftSummary
}

/** One difference between what should be at a target and what is. */
export interface Drift {
  readonly key: Key
  readonly kind: 'missing' | 'different' | 'surplus'
  /** Of a different one: JSON pointers into the body, what should be there, what is. */
  readonly fields?: readonly { readonly pointer: string; readonly wanted: unknown; readonly found: unknown }[]
  /** A surplus that is not known as ours: it is never removed. */
  readonly foreign?: boolean
}

/** How much of a target is told again. `auto`: the least that is known to be enough. */
export type Scope =
  | { readonly what: 'object'; readonly key: Key; readonly parents?: boolean }
  | { readonly what: 'network'; readonly id: string }
  | { readonly what: 'project'; readonly id: string }
  | { readonly what: 'diff' }
  | { readonly what: 'bulk' }
  | { readonly what: 'auto' }

/** What a resync did, or would do. */
export interface Resynced {
  readonly target: string
  readonly scope: Scope['what']
  readonly dryRun: boolean
  readonly updates: number
  readonly removals: number
  /** The first of them. */
  readonly examples: readonly Drift[]
  /** Why it did not go through. */
  readonly fault?: Fault
}
