import { type Command, Option } from 'commander'
import { formats } from './output/format.ts'

const CONNECTION = 'Connection:'
const OUTPUT = 'Output:'

/** Options that say which server and who asks, anywhere on the line. */
const connection = (): Option[] => [
  new Option('--url <url>', 'server to ask (BARYON_URL; default http://127.0.0.1:9696)'),
  new Option('--token <token>', 'token to show the server (BARYON_TOKEN)'),
  new Option('--profile <name>', 'profile of the configuration to use (BARYON_PROFILE)'),
  new Option('--service <name>', 'service that is meant where several have the noun'),
  new Option('--ca <file>', 'certificates in PEM to trust besides the usual ones'),
  new Option('--insecure', 'accept any certificate (for test servers)'),
  new Option('--timeout <ms>', 'milliseconds to wait for an answer (default 30000)'),
  new Option('--retries <n>', 'how often to ask again when the server is away (default 3)'),
]

/** The connection options that take a value, and those that take none. */
export const connectionFlags: ReadonlyMap<string, boolean> = new Map(
  connection().map(option => [option.long as string, option.required]),
)

const output = (): Option[] => [
  new Option('-f, --format <format>', 'how to show it (BARYON_FORMAT; default table)').choices(formats),
  new Option('-c, --columns <names>', 'columns to show, with commas between').argParser(commaList),
]

/** Splits at commas and gathers repetitions. */
export const commaList = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').map(part => part.trim()),
]

/** Gathers repetitions. */
export const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value]

export function addConnectionOptions(command: Command): Command {
  for (const option of connection()) command.addOption(option.helpGroup(CONNECTION))
  return command
}

export function addOutputOptions(command: Command): Command {
  for (const option of output()) command.addOption(option.helpGroup(OUTPUT))
  return command
}

/** Names that no attribute's option can have beside these options, without the dashes. */
export const namesOf = (own: readonly Option[]): ReadonlySet<string> =>
  new Set(['help', ...[...own, ...output(), ...connection()].map(option => option.long?.slice(2) ?? '')])
