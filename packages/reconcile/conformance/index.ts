import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LedgerSubject, ledgerRules } from './ledger-rules.ts'
import { check } from './rule.ts'
import type { OpenTarget } from './target.ts'
import { targetRules } from './target-rules.ts'

export type { LedgerSubject } from './ledger-rules.ts'
export type { OpenTarget, TargetSubject } from './target.ts'

/** Registers a test for each rule of a target, each with a target of its own. */
export function targetKit(name: string, open: OpenTarget): void {
  for (const rule of targetRules)
    test(`${name}: ${rule.name}`, async () => assert.equal(await check(rule, open), undefined))
}

/** Registers a test for each rule of a ledger, each with a ledger of its own. */
export function ledgerKit(name: string, open: () => Promise<LedgerSubject>): void {
  for (const rule of ledgerRules)
    test(`${name}: ${rule.name}`, async () => assert.equal(await check(rule, open), undefined))
}
