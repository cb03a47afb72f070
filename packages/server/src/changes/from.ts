/** References between the operations of one request. */
import { type Fault, type Json, Refusal } from '@baryon/kit'
import { attributeOf, isShown, type Kind } from '@baryon/model'
import { serverErrors } from '../errors.ts'
import { pointer } from '../pointer.ts'
import type { From, Named } from './operation.ts'

const member = '$from'

type Path = readonly (string | number)[]

/** The text of `{"$from": text}`; undefined when the value is anything else. */
function fromText(value: Json): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const [entry, another] = Object.entries(value)
  return another === undefined && entry?.[0] === member && typeof entry[1] === 'string' ? entry[1] : undefined
}

/** Every reference in a value. @param path where the value stands */
export function findFroms(value: Json, path: Path): From[] {
  const text = fromText(value)
  if (text !== undefined) {
    const dot = text.indexOf('.')
    return [{ path, name: dot === -1 ? text : text.slice(0, dot), attribute: dot === -1 ? '' : text.slice(dot + 1) }]
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => findFroms(item, [...path, index]))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, item]) => findFroms(item, [...path, name]))
}

const fault = (reason: string, path: Path): Fault => serverErrors.fault('changes.from', { reason }, pointer(...path))

/** Why a reference leads nowhere, as far as can be said before anything is done. @param earlier kinds by name */
export function fromFault({ path, name, attribute }: From, earlier: ReadonlyMap<string, Kind>): Fault | undefined {
  const kind = earlier.get(name)
  if (kind === undefined) return fault(`no earlier operation is called "${name}"`, path)
  const found = attributeOf(kind, attribute)
  if (found === undefined || !isShown(found)) return fault(`${kind.name} has no attribute "${attribute}" to read`, path)
  return undefined
}

/** The value that a reference stands for. @throws Refusal when the caller may not read it */
export function referredValue({ path, name, attribute }: From, named: ReadonlyMap<string, Named>): Json {
  const row = named.get(name)?.row
  const value = row !== undefined && Object.hasOwn(row, attribute) ? row[attribute] : undefined
  if (value === undefined) throw new Refusal(fault(`you may not read "${attribute}" of "${name}"`, path))
  return value
}

/** A copy of a value with every reference replaced by what it stands for. */
export function replaceFroms(value: Json, path: Path, valueAt: (from: From) => Json): Json {
  const [from] = fromText(value) === undefined ? [] : findFroms(value, path)
  if (from !== undefined) return valueAt(from)
  if (Array.isArray(value)) return value.map((item, index) => replaceFroms(item, [...path, index], valueAt))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, replaceFroms(item, [...path, name], valueAt)]),
  )
}
