import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dialectOf } from '../dialects/registry.ts'
import { headersOf } from './headers.ts'

const none = { instance: 'i', capabilities: new Set<string>() }
const latest = dialectOf('bsn-v2.0', 'G2', {})
const find = (headers: ReturnType<typeof headersOf>, wanted: string) =>
  headers.filter(([name]) => name === wanted).map(([, value]) => value)

test('headersOf() writes long credentials in one line', () => {
  const secret = `user:${'p'.repeat(100)}`
  const [value] = find(headersOf(latest, { ...none, secret }), 'Authorization')
  assert.equal(value, `Basic ${Buffer.from(secret).toString('base64')}`)
  assert.doesNotMatch(String(value), /\s.*\s/)
})

test('headersOf() gives a secret without a colon as a cookie where the dialect knows sessions, and only there', () => {
  assert.deepEqual(find(headersOf(latest, { ...none, secret: 'abc' }), 'Cookie'), ['session_cookie="abc"'])
  assert.deepEqual(find(headersOf(latest, { ...none, secret: 'abc' }), 'Authorization'), [])
  const older = headersOf(dialectOf('bsn-v1.1', 'F', {}), { ...none, secret: 'abc' })
  assert.deepEqual(find(older, 'Authorization'), ['Basic YWJj'])
})

test('headersOf() carries the hash in the dialects that know it, the empty one too', () => {
  const hashed = dialectOf('bsn-v1.1', 'E', {})
  assert.deepEqual(find(headersOf(hashed, { ...none, hash: '' }), 'X-BSN-BVS-HASH-MATCH'), [''])
  assert.deepEqual(find(headersOf(hashed, none), 'X-BSN-BVS-HASH-MATCH'), [])
  assert.deepEqual(find(headersOf(latest, { ...none, hash: 'a,b' }), 'X-BSN-BVS-HASH-MATCH'), [])
})

test('headersOf() keeps connections alive for controllers that said that they can', () => {
  const dialect = dialectOf('bsn-v1.1', 'F', {})
  assert.deepEqual(find(headersOf(dialect, { ...none, capabilities: new Set(['keep-alive']) }), 'Connection'), [
    'keep-alive',
  ])
  assert.deepEqual(find(headersOf(dialect, none), 'Connection'), [])
})
