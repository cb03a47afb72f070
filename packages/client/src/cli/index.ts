/** The `baryon` command line. */
export { type Environment, type Io, type Output, type Program, runInProcess } from './io.ts'
export type { LocalCommand } from './program.ts'
export { runCli } from './run.ts'

import type { Program } from './io.ts'
import type { LocalCommand } from './program.ts'
import { runCli } from './run.ts'

/** The CLI with commands of this machine beside those that speak to a server. */
export const createCli =
  (local: readonly LocalCommand[]): Program =>
  (argv, env, io) =>
    runCli(argv, env, io, local)
