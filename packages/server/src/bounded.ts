import type { Fault } from '@baryon/kit'
import { admitErrors } from './admit/errors.ts'

/** An answer lists so many faults and no more. Whoever collects faults may stop as soon as there are more. */
export const MOST_FAULTS = 100

/** At most so many faults that an answer stays readable, and one that says that there are more. */
export function bounded(faults: readonly Fault[]): readonly Fault[] {
  if (faults.length <= MOST_FAULTS) return faults
  const more = admitErrors.fault('body.faults', { shown: MOST_FAULTS })
  return faults.at(-1)?.code === more.code ? faults : [...faults.slice(0, MOST_FAULTS), more]
}
