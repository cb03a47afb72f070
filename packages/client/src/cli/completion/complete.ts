import type { Kind, Service, Type } from '@baryon/model'
import type { Argument, Command, Option } from 'commander'
import { kindOf } from '../../models.ts'
import { AttributeOption, choicesOf } from '../attribute-option.ts'
import { builtins } from '../builtins.ts'
import { idOf } from '../input/id.ts'
import { type Noun, nounsOf, resolveNoun } from '../noun.ts'
import { readConfig } from '../profile/config-file.ts'
import type { Call } from '../run.ts'
import { scan } from '../scan.ts'
import type { Session } from '../session.ts'

/** Ids and names told at most. */
const MOST = 200

interface Candidate {
  readonly value: string
  readonly description: string
}

const FILES: Candidate = { value: ':files', description: '' }

const lineOf = (candidate: Candidate) =>
  candidate === FILES ? FILES.value : `${plainLine(candidate.value)}\t${plainLine(candidate.description)}`

const plainLine = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ')

/**
 * The hidden command behind the completion scripts: writes what the last of the words may become. It never fails and never
 * writes an error, since it runs while a user types.
 */
export async function complete(call: Call, given: readonly string[], haste: number): Promise<number> {
  const words = given[0] === '--' ? given.slice(1) : given
  const current = words.at(-1) ?? ''
  try {
    call.scanned = scan(words.slice(0, -1))
    for (const candidate of await candidates(call, words, haste))
      if (candidate.value.startsWith(current) || candidate === FILES) call.io.stdout.write(`${lineOf(candidate)}\n`)
  } catch {
    return 0
  }
  return 0
}

async function candidates(call: Call, words: readonly string[], haste: number): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? ''
  const before = call.scanned.words
  if (before.length === 0 && !current.startsWith('-') && !wantsValue(words)) return firstWords(call, haste)
  const session = await call.session()
  await session.modelsAtOnce(haste)
  const program = before.length === 0 ? await call.help() : await call.program()
  const { command, rest } = descend(program, call.scanned.rest)
  const equals = current.startsWith('--') ? current.indexOf('=') : -1
  const flag = equals < 0 ? words.at(-2) : current.slice(0, equals)
  const option = command.options.find(one => one.long === flag || (equals < 0 && one.short === flag))
  if (option !== undefined && (option.required || equals >= 0)) {
    const values = await optionValues(call, session, option, haste)
    return equals < 0 ? values : values.map(one => ({ ...one, value: `${flag}=${one.value}` }))
  }
  if (current.startsWith('-')) return options(command)
  if (command.commands.length > 0) return subcommands(command)
  return argumentValues(call, session, command, rest, haste)
}

/** Whether the word before the current one is an option that takes it as its value. */
function wantsValue(words: readonly string[]): boolean {
  const previous = words.at(-2)
  return (
    previous !== undefined &&
    ['--url', '--token', '--profile', '--service', '--ca', '-f', '--format'].includes(previous)
  )
}

async function firstWords(call: Call, haste: number): Promise<readonly Candidate[]> {
  const session = await call.session().catch(() => undefined)
  const services = (await session?.modelsAtOnce(haste)) ?? []
  const nouns = new Map(nounsOf(services).map(({ kind }) => [kind.noun, kind.description]))
  const named = [...builtins, ...call.local].map(({ name, description }) => ({ value: name, description }))
  return [
    ...named,
    { value: 'help', description: 'explain a command' },
    ...services.map(({ name, title }) => ({ value: name, description: title })),
    ...[...nouns].map(([value, description]) => ({ value, description })),
  ]
}

/** The command that the words lead to, and the words behind its name that are no options. */
function descend(program: Command, line: readonly string[]): { command: Command; rest: readonly string[] } {
  let command = program
  const rest: string[] = []
  for (let index = 0; index < line.length; index++) {
    const word = line[index] as string
    if (word.startsWith('-')) {
      const option = command.options.find(one => one.long === word || one.short === word)
      if (option?.required) index++
      continue
    }
    const below = rest.length === 0 ? command.commands.find(one => one.name() === word) : undefined
    if (below === undefined) rest.push(word)
    else command = below
  }
  return { command, rest }
}

