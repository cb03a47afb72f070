import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideErrors } from '@baryon/decide'
import type { Fault } from '@baryon/kit'
import { type Kind, Registry } from '@baryon/model'
import { errorRows } from '../../docs/tables.ts'
import { errorAnswer } from './answer.ts'
import { neutronError, type Occasion } from './neutron.ts'

const occasion: Occasion = { registry: new Registry([]), service: 'networking', verb: 'create' }

const faultOf = (code: string, values: Readonly<Record<string, unknown>> = {}): Fault => {
  const row = errorRows[code]
  assert.ok(row, code)
  return { ...row, code, values }
}

test('every fault that can be answered has a class and a status', () => {
  const answered = Object.entries(errorRows).filter(([, row]) => row.status >= 400)
  assert.ok(answered.length > 50)
  for (const [code, row] of answered) {
    const { status, type, message } = neutronError([faultOf(code)], occasion)
    assert.match(type, /^[A-Z]\w+$/, code)
    assert.ok(message.length > 0, code)
    assert.ok(status >= 400 && status < 600, code)
    assert.equal(Math.floor(status / 100), Math.floor(row.status / 100), code)
  }
})

test('a fault with a name of its own keeps it, and its message and status', () => {
  const fault: Fault = { ...faultOf('key.unknown'), status: 409, name: 'NetworkInUse', message: 'It is in use' }
  assert.deepEqual(neutronError([fault], occasion), { status: 409, type: 'NetworkInUse', message: 'It is in use' })
})

test('what is missed is missed as the service says, or by the name of its kind', () => {
  const missing = { Router: { name: 'RouterGone', message: (id: string) => `No router ${id}` } }
  const missed = (kind: string) => neutronError([faultOf('key.unknown', { kind, id: 'x' })], { ...occasion, missing })
  assert.deepEqual(missed('Router'), { status: 404, type: 'RouterGone', message: 'No router x' })
  assert.deepEqual(missed('Port'), { status: 404, type: 'PortNotFound', message: 'Port x could not be found.' })
  assert.equal(missed('toString').type, 'toStringNotFound')
})

test('an attribute that is refused is named after the verb: all of them in one rule', () => {
  const kind = { noun: 'port' } as Kind
  const denied = ['a', 'b'].map(attribute => decideErrors.fault('attribute.denied', { attribute, policy: '!' }))
  assert.equal(
    neutronError(denied, { ...occasion, kind }).message,
    '(rule:create_port and rule:create_port:a and rule:create_port:b) is disallowed by policy',
  )
})

test('an action that is refused has a rule of its own', () => {
  const fault = decideErrors.fault('policy.denied', { verb: 'action:add_router_interface', kind: 'Router' })
  assert.equal(neutronError([fault], occasion).message, 'rule:add_router_interface is disallowed by policy')
})

test('a failure of the server is told in general words', () => {
  const { status, body } = errorAnswer([faultOf('internal')], occasion)
  assert.equal(status, 500)
  assert.match(body, /Request Failed: internal server error while processing your request\./)
})

test('what is to be tried again says when', () => {
  const { status, headers } = errorAnswer([faultOf('auth.unavailable')], occasion)
  assert.deepEqual([status, headers['retry-after']], [503, '1'])
})
