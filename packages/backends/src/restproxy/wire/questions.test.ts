import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dialectOf } from '../dialects/registry.ts'
import { path } from './path.ts'
import { capabilitiesRequest, readCapabilities, switchRequest } from './questions.ts'

test('readCapabilities() takes an array of names and the names of an object, and nothing else', () => {
  assert.deepEqual([...readCapabilities('["floatingip","consistency"]')], ['floatingip', 'consistency'])
  assert.deepEqual([...readCapabilities('["floatingip",1,null]')], ['floatingip'])
  assert.deepEqual([...readCapabilities('{"floatingip":true}')], ['floatingip'])
  for (const text of ['', 'null', '"floatingip"', '7', '<html>', '[']) assert.deepEqual([...readCapabilities(text)], [])
})

test('questions that controllers of a dialect do not know are not asked', () => {
  assert.equal(capabilitiesRequest(dialectOf('floodlight-v1.1', undefined, {})), undefined)
  assert.equal(switchRequest(dialectOf('bsn-v1.1', 'E', {}), 'host'), undefined)
})

test('path() leaves ids as they are and lets no name leave its place', () => {
  const dialect = dialectOf('bsn-v1.1', 'F', { base: '/api' })
  assert.equal(path(dialect, 'tenants', 'b1c7-0a@x:y', 'networks'), '/api/tenants/b1c7-0a@x:y/networks')
  assert.equal(path(dialect, 'tenants', '../a b?c#d\r\ne'), '/api/tenants/..%2Fa%20b%3Fc%23d%0D%0Ae')
})
