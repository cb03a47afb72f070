import { type Fault, Refusal } from '@baryon/kit'
import { ApiError } from '../api-error.ts'
import { type ClientCode, clientErrors } from '../errors.ts'
import { type ExitCode, exitOf } from '../exit.ts'
import type { Output } from './io.ts'
import { plain } from './output/plain.ts'
import type { Style } from './output/style.ts'

/** Ends a command with faults of its own. */
export class CommandError extends Error {
  readonly faults: readonly Fault[]

  constructor(...faults: readonly Fault[]) {
    super(faults.map(fault => fault.message).join('; '))
    this.name = 'CommandError'
    this.faults = faults
  }
}

export const refuse = (code: ClientCode, values: Readonly<Record<string, unknown>>): CommandError =>
  new CommandError(clientErrors.fault(code, values))

/** The name of the option that a JSON pointer into the body belongs to, as far as it names an attribute. */
export function optionOf(pointer: string): string {
  if (pointer.startsWith('?')) return `parameter ${pointer.slice(1)}`
  const steps = pointer.split('/').slice(1)
  const name = steps.find(step => !/^\d+$/.test(step))
  if (name === undefined || steps[0] === 'operations') return pointer
  const option = `--${name.replaceAll('_', '-')}`
  return steps.length === 1 ? option : `${option} (${pointer})`
}

/**
 * Tells what went wrong: for every fault the message, where it is, its cause and the next step.
 * @returns the exit code
 */
export function report(error: unknown, stderr: Output, style: Style, interrupted: boolean): ExitCode {
  if (interrupted) return 130
  if (!(error instanceof ApiError) && !(error instanceof CommandError) && !(error instanceof Refusal)) throw error
  for (const fault of error.faults) {
    const at = fault.pointer ? `${optionOf(fault.pointer)}: ` : ''
    stderr.write(`${style.red('error')}: ${plain(at + fault.message)}\n`)
    if (fault.cause) stderr.write(`  ${style.dim('cause')}: ${plain(fault.cause)}\n`)
    if (fault.next) stderr.write(`  ${style.dim('next')}:  ${plain(fault.next)}\n`)
  }
  if (error instanceof ApiError && error.requestId !== undefined && error.status >= 500)
    stderr.write(`  ${style.dim('request')}: ${plain(error.requestId)}\n`)
  return exitOf(error.faults, error instanceof ApiError ? error.status : 0)
}
