/** The query of a URL, decoded. */
import { type Json, Refusal } from '@baryon/kit'
import { decodeText, encodingFault } from '../../query/raw.ts'

/** Name and value of each parameter, in the order in which they were given. */
export type Parameters = readonly (readonly [name: string, value: string])[]

const none: Parameters = []

function decoded(text: string): string {
  const value = decodeText(text)
  if (value === undefined) throw new Refusal(encodingFault(text, text))
  return value
}

/** @throws Refusal `parameter.encoding` */
export function parametersOf(query: string): Parameters {
  if (query === '') return none
  return query.split('&').flatMap((pair): (readonly [string, string])[] => {
    if (pair === '') return []
    const equals = pair.indexOf('=')
    return [equals === -1 ? [decoded(pair), ''] : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))]]
  })
}

/** All values of each parameter. */
export const byName = (parameters: Parameters): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(parameters, ([name]) => name)].map(([name, pairs]) => [name, pairs.map(([, value]) => value)]),
  )

/** All values of a parameter that are not empty. */
export const valuesOf = (parameters: Parameters, name: string): readonly string[] =>
  parameters.flatMap(([other, value]) => (other === name && value !== '' ? [value] : []))

/** The last value of a parameter. */
export const lastValue = (parameters: Parameters, name: string): string | undefined =>
  parameters.findLast(([other]) => other === name)?.[1]

/** A list of texts as messages show it. */
export const shown = (values: readonly string[]): Json => `[${values.map(value => `'${value}'`).join(', ')}]`

const encode = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** The query that has these parameters. */
export const queryText = (parameters: Parameters): string =>
  parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
