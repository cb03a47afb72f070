import type { Fault } from '@baryon/kit'
import { exitOfCode } from './errors.ts'

/** What a command can end with. */
export const exitCodes = {
  0: 'done',
  1: 'refused by the server',
  2: 'the command line, a file or the configuration is wrong',
  3: 'no such object',
  4: 'in conflict: taken, in use, changed since, or not in the state for it',
  5: 'not logged in, or not allowed',
  6: 'the server is away, or failed',
  130: 'interrupted',
} as const

export type ExitCode = keyof typeof exitCodes

const byStatus: Readonly<Record<number, ExitCode>> = { 401: 5, 403: 5, 404: 3, 409: 4, 412: 4 }

/** The exit code of a command that failed with these faults: the first one decides, as it does for the HTTP status. */
export function exitOf(faults: readonly Fault[], status = 0): ExitCode {
  const first = faults[0]
  const own = first === undefined ? undefined : exitOfCode(first.code)
  if (own !== undefined) return own
  const answered = status === 0 ? (first?.status ?? 0) : status
  // A fault without a status is of a file or of this machine.
  if (answered === 0 && first !== undefined) return first.retry ? 6 : 2
  return byStatus[answered] ?? (answered >= 500 ? 6 : 1)
}
