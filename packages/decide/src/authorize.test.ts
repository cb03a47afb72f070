import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caller, Policy, Row } from '@baryon/model'
import { deniedAttributes } from './authorize.ts'
import type { AttributePolicy } from './plan.ts'

const admin: Policy = { source: 'role:admin', expression: { role: 'admin' } }
const member: Caller = { user: 'ada', roles: ['member'] }
const policies: readonly AttributePolicy[] = [
  { attribute: 'mtu', fallback: 1500, policy: admin },
  { attribute: 'gateway', member: 'snat', fallback: true, policy: admin },
  { attribute: 'addresses', member: 'ip', fallback: null, policy: admin },
]

const denied = (given: Row, old?: Row, caller = member) =>
  deniedAttributes(policies, caller, given, { ...old, ...given }, old).map(({ values, pointer }) => [
    values?.['attribute'],
    pointer,
  ])

test('deniedAttributes() lets pass what is not given, or is what it would be anyway', () => {
  assert.deepEqual(denied({}), [])
  assert.deepEqual(denied({ mtu: 1500 }), [])
  assert.deepEqual(denied({ mtu: 9000 }, { mtu: 9000 }), [])
  assert.deepEqual(denied({ mtu: 9000 }, undefined, { ...member, roles: ['admin'] }), [])
  assert.deepEqual(denied({ mtu: 9000 }), [['mtu', '/mtu']])
  assert.deepEqual(denied({ mtu: 1500 }, { mtu: 9000 }), [['mtu', '/mtu']])
})

test('deniedAttributes() looks at the members of an object', () => {
  assert.deepEqual(denied({ gateway: null }), [])
  assert.deepEqual(denied({ gateway: { network: 'n', snat: true } }), [])
  assert.deepEqual(denied({ gateway: { network: 'n', snat: false } }), [['gateway:snat', '/gateway']])
  assert.deepEqual(denied({ gateway: { network: 'm', snat: false } }, { gateway: { network: 'n', snat: false } }), [])
})

test('deniedAttributes() looks at the members of the new objects in a list', () => {
  const first = { subnet: 's', ip: '10.0.0.1' }
  assert.deepEqual(denied({ addresses: [{ subnet: 's', ip: null }] }), [])
  assert.deepEqual(denied({ addresses: [first] }, { addresses: [first] }), [])
  assert.deepEqual(denied({ addresses: [first, { subnet: 's', ip: null }] }, { addresses: [first] }), [])
  assert.deepEqual(denied({ addresses: [first] }), [['addresses:ip', '/addresses']])
  assert.deepEqual(denied({ addresses: [first, { ...first, subnet: 't' }] }, { addresses: [first] }), [
    ['addresses:ip', '/addresses'],
  ])
})
