/** What tests of bad input send, and what has to hold of every answer to it. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Ask, Got, Served, Who } from './serve.ts'

export const anyJson = fc.jsonValue() as fc.Arbitrary<unknown>

/** These values, and absurd ones. */
export const hostileValues = (...own: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...own, '', '10.0.0.1', null, true, 0, -1, 2 ** 53, 1e308),
    fc.string({ unit: 'binary' }),
    fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  )

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** Queries of URLs with their question mark, and none. */
export const hostileQueries = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(name, value), { maxLength: 4 }).map(all => {
    const text = all.map(pair => pair.map(encoded).join('=')).join('&')
    return text === '' ? '' : `?${text}`
  })

export const anyone: fc.Arbitrary<Who> = fc.constantFrom('admin', 'alice', 'bob')

/** Asks with the body where the method may have one. Only 2xx, 304 and 4xx may be answered; and after a 4xx nothing has changed. */
export async function assertSound(
  served: Served,
  assertFault: (got: Got) => void,
  method: string,
  path: string,
  { body, ...ask }: Ask,
) {
  const head = served.store.journal.head()
  const isBodiless = method === 'GET' || method === 'HEAD' || body === undefined
  const got = await served.ask(method, path, { ...ask, ...(isBodiless ? {} : { body }) })
  assert.ok(got.status >= 200 && got.status < 500, `${method} ${path} ${got.status} ${got.text}`)
  if (got.status < 400) return
  assert.equal(served.store.journal.head(), head)
  if (method !== 'HEAD') assertFault(got)
}
