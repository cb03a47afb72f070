import { isDeepStrictEqual } from 'node:util'

/** One sentence of a contract, and how to see that it does not hold. */
export interface Rule<Subject> {
  /** The sentence: what somebody reads whose target or ledger breaks it. */
  readonly name: string
  /** @returns how it does not hold; undefined: it holds, or does not concern the subject */
  breach(subject: Subject): Promise<string | undefined>
}

/** undefined if the two are alike, else what was expected and found. */
export const unlike = (what: string, found: unknown, expected: unknown): string | undefined =>
  isDeepStrictEqual(found, expected)
    ? undefined
    : `${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`

/** Opens a subject for one rule, and closes it whatever comes. */
export async function check<Subject extends { close(): Promise<void> }>(
  rule: Rule<Subject>,
  open: () => Promise<Subject>,
): Promise<string | undefined> {
  const subject = await open()
  try {
    return await rule.breach(subject)
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    await subject.close()
  }
}
