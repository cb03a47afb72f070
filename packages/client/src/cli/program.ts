import type { Service } from '@baryon/model'
import { Command } from 'commander'
import { exitCodes } from '../exit.ts'
import type { Builtin, BuiltinContext } from './builtins.ts'
import { nounsOf, type Reserved, resolveNoun, serviceOf } from './noun.ts'
import { addConnectionOptions, addOutputOptions } from './options.ts'
import type { Session } from './session.ts'
import { nounCommand, serviceCommand } from './verbs/noun-command.ts'

/** A command that needs no server: it is loaded when it is called, so that the others start fast. */
export interface LocalCommand {
  readonly name: string
  readonly description: string
  /** The command of the CLI's own that it is a part of. */
  readonly within?: string
  load(context: BuiltinContext): Promise<Command>
}

const exitTable = () =>
  `Exit codes:\n${Object.entries(exitCodes)
    .map(([code, meaning]) => `  ${code.padEnd(5)}${meaning}`)
    .join('\n')}\n`

const examples = `Examples:
  baryon status                                   is the server there
  baryon models                                   what it offers
  baryon vpn create --name blue --tenant-id ...   create, from a model
  baryon vpn list --name blue -f json             list, as JSON
  baryon vpn update blue --description "for tests"
  baryon watch                                    what changes, as it happens
`

/** The program without any command. */
export function rootCommand(version: string): Command {
  const root = new Command('baryon')
    .description('Baryon, a model-driven network control plane')
    .usage('[options] <command> | [service] <noun> <verb> [options]')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'explain a command')
    .enablePositionalOptions()
    .showHelpAfterError(false)
  return addConnectionOptions(addOutputOptions(root))
}

export const stand = (name: string, description: string) => new Command(name).description(description)

const WIDTH = 100

/** The words behind a head, in lines that are indented like it. */
function wrapped(head: string, words: readonly string[]): string {
  const lines = [head]
  for (const word of words) {
    const line = lines.at(-1) as string
    if (line.length + word.length > WIDTH && line !== head) lines.push(' '.repeat(head.length) + word)
    else lines[lines.length - 1] = line === head ? line + word : `${line} ${word}`
  }
  return lines.join('\n')
}

/** The nouns of the models for the help: those that several services have are marked. */
export function nounHelp(services: readonly Service[] | undefined, url: string): string {
  if (services === undefined)
    return `Nouns: none are known, because the server ${url} does not answer and was not asked before\n`
  const times = new Map<string, number>()
  for (const { kind } of nounsOf(services)) times.set(kind.noun, (times.get(kind.noun) ?? 0) + 1)
  const width = Math.max(0, ...services.map(service => service.name.length))
  const lines = services.map(service => {
    const nouns = nounsOf([service]).map(({ kind: { noun } }) => noun + ((times.get(noun) ?? 0) > 1 ? '*' : ''))
    return wrapped(`  ${service.name.padEnd(width)}  `, nouns)
  })
  const shared = [...times.values()].some(count => count > 1)
  const note = shared ? '\n  * in several services: put the service in front, or choose one with --service' : ''
  return `Nouns of ${url}, by service:\n${lines.join('\n')}${note}\n\nVerbs: list, show, create, update, delete, and the actions of the model\n`
}

/** The program as its help shows it. */
export function helpProgram(
  version: string,
  builtins: readonly Builtin[],
  local: readonly LocalCommand[],
  nouns: string,
): Command {
  const root = rootCommand(version)
  for (const one of builtins) root.addCommand(stand(one.name, one.description).helpGroup('Commands:'))
  for (const one of local) root.addCommand(stand(one.name, one.description).helpGroup('On this machine:'))
  return root.addHelpText('after', `\n${nouns}\n${examples}\n${exitTable()}`)
}

/** The program with the one noun (or service) that the words mean. @throws CommandError when they mean none */
export function nounProgram(
  version: string,
  words: readonly string[],
  session: Session,
  services: readonly Service[],
  reserved: Reserved,
): Command {
  const root = rootCommand(version)
  const service = serviceOf(services, words)
  if (service !== undefined && (words.length < 2 || !words[1]))
    return root.addCommand(serviceCommand(service, session, services))
  const noun = resolveNoun(services, words, session.settings.service, reserved)
  const [first = '', second] = noun.words
  if (second === undefined) return root.addCommand(nounCommand(noun, first, session, services))
  const parent = new Command(first).helpCommand(false)
  return root.addCommand(parent.addCommand(nounCommand(noun, second, session, services)))
}
