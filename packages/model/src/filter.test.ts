import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareText, type Filter, matches, sameJson } from './filter.ts'
import type { Row } from './ir.ts'

const row = {
  name: 'red',
  mtu: 1500,
  up: true,
  host: null,
  tags: ['a', { b: 1 }],
  profile: { x: 1, y: [2] },
  addresses: [
    { subnet: 's', ip: '10.0.0.1' },
    { subnet: 't', ip: null },
  ],
}

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
  { attribute: 'name', contains: 'ed' },
  { attribute: 'name', contains: '' },
  { list: 'tags', where: { attribute: '', in: ['a'] } },
  { list: 'tags', where: { attribute: 'b', in: [1] } },
  { list: 'addresses', where: { attribute: 'ip', prefix: '10.' } },
  {
    list: 'addresses',
    where: {
      all: [
        { attribute: 'subnet', in: ['t'] },
        { attribute: 'ip', in: [null] },
      ],
    },
  },
  { list: 'addresses', where: { all: [] } },
  { not: { list: 'absent', where: { all: [] } } },
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
  { attribute: 'name', contains: 'RE' },
  { attribute: 'mtu', contains: '5' },
  { attribute: 'tags', contains: 'a' },
  { attribute: 'host', contains: '' },
  {
    list: 'addresses',
    where: {
      all: [
        { attribute: 'subnet', in: ['t'] },
        { attribute: 'ip', prefix: '10.' },
      ],
    },
  },
  { list: 'name', where: { all: [] } },
  { list: 'profile', where: { attribute: 'x', in: [1] } },
  { any: [] },
]

test('matches() answers yes or no, of null too', () => {
  for (const filter of right) assert.ok(matches(filter, row), JSON.stringify(filter))
  for (const filter of wrong) assert.ok(!matches(filter, row), JSON.stringify(filter))
})

const words = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_', 'é', '😀'), maxLength: 5 })

test('matches() finds a part of text wherever it is, as it is written', () => {
  fc.assert(
    fc.property(words, words, words, (before, part, after) => {
      const text = before + part + after
      assert.ok(matches({ attribute: 'x', contains: part }, { x: text }))
      assert.equal(
        matches({ attribute: 'x', contains: part }, { x: after }),
        after.split(part).length > 1 || part === '',
      )
      assert.ok(matches({ attribute: 'x', prefix: before }, { x: text }))
    }),
  )
})

const element: fc.Arbitrary<Row> = fc.record({ a: words, n: fc.option(fc.nat(3)) })
const where: fc.Arbitrary<Filter> = fc.oneof(
  words.map(contains => ({ attribute: 'a', contains })),
  fc.array(fc.option(fc.nat(3)), { maxLength: 2 }).map(values => ({ attribute: 'n', in: values })),
  fc.nat(3).map(from => ({ attribute: 'n', from })),
)

test('matches() asks of a list whether one element is all that is asked for', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 4 }), where, where, (list, one, other) => {
      const found = (filter: Filter) => matches({ list: 'list', where: filter }, { list })
      assert.equal(
        found(one),
        list.some(each => matches(one, each)),
      )
      assert.equal(found({ any: [one, other] }), found(one) || found(other))
      assert.equal(
        found({ all: [one, other] }),
        list.some(each => matches(one, each) && matches(other, each)),
      )
      assert.equal(found({ not: one }), !list.every(each => matches(one, each)))
    }),
  )
})

test('matches() takes a scalar of a list for an element with one attribute that has no name', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 4 }), words, (list, text) => {
      const holds = matches({ attribute: 'list', holds: text }, { list })
      assert.equal(matches({ list: 'list', where: { attribute: '', in: [text] } }, { list }), holds)
      assert.equal(holds, list.includes(text))
    }),
  )
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
