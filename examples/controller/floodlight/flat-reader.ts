/**
 * How Floodlight reads JSON: as a row of tokens, in which it looks for names and never counts how deep it is. The end of any object ends the
 * one that it is in, and whatever is called `id` is the id.
 */
import type { Json } from '../json.ts'

type Token =
  | { readonly sort: 'name' | 'value'; readonly name: string | null; readonly text: string }
  | { readonly sort: '{' | '}' | '[' | ']' }

function* tokensOf(value: Json, name: string | null = null): Generator<Token> {
  if (typeof value !== 'object' || value === null) {
    yield { sort: 'value', name, text: String(value) }
    return
  }
  const list = Array.isArray(value)
  yield { sort: list ? '[' : '{' }
  if (list) for (const element of value as readonly Json[]) yield* tokensOf(element)
  else
    for (const [member, inner] of Object.entries(value)) {
      yield { sort: 'name', name: member, text: member }
      yield* tokensOf(inner, member)
    }
  yield { sort: list ? ']' : '}' }
}

export interface Flat {
  /** The values read, by name: of several the last one. */
  readonly values: Readonly<Record<string, string>>
  /** Whether it met something that it does not expect, and read no further. */
  readonly broken: boolean
}

/** @param wanted the member of the body that is looked into */
export function readFlat(body: Json, wanted: string): Flat {
  const values: Record<string, string> = {}
  const tokens = tokensOf(body)
  const next = () => tokens.next().value as Token | undefined
  if (next()?.sort !== '{') return { values, broken: true }
  for (;;) {
    const token = next()
    if (token === undefined || token.sort === '}') return { values, broken: token === undefined }
    if (token.sort !== 'name') return { values, broken: true }
    next()
    if (token.text !== wanted) continue
    for (let inner = next(); inner !== undefined && inner.sort !== '}'; inner = next())
      if (inner.sort === 'value' && inner.name !== null && inner.text !== 'null') values[inner.name] = inner.text
  }
}

/** Whether an object or a list is somewhere in the member. */
export const isNested = (body: Json, wanted: string): boolean => {
  const member =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, Json>)[wanted]
      : undefined
  return (
    typeof member === 'object' &&
    member !== null &&
    Object.values(member).some(one => typeof one === 'object' && one !== null)
  )
}
