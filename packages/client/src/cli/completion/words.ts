import type { Kind, Service } from '@baryon/model'
import type { Argument, Command, Option } from 'commander'
import { AttributeOption, isShown } from '../attribute-option.ts'
import type { Call } from '../call.ts'
import { nounsOf, resolveNoun } from '../noun.ts'
import { readConfig } from '../profile/config-file.ts'
import type { Session } from '../session.ts'
import { type Candidate, described, FILES, simple } from './candidate.ts'
import { HASTE, objectsOf, valuesOf } from './objects.ts'

/** What is known while a word is completed. */
export interface Typing {
  readonly call: Call
  readonly session: Session
  readonly services: readonly Service[]
}

const titled = (services: readonly Service[]): Candidate[] =>
  services.map(({ name, title }) => ({ value: name, description: title }))

const profiles = async ({ call }: Typing) => simple(Object.keys((await readConfig(call.env)).profiles))

function kindOfWords({ call, session, services }: Typing): Kind | undefined {
  try {
    return resolveNoun(services, call.scanned.words, session.settings.service, call.reserved).kind
  } catch {
    return undefined
  }
}

const attributeNames = (typing: Typing): Candidate[] => described(kindOfWords(typing)?.attributes.filter(isShown) ?? [])

const markers = async (typing: Typing) => {
  const kind = kindOfWords(typing)
  return kind === undefined ? [] : objectsOf(typing.session, kind)
}

const controllers = async ({ session }: Typing) => {
  const found = await (await session.hastyClient(HASTE)).controllers.list()
  return found.map(({ name, phase }) => ({ value: name, description: phase }))
}

type Source = (typing: Typing) => Candidate[] | Promise<Candidate[]>

/** Values of the CLI's own options. */
const byOption: Readonly<Record<string, Source>> = {
  '--profile': profiles,
  '--service': ({ services }) => titled(services),
  '--kind': ({ services }) => simple(nounsOf(services).map(({ kind }) => kind.noun)),
  '--marker': markers,
  '--sort': attributeNames,
  '--columns': attributeNames,
  '--set-null': attributeNames,
  '--unset': attributeNames,
}

export async function optionValues(typing: Typing, option: Option): Promise<Candidate[]> {
  if (option instanceof AttributeOption) return valuesOf(typing.session, option.attribute.type)
  if (option.argChoices !== undefined) return simple(option.argChoices)
  if (option.flags.includes('<file>')) return [FILES]
  return (await byOption[option.long ?? '']?.(typing)) ?? []
}

/** Values of arguments, by the beginning of their names. */
const byArgument: Readonly<Record<string, Source>> = {
  service: ({ services }) => titled(services),
  name: profiles,
  id: markers,
  controller: controllers,
  file: () => [FILES],
  paths: () => [FILES],
}

export async function argumentValues(typing: Typing, command: Command, given: number): Promise<Candidate[]> {
  const last = command.registeredArguments.at(-1)
  const wanted: Argument | undefined = command.registeredArguments[given] ?? (last?.variadic ? last : undefined)
  if (wanted === undefined) return []
  if (wanted.argChoices !== undefined) return simple(wanted.argChoices)
  return (await byArgument[wanted.name().split('|')[0] ?? '']?.(typing)) ?? []
}

/** Everything that a line may begin with. */
export async function firstWords(typing: Typing): Promise<Candidate[]> {
  const { call, session } = typing
  const services = (await session.modelsAtOnce(HASTE)) ?? []
  const nouns = new Map(nounsOf(services).map(({ kind }) => [kind.noun, kind.description]))
  return [
    ...described(call.commands),
    { value: 'help', description: 'explain a command' },
    ...titled(services),
    ...[...nouns].map(([value, description]) => ({ value, description })),
  ]
}
