import type { Fault } from '@baryon/kit'

/** What `baryon start` and `baryon config` can end with, besides 0; the same meanings as in the rest of the command line. */
export const exitCodes = { failed: 1, wrong: 2, unavailable: 6 } as const

/** Faults of what the user wrote, by the first word of their code; all others are of the machine. */
const written = new Set(['auth', 'config', 'model', 'models', 'tls'])

export function exitCodeOf(faults: readonly Fault[]): number {
  const [first] = faults
  return first && written.has(first.code.split('.')[0] ?? '') ? exitCodes.wrong : exitCodes.unavailable
}
