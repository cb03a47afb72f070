/** What targets have acknowledged, kept where nothing is lost. */
import type { Fault, Json } from '@baryon/kit'
import type { Key, Revision } from './intent.ts'

/** What is known of one thing at one target. */
export interface Delivery {
  readonly key: Key
  /** `there`: acknowledged with that hash. `refused`: set aside, with the fault. */
  readonly state: 'there' | 'refused'
  /** The newest intent that was known when it was told. */
  readonly revision: Revision
  /** Of body and address as they were told; of a refused thing as they were refused, so that only another content is tried again. */
  readonly hash: string
  readonly address: Json
  readonly parents: readonly Key[]
  readonly fault?: Fault
  /** Of a refused thing: what the target acknowledged before, and has still as far as is known, at the same address. */
  readonly kept?: { readonly hash: string; readonly parents: readonly Key[] }
  /** Milliseconds since the epoch. */
  readonly time: number
}

/** How somebody wants a target to be served. `draining`: what waits is told, nothing new is begun; then it is `paused`. */
export type Mode = 'running' | 'paused' | 'draining'

export interface Ledger {
  /** Everything up to here was told, or is set aside. 0: nothing ever. */
  cursor(target: string): Promise<Revision>
  mode(target: string): Promise<Mode>
  setMode(target: string, mode: Mode): Promise<void>
  get(target: string, keys: readonly Key[]): Promise<readonly (Delivery | undefined)[]>
  /** All at once or nothing: what was delivered, what is gone, and how far the target is now. */
  put(target: string, delivered: readonly Delivery[], gone: readonly Key[], cursor: Revision): Promise<void>
  /** In the order of kind and id, behind a key. */
  list(
    target: string,
    query: { readonly state?: Delivery['state']; readonly after?: Key; readonly limit: number },
  ): Promise<readonly Delivery[]>
  counts(target: string): Promise<Readonly<Record<Delivery['state'], number>>>
  /** Forgets everything of a target but its mode: it has to be told all again. */
  clear(target: string): Promise<void>
  /** Targets that something is kept of. */
  targets(): Promise<readonly string[]>
}
