/** The way of every write to the store. */
import { Refusal } from '@baryon/kit'
import type { Transaction } from '@baryon/store'
import { waitAsked } from '../convergence/asked.ts'
import { converged } from '../convergence/converged.ts'
import type { Claim } from '../idempotency/claim.ts'
import { once } from '../idempotency/once.ts'
import { type Answer, toJson, withRevision } from './answer.ts'
import { type Asking, journaled } from './asking.ts'

/** What a write does in its transaction; the answer gets its revision afterwards. */
export type Work = (tx: Transaction) => Promise<Answer>

async function commitOnce(asking: Asking, dryRun: boolean, claim: Claim | undefined, work: Work): Promise<Answer> {
  const { store } = asking.context
  const unit = async (tx: Transaction): Promise<Answer> => {
    const answer = await work(tx)
    const complete = withRevision(answer, tx.entries.at(-1)?.revision ?? store.journal.head())
    if (claim !== undefined && !dryRun) await tx.remember(claim.key, claim.fingerprint, toJson(complete))
    return complete
  }
  const committed = await store.commit(journaled(asking), unit, { dryRun })
  if (!committed.ok) throw new Refusal(...committed.faults)
  return committed.value.value
}

/**
 * Commits what `prepare` makes of the request and answers it; with an `Idempotency-Key`, once. Who asked to wait is answered
 * when the revision has taken effect; what is only tried never does.
 * @param prepare checks the request by itself and throws a Refusal with all its faults
 */
export async function commit(
  asking: Asking,
  prepare: () => { readonly dryRun: boolean; readonly work: Work },
): Promise<Answer> {
  const wait = waitAsked(asking)
  let isTried = false
  const answer = await once(asking, async claim => {
    const { dryRun, work } = prepare()
    isTried = dryRun
    return commitOnce(asking, dryRun, claim, work)
  })
  return wait === undefined || isTried ? answer : converged(asking.context.convergence, answer, wait)
}
