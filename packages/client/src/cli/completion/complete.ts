import type { Command } from 'commander'
import type { Call } from '../call.ts'
import { scan } from '../scan.ts'
import { type Candidate, FILES, lineOf } from './candidate.ts'
import { HASTE } from './objects.ts'
import { argumentValues, firstWords, optionValues, type Typing } from './words.ts'

/**
 * The hidden command behind the completion scripts: writes what the last of the words may become. It never fails and never
 * writes an error, since it runs while a user types.
 */
export async function complete(call: Call, given: readonly string[]): Promise<number> {
  const line = given[0] === '--' ? given.slice(1) : given
  // `help vpn` is followed by what `vpn` is.
  const words = line[0] === 'help' && line.length > 2 ? line.slice(1) : line
  const current = words.at(-1) ?? ''
  try {
    call.scanned = scan(words.slice(0, -1))
    const session = await call.session()
    const typing = { call, session, services: (await session.modelsAtOnce(HASTE)) ?? [] }
    for (const candidate of await candidates(typing, words))
      if (candidate.value.startsWith(current) || candidate === FILES) call.io.stdout.write(`${lineOf(candidate)}\n`)
  } catch {
    // An unknown noun, a broken configuration, no server: there is nothing to offer.
  }
  return 0
}

/** An option whose value the current word is: the word before it, or what stands in front of its `=`. */
function optionFlag(words: readonly string[]): { flag: string | undefined; inside: boolean } {
  const current = words.at(-1) ?? ''
  const equals = current.startsWith('--') ? current.indexOf('=') : -1
  return equals < 0 ? { flag: words.at(-2), inside: false } : { flag: current.slice(0, equals), inside: true }
}

async function candidates(typing: Typing, words: readonly string[]): Promise<Candidate[]> {
  const { call } = typing
  const current = words.at(-1) ?? ''
  const program = call.scanned.words.length === 0 ? await call.help() : await call.program()
  const { command, given } = descend(program, call.line)
  const { flag, inside } = optionFlag(words)
  const known = [...command.options, ...program.options]
  const option = flag === undefined ? undefined : known.find(one => one.long === flag || one.short === flag)
  if (option?.required) {
    const values = await optionValues(typing, option)
    return inside ? values.map(one => (one === FILES ? one : { ...one, value: `${flag}=${one.value}` })) : values
  }
  if (current.startsWith('-')) return options(command)
  if (command === program) return firstWords(typing)
  return command.commands.length > 0 ? subcommands(command) : argumentValues(typing, command, given)
}

/** The command that the line leads to, and how many arguments it has been given. */
function descend(program: Command, line: readonly string[]): { command: Command; given: number } {
  let command = program
  let given = 0
  for (let index = 0; index < line.length; index++) {
    const word = line[index] as string
    if (word.startsWith('-')) {
      if (command.options.find(one => one.long === word || one.short === word)?.required) index++
      continue
    }
    const below = given === 0 ? command.commands.find(one => one.name() === word) : undefined
    if (below === undefined) given++
    else command = below
  }
  return { command, given }
}

const subcommands = (command: Command): Candidate[] =>
  command.commands.map(one => ({ value: one.name(), description: one.summary() || one.description() }))

const options = (command: Command): Candidate[] => [
  ...command.options
    .filter(option => !option.hidden && option.long)
    .map(option => ({ value: option.long as string, description: option.description })),
  { value: '--help', description: 'explain this command' },
]
