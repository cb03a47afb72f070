import type { Environment, Output } from '../io.ts'

type Paint = (text: string) => string

export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
}

const paint =
  (on: boolean, code: number): Paint =>
  text =>
    on ? `\u001b[${code}m${text}\u001b[0m` : text

/** Colours for a terminal, and none for a pipe or where NO_COLOR (no-color.org) is set. FORCE_COLOR sets them anywhere. */
export function styleOf(output: Output, env: Environment): Style {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0'
  const on = !env.NO_COLOR && (forced || (output.isTTY === true && env.TERM !== 'dumb'))
  return { bold: paint(on, 1), dim: paint(on, 2), red: paint(on, 31), green: paint(on, 32), yellow: paint(on, 33) }
}
