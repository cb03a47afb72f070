/** What a command writes to and reads its surroundings from. */
export interface Terminal {
  /** Results: what another program may read. */
  out(text: string): void
  /** What is said about them. */
  error(text: string): void
  readonly colour: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Exit code of the process, when it is done. */
  exit(code: number): void
}

/** The process itself. Colours are for people: not into a file, not with `NO_COLOR`. */
export const processTerminal = (): Terminal => ({
  out: text => process.stdout.write(`${text}\n`),
  error: text => process.stderr.write(`${text}\n`),
  colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  env: process.env,
  cwd: process.cwd(),
  exit: code => {
    process.exitCode = code
  },
})
