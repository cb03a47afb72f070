import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultTable, Refusal } from './fault.ts'

const table = faultTable({
  'port.bound': {
    status: 409,
    retry: false,
    message: 'Unbind port "{id}" first',
    cause: 'It is bound to host "{host}"',
    next: 'Unbind it, then bind it to {wanted}',
  },
})

test('fault() fills the placeholders of every text, carries the row, and keeps what filled them', () => {
  assert.deepEqual(table.fault('port.bound', { id: 'p1', host: 'h1', wanted: 'h2' }, '/host_id'), {
    code: 'port.bound',
    status: 409,
    retry: false,
    message: 'Unbind port "p1" first',
    cause: 'It is bound to host "h1"',
    next: 'Unbind it, then bind it to h2',
    pointer: '/host_id',
    values: { id: 'p1', host: 'h1', wanted: 'h2' },
  })
})

test('fault() leaves a placeholder without a value as it is, and no pointer where none is given', () => {
  const fault = table.fault('port.bound', { id: 'p1' })
  assert.equal(fault.cause, 'It is bound to host "{host}"')
  assert.equal('pointer' in fault, false)
})

test('fault() does not read inherited properties as values', () => {
  const odd = faultTable({ x: { status: 400, retry: false, message: '{constructor}', cause: '', next: '' } })
  assert.equal(odd.fault('x', {}).message, '{constructor}')
})

test('Refusal carries all faults and reads as their messages', () => {
  const faults = [table.fault('port.bound', { id: 'a' }), table.fault('port.bound', { id: 'b' })]
  const refusal = new Refusal(...faults)
  assert.deepEqual(refusal.faults, faults)
  assert.equal(refusal.message, 'Unbind port "a" first; Unbind port "b" first')
})