const subcommands = (command: Command): Candidate[] =>
  command.commands.map(one => ({ value: one.name(), description: one.summary() || one.description() }))

const options = (command: Command): Candidate[] => [
  ...command.options
    .filter(option => !option.hidden && option.long)
    .map(option => ({ value: option.long as string, description: option.description })),
  { value: '--help', description: 'explain this command' },
]

const simple = (values: readonly string[]): Candidate[] => values.map(value => ({ value, description: '' }))

async function optionValues(
  call: Call,
  session: Session,
  option: Option,
  haste: number,
): Promise<readonly Candidate[]> {
  if (option instanceof AttributeOption) return attributeValues(session, option.attribute.type, haste)
  if (option.argChoices !== undefined) return simple(option.argChoices)
  if (option.flags.includes('<file>')) return [FILES]
  if (option.long === '--profile') return simple(Object.keys((await readConfig(call.env)).profiles))
  const services = (await session.modelsAtOnce(haste)) ?? []
  if (option.long === '--service') return services.map(({ name, title }) => ({ value: name, description: title }))
  if (option.long === '--kind') return simple([...new Set(nounsOf(services).map(({ kind }) => kind.noun))])
  const noun = nounOf(call, session, services)
  if (noun === undefined) return []
  if (option.long === '--marker') return objects(session, noun.kind, haste)
  const attributes = noun.kind.attributes.filter(attribute => !attribute.writeOnly)
  const names = ['--sort', '--columns', '--set-null', '--unset']
  return names.includes(option.long ?? '')
    ? attributes.map(({ name, description }) => ({ value: name, description }))
    : []
}

async function attributeValues(session: Session, type: Type, haste: number): Promise<readonly Candidate[]> {
  const target = type.name === 'list' ? type.items : type
  if (['json', 'json-text', 'object'].includes(target.name)) return [FILES]
  if (target.name !== 'reference') return simple(choicesOf(type))
  const services = (await session.modelsAtOnce(haste)) ?? []
  return objects(session, kindOf(services, target.to.service, target.to.kind).kind, haste)
}

function nounOf(call: Call, session: Session, services: readonly Service[]): Noun | undefined {
  try {
    return resolveNoun(services, call.scanned.words, session.settings.service, call.reserved)
  } catch {
    return undefined
  }
}

async function argumentValues(
  call: Call,
  session: Session,
  command: Command,
  rest: readonly string[],
  haste: number,
): Promise<readonly Candidate[]> {
  const wanted: Argument | undefined = command.registeredArguments[rest.length] ?? lastVariadic(command)
  if (wanted === undefined) return []
  if (wanted.argChoices !== undefined) return simple(wanted.argChoices)
  const services = (await session.modelsAtOnce(haste)) ?? []
  if (wanted.name() === 'service') return services.map(({ name, title }) => ({ value: name, description: title }))
  if (wanted.name() === 'name') return simple(Object.keys((await readConfig(call.env)).profiles))
  const noun = wanted.name().startsWith('id') ? nounOf(call, session, services) : undefined
  return noun === undefined ? [] : objects(session, noun.kind, haste)
}

const lastVariadic = (command: Command): Argument | undefined => {
  const last = command.registeredArguments.at(-1)
  return last?.variadic ? last : undefined
}

/** Names where they are, otherwise ids; a name stands for its id as long as it is the only one. */
async function objects(session: Session, kind: Kind, haste: number): Promise<readonly Candidate[]> {
  const client = await session.hastyClient(haste)
  const rows = await client.kind(kind.service, kind.name).list({ limit: MOST }).all()
  const times = new Map<string, number>()
  for (const { name } of rows) if (typeof name === 'string') times.set(name, (times.get(name) ?? 0) + 1)
  return rows.flatMap(row => {
    const id = idOf(kind, row)
    const name = typeof row.name === 'string' && row.name !== '' ? row.name : undefined
    const byId = { value: id, description: name ?? '' }
    return name !== undefined && times.get(name) === 1 ? [{ value: name, description: id }, byId] : [byId]
  })
}
