import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareText, type Filter, matches, sameJson } from './filter.ts'

const row = { name: 'red', mtu: 1500, up: true, host: null, tags: ['a', { b: 1 }], profile: { x: 1, y: [2] } }

const right: readonly Filter[] = [
  { attribute: 'name', in: ['blue', 'red'] },
  { attribute: 'host', in: [null] },
  { attribute: 'absent', in: [null] },
  { attribute: 'profile', in: [{ y: [2], x: 1 }] },
  { attribute: 'name', prefix: 're' },
  { attribute: 'name', prefix: '' },
  { attribute: 'mtu', from: 1500, to: 1500 },
  { attribute: 'mtu', to: 9000 },
  { attribute: 'name', from: 'r' },
  { attribute: 'up', from: true },
  { attribute: 'tags', holds: 'a' },
  { attribute: 'tags', holds: { b: 1 } },
  { all: [] },
  { not: { any: [] } },
  { all: [{ attribute: 'up', in: [true] }, { not: { attribute: 'mtu', in: [9000] } }] },
  {
    any: [
      { attribute: 'up', in: [false] },
      { attribute: 'mtu', from: 1 },
    ],
  },
  { not: { attribute: 'host', from: 'a' } },
]

const wrong: readonly Filter[] = [
  { attribute: 'name', in: [] },
  { attribute: 'mtu', in: ['1500'] },
  { attribute: 'host', in: ['null'] },
  { attribute: 'name', prefix: 'RE' },
  { attribute: 'host', prefix: '' },
  { attribute: 'mtu', from: 1501 },
  { attribute: 'mtu', from: '1' },
  { attribute: 'host', from: '', to: 'z' },
  { attribute: 'host', from: null },
  { attribute: 'tags', from: [] },
  { attribute: 'tags', holds: 'b' },
  { attribute: 'name', holds: 'r' },
  { any: [] },
]

test('matches() answers yes or no, of null too', () => {
  for (const filter of right) assert.ok(matches(filter, row), JSON.stringify(filter))
  for (const filter of wrong) assert.ok(!matches(filter, row), JSON.stringify(filter))
})

test('compareText() orders as the bytes of UTF-8 do', () => {
  const text = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(text, text, (left, right) => {
      assert.equal(Math.sign(compareText(left, right)), Buffer.compare(Buffer.from(left), Buffer.from(right)))
    }),
    { numRuns: 2000 },
  )
  assert.ok(compareText('\uffee', '😀') < 0)
})

test('sameJson() compares values, not the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      const a = JSON.parse(JSON.stringify(left))
      const b = JSON.parse(JSON.stringify(right))
      assert.ok(sameJson(a, structuredClone(a)))
      let equal = true
      try {
        assert.deepEqual(a, b)
      } catch {
        equal = false
      }
      assert.equal(sameJson(a, b), equal)
    }),
  )
  assert.ok(!sameJson([], {}))
  assert.ok(!sameJson({ a: null }, { b: null }))
})
