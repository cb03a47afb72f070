import type { Json } from '@baryon/kit'
import { type Command, Option } from 'commander'
import type { ControllerDrift, ControllerThing } from '../../../controllers.ts'
import { kindOf } from '../../../models.ts'
import { refuse } from '../../failure.ts'
import { Lookup } from '../../input/lookup.ts'
import { cellText } from '../../output/cell.ts'
import type { Style } from '../../output/style.ts'
import type { Session } from '../../session.ts'

/** What commander read for every command about controllers. */
export interface Shown {
  readonly format?: string
  readonly columns?: readonly string[]
}

export interface Tried extends Shown {
  readonly dryRun?: boolean
}

export const addDryRun = (command: Command): Command =>
  command.addOption(new Option('--dry-run', 'say what it would do, and do nothing').helpGroup('Write:'))

/** `port/ID`; an id may have slashes of its own. */
export function thingNamed(text: string): ControllerThing {
  const slash = text.indexOf('/')
  if (slash > 0 && slash < text.length - 1) return { kind: text.slice(0, slash), id: text.slice(slash + 1) }
  const reason = 'it has to be KIND/ID, such as port/7c2f8a44-3f0e-4c11-9b1d-2f3d5f0f7a01'
  throw refuse('option.malformed', { value: text, option: '--object', reason })
}

/** The id of a network that is named by its id or its name. @throws CommandError `name.*` */
export async function networkId(session: Session, text: string): Promise<string> {
  const services = await session.models()
  const { kind } = kindOf(services, 'networking', 'Network')
  return new Lookup(await session.client(), services).id(kind, text)
}

/** `3 networks` */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const signs = { missing: '+', different: '~', surplus: '-' } as const

const side = (value: Json | undefined): string => (value === undefined ? '(nothing)' : cellText(value))

/** For the eyes: the thing, then each field that is otherwise, what is there and what should be. */
export function driftText({ kind, id, drift, fields = [], foreign }: ControllerDrift, style: Style): string {
  const paint = { missing: style.green, different: style.yellow, surplus: style.red }[drift]
  const head = `${paint(`${signs[drift]} ${kind} ${cellText(id)}`)}  ${drift}${foreign ? ', not known as ours' : ''}`
  const lines = fields.map(
    ({ pointer, found, wanted }) => `    ${cellText(pointer)}: ${side(found)} -> ${side(wanted)}`,
  )
  return [head, ...lines].map(line => `${line}\n`).join('')
}
