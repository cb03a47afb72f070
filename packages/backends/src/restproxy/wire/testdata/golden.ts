/** Requests as they go to controllers, in the form of HTTP files: `### what`, then each request. */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Dialect } from '../../dialects/dialect.ts'
import { headersOf } from '../headers.ts'
import type { Capabilities, WireRequest } from '../request.ts'

export interface Exchange {
  readonly what: string
  readonly requests: readonly WireRequest[]
}

/** Neither the topology nor what a controller can do has to do with the hash. */
const hashless = /\/(?:topology|capabilities)$/

function requestText(dialect: Dialect, capabilities: Capabilities, { method, path, body }: WireRequest): string {
  const headers = headersOf(dialect, {
    instance: 'neutron-host',
    capabilities,
    secret: dialect.headers.cookie ? 'token' : 'user:password',
    context: '{"user_id":"anna"}',
    ...(hashless.test(path) ? {} : { hash: 'hash-1,hash-2' }),
  })
  return `${method} ${path}\n${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}\n${body}\n`
}

/** Requests of a dialect with all its headers, as text. */
export const textOf = (dialect: Dialect, capabilities: Capabilities, exchanges: readonly Exchange[]): string =>
  exchanges
    .map(({ what, requests }) => {
      const told = requests.map(request => requestText(dialect, capabilities, request))
      return `### ${what}\n${told.length === 0 ? '(nothing is sent)\n' : told.join('\n')}`
    })
    .join('\n')

/** Compares with a committed file. `UPDATE_GOLDEN=1` writes it instead: hold it against what controllers are documented to take. */
export function assertGolden(folder: string, name: string, text: string): void {
  const file = new URL(`./${folder}/${name}.http`, import.meta.url)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(new URL('./', file), { recursive: true })
    writeFileSync(file, text)
    return
  }
  assert.equal(text, readFileSync(file, 'utf8'), `${file.pathname} differs; run the test with UPDATE_GOLDEN=1 to accept`)
}
