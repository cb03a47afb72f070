import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Type } from '../ir.ts'
import { evaluate } from './evaluate.ts'
import type { Scope } from './scope.ts'

const integer: Type = { name: 'integer' }
const number: Type = { name: 'number' }
const text: Type = { name: 'string' }
const scope: Scope = {
  this: {
    mtu: integer,
    ratio: number,
    name: text,
    up: { name: 'boolean' },
    sizes: { name: 'list', items: integer },
    ports: { name: 'map', values: integer },
    profile: { name: 'json' },
    hops: {
      name: 'list',
      items: {
        name: 'object',
        attributes: [
          {
            name: 'weight',
            description: '',
            type: integer,
            required: true,
            nullable: false,
            plane: 'intent',
            immutable: false,
            readOnly: false,
            writeOnly: false,
            sensitive: false,
            emptyIsNull: false,
            policies: {},
          },
        ],
      },
    },
  },
  old: { mtu: integer },
}

const values = {
  this: {
    mtu: 1500,
    ratio: 7,
    name: 'red',
    up: true,
    sizes: [3, 4],
    ports: { ssh: 22 },
    profile: { deep: [{ n: 5 }] },
    hops: [{ weight: 2 }, { weight: 3 }],
  },
  old: null,
}

const given = (source: string) => evaluate(source, values, scope)

test('evaluate() takes and gives integers as numbers', () => {
  assert.equal(given('this.mtu + 1'), 1501)
  assert.equal(given('this.sizes[0] * 2'), 6)
  assert.equal(given('this.ports.ssh == 22'), true)
  assert.equal(given('this.hops.map(h, h.weight)[1]'), 3)
  assert.deepEqual(given('this.sizes.map(s, s + 1)'), [4, 5])
  assert.deepEqual(given('{"a": this.mtu, "b": [1, 2.5]}'), { a: 1500, b: [1, 2.5] })
  assert.equal(given('size(this.sizes)'), 2)
})

test('evaluate() keeps a number a number even when it has no fraction', () => {
  assert.equal(given('this.ratio / 2'), 3.5)
  assert.equal(given('this.mtu / 7'), 214)
  assert.equal(given('this.mtu * this.ratio'), 10500)
  assert.equal(given('2 - this.ratio'), -5)
})

test('evaluate() without a scope takes numbers without a fraction as integers', () => {
  assert.equal(evaluate('this.a + 1', { this: { a: 1 } }), 2)
  assert.equal(evaluate('this.a + 1.5', { this: { a: 0.5 } }), 2)
  assert.equal(evaluate('this.list[1].n', { this: { list: [1, { n: 2 }] } }), 2)
})

test('evaluate() reads inside of json', () => {
  assert.equal(given('this.profile.deep[0].n + 1'), 6)
  assert.equal(given('this.profile.missing'), null)
})

test('evaluate() sees all of a variable that is named as a whole', () => {
  assert.equal(given('this["mtu"]'), 1500)
  assert.equal(given('old == null'), true)
  assert.equal(evaluate('old != null && old.mtu < this.mtu', { ...values, old: { mtu: 9 } }, scope), true)
})

test('evaluate() makes null of what null is in, unless the other side decides', () => {
  const empty = { this: {}, old: null }
  for (const source of [
    'this.mtu + 1',
    'this.mtu >= 1280',
    '-this.mtu',
    'this.name.startsWith("r")',
    'this.name.size()',
    '!this.up',
    'this.up ? 1 : 2',
    'old.mtu',
    '1 in this.sizes',
    'this.sizes.all(s, s > 1)',
    'this.ports.ssh + 1',
    'cidr(this.name).containsIP("192.0.2.1")',
    'this.mtu > 1 && true',
  ]) {
    assert.equal(evaluate(source, empty, scope), null, source)
  }
  assert.equal(evaluate('this.mtu == null || this.mtu >= 1280', empty, scope), true)
  assert.equal(evaluate('this.mtu > 1 || this.name == null', empty, scope), true)
  assert.equal(evaluate('this.mtu > 1 && this.name != null', empty, scope), false)
  assert.equal(evaluate('this.sizes == null && this.ports == null && this.hops == null', empty, scope), true)
})

test('evaluate() throws what no value can be made of', () => {
  assert.throws(() => given('this.mtu / 0'), /division by zero/)
  assert.throws(() => given('this.sizes[9]'), /out of bounds/)
  assert.throws(() => given('cidr(this.name)'), /not an address range/)
  assert.throws(() => given('9007199254740991 + 1'), /2\^53-1/)
  assert.throws(() => given('1.0 / 0.0'), /not JSON/)
  assert.throws(() => given('duration("1h")'), /not JSON/)
})

test('evaluate() does not reach what is not an own member', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    assert.equal(evaluate(`this.${name}`, { this: {} }), null, name)
    assert.equal(evaluate(`this["${name}"]`, { this: {} }), null, name)
  }
})

test('evaluate() answers timestamps as ISO 8601', () => {
  assert.equal(given('timestamp("2026-01-31T12:00:00Z") + duration("90s")'), '2026-01-31T12:01:30.000Z')
})
