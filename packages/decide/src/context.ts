import type { Caller, Registry } from '@baryon/model'
import type { Transaction } from '@baryon/store'

/** What a decision may use beside the change. */
export interface Context {
  readonly registry: Registry
  readonly caller: Caller
  readonly tx: Transaction
  /** A key nobody has. */
  newId(): string
}
