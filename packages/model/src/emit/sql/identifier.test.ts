import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { identifier } from './identifier.ts'

test('identifier() keeps a short plain name as it is', () => {
  assert.equal(identifier('fabric_ports', 'by_device', 'index'), 'fabric_ports__by_device__index')
})

test('identifier() is at most 63 word characters long, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 80 }), { minLength: 1, maxLength: 4 }), parts =>
      /^\w{0,63}$/.test(identifier(...parts)),
    ),
  )
})

test('identifier() tells apart names that differ only in what it replaces', () => {
  assert.notEqual(identifier('a:b'), identifier('a_b'))
  assert.notEqual(identifier('a:b'), identifier('a.b'))
})
