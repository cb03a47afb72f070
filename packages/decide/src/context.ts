import type { Caller, Registry } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import type { BehaviourSet } from './behaviour-set.ts'
import type { Hosts } from './hosts.ts'

/** What a decision may use beside the change. */
export interface Context {
  readonly registry: Registry
  readonly caller: Caller
  readonly tx: Transaction
  /** Of the same registry. Absent: every kind is nothing but its model. */
  readonly behaviours?: BehaviourSet | undefined
  /** Absent: nobody outside knows of hosts. */
  readonly hosts?: Hosts | undefined
  /** A key nobody has. */
  newId(): string
}
