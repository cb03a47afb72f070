import type { Json } from '@baryon/kit'
import type { Attribute, Type } from '@baryon/model'
import { isObject } from './merge.ts'

/** What the model says about a place in a body, and what the body has there. */
export interface Place {
  /** Name of the innermost attribute on the way, which messages quote. */
  readonly attribute: Attribute
  /** The type of the value there; that of a list's item, for example. */
  readonly type: Type
  readonly value: Json | undefined
  /** Whether the value must not be repeated in a message. */
  readonly sensitive: boolean
}

/** The steps of a JSON pointer (RFC 6901). */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))

function memberOf(value: Json | undefined, step: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return isObject(value) ? value[step] : value[Number(step)]
}

function inside({ attribute, type, sensitive }: Place, step: string, value: Json | undefined): Place | undefined {
  if (type.name === 'list') return { attribute, type: type.items, value, sensitive }
  if (type.name === 'map') return { attribute, type: type.values, value, sensitive }
  if (type.name !== 'object') return undefined
  const nested = type.attributes.find(({ name }) => name === step)
  return nested && { attribute: nested, type: nested.type, value, sensitive: sensitive || nested.sensitive }
}

/** The place that a pointer leads to in a body of these attributes; undefined where the model has none. */
export function placeOf(
  attributes: ReadonlyMap<string, Attribute>,
  body: Json,
  steps: readonly string[],
): Place | undefined {
  const [first, ...rest] = steps
  const attribute = first === undefined ? undefined : attributes.get(first)
  if (first === undefined || attribute === undefined) return undefined
  let value = memberOf(body, first)
  let place: Place | undefined = { attribute, type: attribute.type, value, sensitive: attribute.sensitive }
  for (const step of rest) {
    value = memberOf(value, step)
    place = place && inside(place, step, value)
  }
  return place
}
