/** Thirty-two clients at once. */
import type { Got } from '../cloud.ts'

export const crowd = 32

/** Every client asks, all at once. @param ask with the number of the client */
export const everyone = <T>(ask: (client: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: crowd }, (_, client) => ask(client)))

/** How often each answer was given: `201`, `409 OverQuota`. */
export function tally(answers: readonly Got[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const error = body?.NeutronError?.type
    const answer = error === undefined ? String(status) : `${status} ${error}`
    counts[answer] = (counts[answer] ?? 0) + 1
  }
  return counts
}
