import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Action, Attribute, Kind, Type } from '../ir.ts'
import { checkExpression, expressionProblem } from './check.ts'
import { scopeFor } from './scope.ts'

const attribute = (name: string, type: Type): Attribute => ({
  name,
  description: '',
  type,
  required: false,
  nullable: true,
  plane: 'intent',
  immutable: false,
  readOnly: false,
  writeOnly: false,
  sensitive: false,
  emptyIsNull: false,
  policies: {},
})

const uuid = { name: 'uuid' } as const
const action: Action = {
  name: 'bind',
  description: '',
  input: [attribute('host', { name: 'string' })],
  requires: [],
  set: {},
}
const kind: Kind = {
  service: 's',
  name: 'Port',
  description: '',
  noun: 'port',
  plural: 'ports',
  table: 'port',
  key: ['id'],
  generatedKey: true,
  attributes: [
    attribute('id', uuid),
    attribute('mtu', { name: 'integer' }),
    attribute('ratio', { name: 'number' }),
    attribute('name', { name: 'string' }),
    attribute('tags', { name: 'list', items: { name: 'string' } }),
    attribute('labels', { name: 'map', values: { name: 'string' } }),
    attribute('network', { name: 'reference', to: { service: 's', kind: 'N' }, onDelete: 'restrict', key: uuid }),
    attribute('profile', { name: 'json' }),
    attribute('seen', { name: 'datetime' }),
    attribute('hops', {
      name: 'list',
      items: { name: 'object', attributes: [attribute('weight', { name: 'integer' })] },
    }),
  ],
  uniques: [],
  indexes: [],
  references: [],
  rules: [],
  policies: {},
  actions: [action],
  companions: [],
}
const rule = scopeFor(kind, 'rule')

test('checkExpression() accepts conditions over the attributes', () => {
  for (const source of [
    'this.mtu >= 1280 && this.mtu <= 9000',
    'this.name == null || this.name.startsWith("a")',
    'old == null || old.mtu <= this.mtu',
    'this.tags.all(t, t.size() < 10)',
    '"a" in this.tags',
    'this.labels["x"] == "y"',
    'this.network == this.id',
    'this.profile.deep.er == 3',
    'this.hops.exists(h, h.weight > 1)',
    'this.hops == null || this.labels == null || this.seen == null',
    'this.ratio * 2 > 1.5 && this.mtu / this.ratio < 3.0',
    'timestamp(this.seen) < timestamp("2030-01-01T00:00:00Z")',
    'cidr(this.name).containsIP(this.name)',
  ]) {
    assert.deepEqual(checkExpression(source, rule), { ok: true, value: undefined }, source)
  }
})

test('checkExpression() says what is wrong and where', () => {
  const problems = {
    'this.colour == 1': ['there is no attribute "colour"', 5],
    'this.mtu == "x"': ['int == string is not possible', 0],
    'this.hops.all(h, h.size > 1)': ['there is no attribute "size"', 19],
    'other == 1': ['there is no "other"', 0],
    'input.host == ""': ['there is no "input"', 0],
    'this.name.size(1) == 1': ["there is no 'string.size(int)'", 0],
    'this.mtu': ['it gives int, not true or false', 0],
    'this.mtu >': ['Unexpected token: EOF', 10],
  } as const
  for (const [source, [message, start]] of Object.entries(problems)) {
    const problem = expressionProblem(source, rule)
    assert.equal(problem?.message, message, source)
    assert.equal(problem?.start, start, source)
  }
  const result = checkExpression('1 +', rule)
  assert.equal(result.ok, false)
  assert.match(result.ok ? '' : result.faults[0]!.message, /at character 4/)
})

test('checkExpression() compares the value with the attribute that gets it', () => {
  const value = scopeFor(kind, 'value')
  const right: [string, Type][] = [
    ['this.mtu + 1', { name: 'integer' }],
    ['this.mtu', { name: 'number' }],
    ['null', { name: 'integer' }],
    ['this.profile.x', { name: 'integer' }],
    ['this.tags', { name: 'list', items: { name: 'string' } }],
    ['{"a": "b"}', { name: 'map', values: { name: 'string' } }],
    ['timestamp("2030-01-01T00:00:00Z")', { name: 'datetime' }],
    ['this.name', { name: 'enum', values: ['a'] }],
  ]
  for (const [source, type] of right) assert.ok(checkExpression(source, value, type).ok, source)
  assert.ok(!checkExpression('this.mtu', value, { name: 'string' }).ok)
  assert.ok(!checkExpression('this.name', value, { name: 'boolean' }).ok)
  assert.ok(!checkExpression('old.mtu', value, { name: 'integer' }).ok)
})

test('an action sees its input and the caller', () => {
  const scope = scopeFor(kind, action)
  assert.ok(checkExpression('input.host != "" && "admin" in caller.roles && caller.project == this.name', scope).ok)
  assert.equal(scopeFor(kind, action), scope)
})
