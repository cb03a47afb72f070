import { type Command, CommanderError } from 'commander'
import { ApiError } from '../api-error.ts'
import { Call } from './call.ts'
import { CommandError, report } from './failure.ts'
import type { Environment, Io } from './io.ts'
import { type Style, styleOf } from './output/style.ts'
import type { LocalCommand } from './program.ts'
import { verbOf } from './suggest.ts'

/** What commander said of a wrong command line, and which command it said it of. */
interface Said {
  readonly texts: string[]
  command: string
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`

/** Makes a program end by an exception and write to the call's streams. */
function adopt(command: Command, io: Io, said: Said): void {
  command.exitOverride(error => {
    said.command = pathOf(command)
    throw error
  })
  command.configureOutput({
    writeOut: text => void io.stdout.write(text),
    writeErr: text => void said.texts.push(text),
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getErrHelpWidth: () => io.stderr.columns ?? 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  })
  for (const child of command.commands) adopt(child, io, said)
}

const shown = new Set(['commander.helpDisplayed', 'commander.version'])

/** `help vpn create` is `vpn create --help`. */
const withHelp = (rest: readonly string[]) =>
  rest[0] === 'help' && rest.length > 1 ? [...rest.slice(1), '--help'] : rest

/** Runs one attempt. What is said of a wrong command line is gathered: with newer models it may be right. */
async function attempt(call: Call, said: Said): Promise<number> {
  const { io } = call
  const rest = withHelp(call.line)
  const alone = call.scanned.words.length === 0 || rest[0] === 'help'
  const program = alone ? await call.help() : await call.program()
  adopt(program, io, said)
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
    const said: Said = { texts: [], command: 'baryon' }
    try {
      const work = attempt(call, said)
      const code = await (call.isLocal ? work : untilInterrupted(work, io))
      said.texts.forEach(text => void io.stderr.write(text))
      return io.signal.aborted && !call.isLocal ? 130 : code
    } catch (error) {
      const stale = again && isUsage(error) && (await newerModels(call))
      if (stale) {
        call = new Call(words, env, io, local)
        continue
      }
      return failed(error, call, said)
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
  return error instanceof CommandError && error.faults.some(fault => staleCodes.has(fault.code))
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

/** A message of commander in the form of all others. */
function restyled(text: string, style: Style): string {
  const message = /^error: ([\s\S]*?)\.?\n$/.exec(text)?.[1]
  if (message === undefined) return text
  const verb = verbOf(/^unknown command '(.*)'$/.exec(message)?.[1] ?? '')
  const line = message.replace(/\n\(Did/, ' (did') + (verb === undefined ? '' : ` (did you mean ${verb}?)`)
  return `${style.red('error')}: ${line.charAt(0).toUpperCase()}${line.slice(1)}\n`
}

async function failed(error: unknown, call: Call, said: Said): Promise<number> {
  const { io, env } = call
  const style = styleOf(io.stderr, env)
  if (error instanceof CommanderError) {
    for (const text of said.texts) io.stderr.write(restyled(text, style))
    if (shown.has(error.code)) return 0
    const asked = error.code === 'commander.help'
    if (!asked) io.stderr.write(`  ${style.dim('next')}:  See "${said.command} --help"\n`)
    return 2
  }
  const code = report(error, io.stderr, style, io.signal.aborted)
  if (error instanceof ApiError && (error.status === 400 || error.status === 404) && (await newerModels(call)))
    io.stderr.write('note: the models of the server have changed since they were read; try again\n')
  return code
}
