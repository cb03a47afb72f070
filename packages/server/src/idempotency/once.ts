import { Refusal } from '@baryon/kit'
import { NotTaken } from '../backends/judge.ts'
import { serverErrors } from '../errors.ts'
import { type Answer, fromJson } from '../resources/answer.ts'
import type { Asking } from '../resources/asking.ts'
import { type Claim, claimOf } from './claim.ts'

/** The answer that is kept for the claim; undefined when there is none. @throws Refusal `idempotency.reused` */
async function replay(asking: Asking, claim: Claim): Promise<Answer | undefined> {
  const { store, judge } = asking.context
  // What is on trial may be undone yet, and its answer with it.
  await judge?.settled(claim.key)
  const kept = await store.recall(claim.key)
  if (kept === undefined) return undefined
  if (kept.fingerprint !== claim.fingerprint)
    throw new Refusal(serverErrors.fault('idempotency.reused', { key: claim.sent }))
  const answer = fromJson(kept.answer)
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } }
}

/**
 * Does a write at most once for its `Idempotency-Key`. `perform` keeps its answer in the transaction of the write; of two
 * requests at the same time the second is undone there, and gets the answer of the first.
 */
export async function once(asking: Asking, perform: (claim?: Claim) => Promise<Answer>): Promise<Answer> {
  const claim = claimOf(asking)
  if (claim === undefined) return perform()
  const known = await replay(asking, claim)
  if (known !== undefined) return known
  try {
    return await perform(claim)
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotTaken) throw error
    const first = await replay(asking, claim)
    if (first === undefined) throw error
    return first
  }
}
