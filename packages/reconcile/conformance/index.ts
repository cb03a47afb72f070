import type { Ledger } from '../src/index.ts'
import type { OpenTarget } from './target.ts'

export type { OpenTarget, TargetSubject } from './target.ts'

/** A ledger that is empty, and opened again on what it kept. */
export interface LedgerSubject {
  readonly ledger: Ledger
  /** Another one over the same data; without it nothing is checked over a restart. */
  reopen?(): Promise<Ledger>
  close(): Promise<void>
}

/** Registers a test for each rule of a target. */
export function targetKit(_name: string, _open: OpenTarget): void {}

/** Registers a test for each rule of a ledger. */
export function ledgerKit(_name: string, _open: () => Promise<LedgerSubject>): void {}
