/** The way of every write to the store. */
import { type Fault, Refusal } from '@baryon/kit'
import type { Entry, Transaction } from '@baryon/store'
import { commitAsked, commitHeader } from '../backends/asked.ts'
import type { Judge } from '../backends/judge.ts'
import type { OpenTrial } from '../backends/open-trials.ts'
import { waitAsked } from '../convergence/asked.ts'
import { converged } from '../convergence/converged.ts'
import type { Claim } from '../idempotency/claim.ts'
import { once } from '../idempotency/once.ts'
import { type Answer, toJson, withRevision } from './answer.ts'
import { type Asking, journaled } from './asking.ts'

/** What a write does in its transaction; the answer gets its revision afterwards. */
export type Work = (tx: Transaction) => Promise<Answer>

/** What was committed, and whether it stands only if a target takes it. */
interface Written {
  readonly answer: Answer
  readonly entries: readonly Entry[]
  readonly isOnTrial: boolean
}

/** Before whom a write stands, and why nobody would take it now. */
interface Trial {
  readonly judge: Judge
  readonly fault: Fault | undefined
  readonly open: OpenTrial
}

/** A write would change nothing, but for what somebody else has on trial. */
class Undecided extends Error {
  readonly decided: Promise<unknown>

  constructor(decided: Promise<unknown>) {
    super('it is not known yet whether there is anything to change')
    this.decided = decided
  }
}

/** Tries to do something in a transaction. */
type Attempt = <T>(work: () => Promise<T>) => Promise<T>

/** Whether the change stands only if a target takes it. @throws Refusal when none would take it now, although one is told of it */
async function isJudged(trial: Trial | undefined, tx: Transaction): Promise<boolean> {
  if (trial === undefined || !trial.judge.concerns(tx.entries)) return false
  if (trial.fault === undefined) return true
  if (await trial.judge.reaches(tx)) throw new Refusal(trial.fault)
  return false
}

async function commitOnce(
  asking: Asking,
  dryRun: boolean,
  claim: Claim | undefined,
  work: Work,
  trial?: Trial,
): Promise<Written> {
  const { store, judge } = asking.context
  const unit = async (tx: Transaction, attempt?: Attempt) => {
    const answer = await (attempt === undefined ? work(tx) : attempt(() => work(tx)))
    const awaited = tx.entries.length > 0 || dryRun ? undefined : judge?.trials.of(textOf(asking))
    if (awaited !== undefined) throw new Undecided(awaited)
    const complete = withRevision(answer, tx.entries.at(-1)?.revision ?? store.journal.head())
    if (claim !== undefined && !dryRun) await tx.remember(claim.key, claim.fingerprint, toJson(complete))
    const isOnTrial = await isJudged(trial, tx)
    if (isOnTrial) trial?.open.touches(tx.entries)
    if (isOnTrial) await tx.putOnTrial(claim?.key)
    return { answer: complete, isOnTrial }
  }
  const run = (attempt?: Attempt) => store.commit(journaled(asking), tx => unit(tx, attempt), { dryRun })
  const committed = await decided(() => (asking.hosts === undefined ? run() : asking.hosts.answered(run)))
  if (!committed.ok) throw new Refusal(...committed.faults)
  return { ...committed.value.value, entries: committed.value.entries }
}

/** What a request names is in its URL or its body. */
const textOf = ({ url, body }: Asking): string => `${url} ${body?.toString() ?? ''}`

/** Does it again when what it depends on is decided. */
async function decided<T>(run: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof Undecided)) throw error
      await error.decided
    }
  }
}

/** Commits what stands only if a target takes it, and answers when that is known. @throws NotTaken */
async function commitOnTrial(asking: Asking, claim: Claim | undefined, work: Work, judge: Judge): Promise<Answer> {
  const fault = await judge.fault()
  return judge.hold(claim?.key, async () => {
    const open = judge.trials.open()
    try {
      const { answer, entries, isOnTrial } = await commitOnce(asking, false, claim, work, { judge, fault, open })
      if (!isOnTrial) return answer
      await judge.judge(entries)
      return { ...answer, headers: { ...answer.headers, [commitHeader]: 'sync' } }
    } finally {
      open.close()
    }
  })
}

/** The judge of a write that is to be answered when a target has taken it. */
function judgeFor(asking: Asking): Judge | undefined {
  const { judge } = asking.context
  const asked = commitAsked(asking)
  return judge !== undefined && (asked ?? judge.mode) === 'sync' ? judge : undefined
}

/**
 * Commits what `prepare` makes of the request and answers it; with an `Idempotency-Key`, once. Who asked to wait is answered
 * when the revision has taken effect; what is only tried never does. With the commit policy `sync` it is answered when a target
 * has taken it.
 * @param prepare checks the request by itself and throws a Refusal with all its faults
 */
export async function commit(
  asking: Asking,
  prepare: () => { readonly dryRun: boolean; readonly work: Work },
): Promise<Answer> {
  const wait = waitAsked(asking)
  const judge = judgeFor(asking)
  let isTried = false
  const answer = await once(asking, async claim => {
    const { dryRun, work } = prepare()
    isTried = dryRun
    if (judge !== undefined && !dryRun) return commitOnTrial(asking, claim, work, judge)
    return (await commitOnce(asking, dryRun, claim, work)).answer
  })
  return wait === undefined || isTried ? answer : converged(asking.context.convergence, answer, wait)
}
