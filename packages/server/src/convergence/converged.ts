import type { Revision } from '@baryon/store'
import { type Answer, revisionHeader } from '../resources/answer.ts'
import type { Wait } from './asked.ts'
import type { Convergence } from './convergence.ts'

const millisecondsPerSecond = 1000

const headersOf = (isReached: boolean, { seconds, preferred }: Wait): Readonly<Record<string, string>> => ({
  'baryon-converged': String(isReached),
  ...(preferred ? { 'preference-applied': `wait=${seconds}` } : {}),
})

/** Waits for a revision as was asked for. @returns the headers that say what came of it */
export async function waitFor(
  convergence: Convergence,
  revision: Revision,
  wait: Wait,
): Promise<Readonly<Record<string, string>>> {
  return headersOf(await convergence.wait(revision, wait.seconds * millisecondsPerSecond), wait)
}

/** The answer to a write once its revision has taken effect, or the time is over. */
export async function converged(convergence: Convergence, answer: Answer, wait: Wait): Promise<Answer> {
  const revision = Number(answer.headers[revisionHeader])
  return { ...answer, headers: { ...answer.headers, ...(await waitFor(convergence, revision, wait)) } }
}
