import { checkCommit } from './commit.ts'
import { checkDeliveries } from './deliveries.ts'
import { checkElements } from './elements.ts'
import { checkHistory } from './history.ts'
import { checkIdempotency } from './idempotency.ts'
import { checkJournal } from './journal.ts'
import { checkLists } from './lists.ts'
import { checkModels } from './models.ts'
import { checkNote } from './note.ts'
import { checkOracle } from './oracle/check.ts'
import { checkReads } from './reads.ts'
import { checkRows } from './rows.ts'
import { checkSnapshot } from './snapshot.ts'
import { checker, type MakeSubject } from './subject.ts'
import { checkTrials } from './trials.ts'
import { checkUsage } from './usage.ts'

/** Registers the tests that every driver of a store has to pass, one for each sentence of the contract. */
export function conformance(make: MakeSubject): void {
  const check = checker(make)
  for (const part of [
    checkRows,
    checkCommit,
    checkReads,
    checkJournal,
    checkLists,
    checkElements,
    checkHistory,
    checkNote,
    checkUsage,
    checkIdempotency,
    checkDeliveries,
    checkTrials,
    checkSnapshot,
    checkModels,
  ])
    part(check)
  checkOracle(make)
}
