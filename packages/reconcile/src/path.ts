import type { Fault, Json } from '@baryon/kit'
import type { Desired, Key } from './intent.ts'

/** Between which points somebody asks for the way of a packet. */
export interface PathAsked {
  readonly project: string
  /** Id of the network that the source is on. */
  readonly network: string
  /** IP addresses. */
  readonly source: string
  readonly destination: string
}

/** What is wanted of a thing: a target may know it by a name that is in there. */
export type Wanted = (key: Key) => Promise<Desired | undefined>

/** The way of a packet, as a target sees it. What it does not say is null, or empty. */
export interface PathSeen {
  /** In the target's own word: `forwarded`, `dropped by policy`… */
  readonly result: string | null
  readonly error: string | null
  readonly logical: readonly Json[]
  readonly physical: readonly Json[]
}

/** What came of the question; a fault where the target cannot say. */
export type PathAnswer = { readonly seen: PathSeen } | { readonly fault: Fault }
