import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddressHints } from './hints.ts'

test('hints remember the last address of a subnet and the newest ones that were released', () => {
  const hints = new AddressHints()
  hints.release('a', 1)
  assert.equal(hints.released('a'), undefined)
  hints.chosen('a', 5)
  assert.equal(hints.last('a'), 5)
  for (let ip = 0; ip < 100; ip += 1) hints.release('a', ip)
  const back = Array.from({ length: 100 }, () => hints.released('a'))
  assert.equal(back[0], 99)
  assert.equal(back.filter(ip => ip !== undefined).length, 64)
})

test('hints of the subnet that was used first go when there are too many', () => {
  const hints = new AddressHints()
  for (let subnet = 0; subnet <= 4096; subnet += 1) hints.chosen(String(subnet), 1)
  assert.equal(hints.last('0'), undefined)
  assert.equal(hints.last('1'), 1)
  assert.equal(hints.last('4096'), 1)
})
