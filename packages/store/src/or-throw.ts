import { Refusal, type Result } from '@baryon/kit'

/** For doors that have no faults in their answer. @throws Refusal */
export function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(...result.faults)
  return result.value
}
