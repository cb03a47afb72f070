import { type Command, CommanderError } from 'commander'
import { ApiError } from '../api-error.ts'
import { type Builtin, type BuiltinContext, builtins } from './builtins.ts'
import { report } from './failure.ts'
import type { Environment, Io } from './io.ts'
import { styleOf } from './output/style.ts'
import { helpProgram, type LocalCommand, nounHelp, nounProgram, rootCommand } from './program.ts'
import { type Scanned, scan } from './scan.ts'
import { Session } from './session.ts'
import { readSettings } from './settings.ts'
import { ownVersion } from './version.ts'

/** Milliseconds that the help and the completion wait for a server. */
const HASTE = 1500

/** One call of the CLI. */
export class Call implements BuiltinContext {
  readonly env: Environment
  readonly io: Io
  readonly local: readonly LocalCommand[]
  scanned: Scanned
  #session: Promise<Session> | undefined

  constructor(argv: readonly string[], env: Environment, io: Io, local: readonly LocalCommand[]) {
    this.env = env
    this.io = io
    this.local = local
    this.scanned = scan(argv)
  }

  /** The commands that are there whatever the models are. */
  get commands(): readonly (Builtin | LocalCommand)[] {
    return [...builtins, ...this.local]
  }

  get reserved(): ReadonlySet<string> {
    return new Set(['help', ...this.commands.map(one => one.name)])
  }

  /** What commander reads. A local command and `profile` have options of their own that are named like those of the connection. */
  get line(): readonly string[] {
    const [first] = this.scanned.words
    return first === 'profile' || this.isLocal ? this.scanned.whole : this.scanned.rest
  }

  /** Whether the command is one of this machine: it answers for signals and the exit code itself. */
  get isLocal(): boolean {
    return this.local.some(one => one.name === this.scanned.words[0])
  }

  session(): Promise<Session> {
    this.#session ??= this.#newSession()
    return this.#session
  }

  async #newSession(): Promise<Session> {
    const settings = await readSettings(this.scanned.connection, this.env)
    return new Session(this.io, this.env, { ...settings, format: this.scanned.format ?? settings.format })
  }

  /** The program with what the words need, and nothing else. */
  async program(): Promise<Command> {
    const [first] = this.scanned.words
    const named = (one: Builtin | LocalCommand) => one.name === first
    const builtin = builtins.find(named)
    if (builtin !== undefined) return rootCommand(ownVersion()).addCommand(await builtin.load(this))
    const local = this.local.find(named)
    if (local !== undefined) return rootCommand(ownVersion()).addCommand(await local.load())
    return this.#nounProgram()
  }

  async #nounProgram(): Promise<Command> {
    const session = await this.session()
    return nounProgram(ownVersion(), this.scanned.words, session, await session.models(), this.reserved)
  }

  async help(): Promise<Command> {
    const session = await this.session()
    const services = await session.modelsAtOnce(HASTE)
    return helpProgram(ownVersion(), builtins, this.local, nounHelp(services, session.settings.url))
  }
}

/** Makes a program end by an exception and write to the call's streams. */
function adopt(command: Command, io: Io, errors: string[]): void {
  command.exitOverride()
  command.configureOutput({
    writeOut: text => void io.stdout.write(text),
    writeErr: text => void errors.push(text),
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getErrHelpWidth: () => io.stderr.columns ?? 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  })
  for (const child of command.commands) adopt(child, io, errors)
}

const shown = new Set(['commander.helpDisplayed', 'commander.version'])

/** `help vpn create` is `vpn create --help`. */
const withHelp = (rest: readonly string[]) =>
  rest[0] === 'help' && rest.length > 1 ? [...rest.slice(1), '--help'] : rest

/** Runs one attempt. A wrong command line is told only when `final`: with newer models it may be right. */
async function attempt(call: Call, errors: string[]): Promise<number> {
  const { io } = call
  const rest = withHelp(call.line)
  const alone = call.scanned.words.length === 0 || rest[0] === 'help'
  const program = alone ? await call.help() : await call.program()
  adopt(program, io, errors)
  if (alone && (rest.length === 0 || rest[0] === 'help' || rest.includes('--help') || rest.includes('-h'))) {
    program.outputHelp()
    return 0
  }
  await program.parseAsync([...rest], { from: 'user' })
  return call.isLocal ? Number(process.exitCode ?? 0) : 0
}

/** Runs the CLI. @returns the exit code */
export async function runCli(
  argv: readonly string[],
  env: Environment,
  io: Io,
  local: readonly LocalCommand[] = [],
): Promise<number> {
  const words = argv[0] === 'help' && argv.length > 1 ? withHelp(argv) : argv
  let call = new Call(words, env, io, local)
  if (call.scanned.words[0] === '__complete') {
    const { complete } = await import('./completion/complete.ts')
    return complete(call, argv.slice(argv.indexOf('__complete') + 1))
  }
  for (let again = true; ; again = false) {
    const errors: string[] = []
    try {
      const work = attempt(call, errors)
      const code = await (call.isLocal ? work : untilInterrupted(work, io))
      errors.forEach(text => void io.stderr.write(text))
      return io.signal.aborted && !call.isLocal ? 130 : code
    } catch (error) {
      const stale = again && isUsage(error) && (await newerModels(call))
      if (stale) {
        call = new Call(words, env, io, local)
        continue
      }
      return failed(error, call, errors)
    }
  }
}

/** Ends with the interruption even where something cannot be interrupted, such as reading standard input. */
function untilInterrupted<T>(work: Promise<T>, io: Io): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(io.signal.reason)
  if (io.signal.aborted) stop()
  io.signal.addEventListener('abort', stop, { once: true })
  return Promise.race([work, promise]).finally(() => io.signal.removeEventListener('abort', stop))
}

const staleCodes = new Set([
  'command.unknown',
  'service.unknown',
  'option.malformed',
  'option.missing',
  'column.unknown',
])

function isUsage(error: unknown): boolean {
  if (error instanceof CommanderError) return !shown.has(error.code)
  return error instanceof Error && 'faults' in error && !(error instanceof ApiError)
    ? (error.faults as readonly { code: string }[]).some(fault => staleCodes.has(fault.code))
    : false
}

async function newerModels(call: Call): Promise<boolean> {
  const [first] = call.scanned.words
  if (first === undefined || call.reserved.has(first)) return false
  try {
    return await (await call.session()).refresh()
  } catch {
    return false
  }
}

async function failed(error: unknown, call: Call, errors: readonly string[]): Promise<number> {
  const { io, env } = call
  const style = styleOf(io.stderr, env)
  if (error instanceof CommanderError) {
    for (const text of errors) io.stderr.write(text)
    if (shown.has(error.code)) return 0
    const asked = error.code === 'commander.help'
    if (!asked)
      io.stderr.write(`  ${style.dim('next')}:  See "baryon ${call.scanned.words.slice(0, 3).join(' ')} --help"\n`)
    return 2
  }
  const code = report(error, io.stderr, style, io.signal.aborted)
  if (error instanceof ApiError && (error.status === 400 || error.status === 404) && (await newerModels(call)))
    io.stderr.write('note: the models of the server have changed since they were read; try again\n')
  return code
}
