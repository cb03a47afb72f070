import type { Row } from '@baryon/model'
import { type Command, Option } from 'commander'
import type { Entry, JournalQuery } from '../../watch.ts'
import { refuse } from '../failure.ts'
import { isNoun, nounsOf, resolveNoun } from '../noun.ts'
import { repeated } from '../options.ts'
import type { Session } from '../session.ts'
import { suggestion } from '../suggest.ts'

export const entryColumns = [
  'revision',
  'time',
  'operation',
  'service',
  'kind',
  'id',
  'plane',
  'project',
  'actor',
  'transaction',
  'request_id',
  'object',
]

/** What a reader sees of an entry without asking for more. */
export const shortColumns = ['revision', 'time', 'operation', 'service', 'kind', 'id', 'plane', 'actor']

export interface EntryOptions {
  readonly kind?: readonly string[]
  readonly id?: string
  readonly project?: string
  readonly plane?: 'intent' | 'status'
  readonly from?: number
  readonly format?: string
  readonly columns?: readonly string[]
}

export function revisionNumber(value: string): number {
  if (/^\d{1,16}$/.test(value)) return Number(value)
  throw refuse('option.malformed', { value, option: 'a revision', reason: 'it has to be a whole number' })
}

/** The options that choose entries of the journal. */
export function addEntryOptions(command: Command, from: string): Command {
  const options = [
    new Option('--kind <noun>', 'only of this noun, Kind or service/Kind; may be repeated').argParser(repeated),
    new Option('--id <id>', 'only of this object'),
    new Option('--project <id>', 'only of this project'),
    new Option('--plane <plane>', 'what users asked for, or what was observed').choices(['intent', 'status']),
    new Option('--from <revision>', from).argParser(revisionNumber),
  ]
  for (const option of options) command.addOption(option.helpGroup('Which:'))
  return command
}

/** A kind as the API wants it: a noun becomes `service/Kind`; anything with a capital is taken as it is. */
async function kindName(session: Session, text: string): Promise<string> {
  if (/[A-Z]/.test(text)) return text
  const words = text.split(/[\s/]+/)
  const services = await session.models()
  if (!isNoun(services, words)) {
    const known = nounsOf(services).map(noun => noun.kind.noun)
    const reason = `no model has this noun${suggestion(words.at(-1) ?? '', known)}`
    throw refuse('option.malformed', { value: text, option: '--kind', reason })
  }
  const { service, kind } = resolveNoun(services, words, session.settings.service, new Set())
  return `${service.name}/${kind.name}`
}

export async function journalQuery(session: Session, options: EntryOptions): Promise<JournalQuery> {
  const { service } = session.settings
  const kind: string[] = []
  for (const text of options.kind ?? []) kind.push(await kindName(session, text))
  return {
    ...(service === undefined || kind.length > 0 ? {} : { service }),
    ...(kind.length === 0 ? {} : { kind }),
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.project === undefined ? {} : { project: options.project }),
    ...(options.plane === undefined ? {} : { plane: options.plane }),
  }
}

export const entryRow = (entry: Entry): Row => ({ ...entry })
