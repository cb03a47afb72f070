import type { Fault, Json } from '@baryon/kit'
import type { Attribute, Kind, ReferenceType, Row } from '@baryon/model'
import { clientErrors } from '../../errors.ts'
import { attributeKey, dashed, factsOf, isNeeded } from '../attribute-option.ts'
import { CommandError, refuse } from '../failure.ts'
import type { Io } from '../io.ts'
import { suggestion } from '../suggest.ts'
import type { Lookup } from './lookup.ts'
import { readValue } from './value.ts'

/** What commander read for a command that takes attributes. */
export interface BodyOptions {
  readonly [option: string]: unknown
  readonly setNull?: readonly string[]
  readonly unset?: readonly string[]
}

const faultsOf = (error: unknown): readonly Fault[] => {
  if (error instanceof CommandError) return error.faults
  throw error
}

/** The key that a text means, as a value: one that is no text is read as what it is, and what does not fit is for the server to say. */
async function keyValue(type: ReferenceType, text: string, lookup: Lookup): Promise<Json> {
  const id = await lookup.reference(type, text)
  if ((factsOf(type.key)?.column ?? 'text') === 'text') return id
  const { parseText } = await import('@baryon/model/types')
  const key = parseText(type.key, id)
  return key.ok ? key.value : id
}

async function referred(attribute: Attribute, value: Json, lookup: Lookup): Promise<Json> {
  const { type } = attribute
  if (type.name === 'reference' && typeof value === 'string') return keyValue(type, value, lookup)
  if (type.name !== 'list' || type.items.name !== 'reference' || !Array.isArray(value)) return value
  const items: Json[] = []
  for (const item of value as readonly Json[]) items.push(await keyValue(type.items, String(item), lookup))
  return items
}

/** For a reference, the text is looked up before it is read, since a name does not have the type of the key. */
async function readOne(attribute: Attribute, texts: readonly string[], io: Io, lookup: Lookup): Promise<Json> {
  const { type } = attribute
  const single = type.name === 'reference' && texts.length === 1 && texts[0] !== ''
  if (single) return keyValue(type, texts[0] as string, lookup)
  if (type.name !== 'list' || type.items.name !== 'reference') return readValue(attribute, texts, io)
  const loose: Attribute = { ...attribute, type: { ...type, items: { name: 'string' } } }
  return referred(attribute, await readValue(loose, texts, io), lookup)
}

function named(attributes: readonly Attribute[], name: string, option: string): Attribute {
  const found = attributes.find(attribute => attribute.name === name || dashed(attribute.name) === name)
  if (found !== undefined) return found
  const names = attributes.map(attribute => attribute.name)
  const reason = `there is no such attribute${suggestion(name, names)}`
  throw refuse('option.malformed', { value: name, option, reason })
}

const isFields = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `--unset labels.colour` takes one member out of a map or object; without a path it clears the attribute. */
function unset(body: Record<string, Json>, attributes: readonly Attribute[], path: string): void {
  const [first = '', ...rest] = path.split('.')
  const steps = [named(attributes, first, '--unset').name, ...rest]
  let place = body
  for (const step of steps.slice(0, -1)) {
    const below = Object.hasOwn(place, step) ? place[step] : undefined
    const inner: Record<string, Json> = isFields(below) ? { ...below } : {}
    place[step] = inner
    place = inner
  }
  place[steps.at(-1) as string] = null
}

/**
 * The attributes that a command line gives: options, `--set-null` and `--unset`.
 * @throws CommandError with every fault that was found
 */
export async function bodyOf(
  attributes: readonly Attribute[],
  options: BodyOptions,
  io: Io,
  lookup: Lookup,
): Promise<Row> {
  const body: Record<string, Json> = {}
  const faults: Fault[] = []
  const collect = async (work: () => Promise<void> | void) => {
    try {
      await work()
    } catch (error) {
      faults.push(...faultsOf(error))
    }
  }
  for (const attribute of attributes) {
    const texts = options[attributeKey(attribute.name)] as readonly string[] | undefined
    if (texts === undefined) continue
    await collect(async () => {
      body[attribute.name] = await readOne(attribute, texts, io, lookup)
    })
  }
  for (const name of options.setNull ?? [])
    await collect(() => {
      body[named(attributes, name, '--set-null').name] = null
    })
  for (const path of options.unset ?? []) await collect(() => unset(body, attributes, path))
  if (faults.length > 0) throw new CommandError(...faults)
  return body
}

const isMissing = (body: Row) => (attribute: Attribute) => !Object.hasOwn(body, attribute.name)

const missing = ({ name }: Attribute, object = '', file = '') =>
  clientErrors.fault('option.missing', { option: `--${dashed(name)}`, object, file })

/** @throws CommandError `option.missing`, one for each attribute of each object that has to be given */
export function checkNeeded(kind: Kind, bodies: readonly Row[]): void {
  const needed = kind.attributes.filter(attribute => isNeeded(kind, attribute))
  const faults = bodies.flatMap((body, index) => {
    const object = bodies.length > 1 ? ` or have it in object ${index + 1} of the file` : ''
    const file = bodies.length > 1 ? ' for all of them' : ', or the attribute in the file of --from-file'
    return needed.filter(isMissing(body)).map(attribute => missing(attribute, object, file))
  })
  if (faults.length > 0) throw new CommandError(...faults)
}

/** @throws CommandError `option.missing`, one for each of the attributes that the input does not have */
export function checkInput(needed: readonly Attribute[], input: Row): void {
  const faults = needed.filter(isMissing(input)).map(attribute => missing(attribute))
  if (faults.length > 0) throw new CommandError(...faults)
}
