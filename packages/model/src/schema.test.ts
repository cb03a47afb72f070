import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { action, attribute, kind } from './emit/testdata/build.ts'
import { type BodyMode, bodySchema } from './schema.ts'
import { bodyValidator, inputValidator, newValidator } from './validator.ts'

const bind = action('bind', { input: [attribute('host', { name: 'string', minLength: 1 }, { required: true })] })
const port = kind({
  service: 's',
  name: 'Port',
  noun: 'port',
  plural: 'ports',
  attributes: [
    attribute('id', { name: 'uuid' }, { required: true, immutable: true }),
    attribute('tenant_id', { name: 'uuid' }, { required: true }),
    attribute('mtu', { name: 'integer', min: 68 }, { default: 1500, nullable: false, required: true }),
    attribute('device', { name: 'uuid' }, { emptyIsNull: true }),
    attribute('mode', { name: 'enum', values: ['a', 'b'] }),
    attribute('labels', { name: 'map', values: { name: 'integer' } }),
    attribute('spec', { name: 'object', attributes: [attribute('depth', { name: 'integer' }, { required: true })] }),
    attribute('secret', { name: 'string' }, { writeOnly: true, sensitive: true }),
    attribute('seen', { name: 'string' }, { readOnly: true, plane: 'status' }),
    attribute('twice', { name: 'integer' }, { computed: 'this.mtu * 2' }),
    attribute('created_at', { name: 'datetime' }, { stamp: 'created', readOnly: true, nullable: false }),
    attribute(
      'cost',
      { name: 'integer' },
      { policies: { read: { source: 'role:admin', expression: { role: 'admin' } } } },
    ),
  ],
  actions: [bind],
})

const uuid = '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'

/** `pointer keyword` of each error. */
const errors = (mode: BodyMode, body: unknown) =>
  bodyValidator(port, mode)(body).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)

test('a create body needs what is required, but not a key that is made up or what has a default', () => {
  assert.deepEqual(errors('create', { tenant_id: uuid }), [])
  assert.deepEqual(errors('create', {}), [' required'])
  assert.deepEqual(bodySchema({ ...port, generatedKey: false }, 'create').required, ['id', 'tenant_id'])
})

test('no body may write what is read only, computed or a stamp, nor what does not exist', () => {
  const body = { tenant_id: uuid, seen: 'x', twice: 2, created_at: '2026-01-31', colour: 'red', __proto__: null }
  for (const mode of ['create', 'update', 'patch'] as const) {
    assert.deepEqual(errors(mode, body), new Array(4).fill(' additionalProperties'))
    assert.deepEqual(errors(mode, JSON.parse(`{"tenant_id":"${uuid}","__proto__":1}`)), [' additionalProperties'])
  }
})

test('every error is told at once', () => {
  const body = { tenant_id: 'x', mtu: 1, mode: 'c', labels: { a: 'b' }, spec: {}, device: 'x' }
  assert.deepEqual(errors('create', body).toSorted(), [
    '/device format',
    '/labels/a type',
    '/mode enum',
    '/mtu minimum',
    '/spec required',
    '/tenant_id format',
  ])
})

test('null is accepted where it is a value, the empty string where it stands for null', () => {
  assert.deepEqual(errors('update', { device: '', mode: null, labels: null, spec: null, secret: null }), [])
  assert.deepEqual(errors('update', { device: null }), [])
  assert.deepEqual(errors('update', { device: 5 }), ['/device type'])
  assert.deepEqual(errors('update', { tenant_id: null }), ['/tenant_id type'])
  assert.deepEqual(errors('update', { mtu: null, mode: '' }), ['/mtu type', '/mode enum'])
})

test('a patch gives objects and maps in part, and null takes members away', () => {
  assert.deepEqual(errors('patch', { spec: {}, labels: { a: null, b: 1 } }), [])
  assert.deepEqual(errors('patch', { spec: { depth: null } }), [])
  assert.deepEqual(errors('patch', { spec: { other: 1 } }), ['/spec additionalProperties'])
  assert.deepEqual(errors('patch', { labels: { a: 'x' } }), ['/labels/a type'])
  assert.deepEqual(errors('patch', { tenant_id: null }), ['/tenant_id type'])
})

test('an answer has every attribute but write-only ones; one with a read policy may be missing', () => {
  const answer: Record<string, Json> = {
    id: uuid,
    tenant_id: uuid,
    mtu: 1500,
    device: null,
    mode: null,
    labels: null,
    spec: null,
    seen: null,
    twice: 3000,
    created_at: '2026-01-31T12:00:00.000Z',
  }
  assert.deepEqual(errors('answer', answer), [])
  assert.deepEqual(errors('answer', { ...answer, cost: 1 }), [])
  assert.deepEqual(errors('answer', { ...answer, secret: 'x' }), [' additionalProperties'])
  assert.deepEqual(errors('answer', { ...answer, mtu: null, created_at: null }).toSorted(), [
    '/created_at type',
    '/mtu type',
  ])
})

test('bodies that are no objects are refused', () => {
  for (const body of [null, [], 'x', 1, true]) assert.deepEqual(errors('create', body), [' type'])
})

test('an action takes its input and nothing else', () => {
  const validate = inputValidator(bind)
  assert.deepEqual(validate({ host: 'h' }), [])
  assert.deepEqual(
    validate({ host: '', x: 1 }).map(error => error.keyword),
    ['additionalProperties', 'minLength'],
  )
})

test('validators are compiled once and change nothing in a body', () => {
  assert.equal(bodyValidator(port, 'create'), bodyValidator(port, 'create'))
  assert.equal(newValidator(), newValidator())
  const body = Object.freeze({ tenant_id: uuid, mtu: '1500' })
  assert.deepEqual(errors('create', body), ['/mtu type'])
})

test('items that have to be unique are compared whatever they are, in linear time', () => {
  const items = { type: 'array', uniqueItems: true }
  const validate = newValidator().compile(items)
  assert.ok(validate([1, '1', { a: 1 }, { a: 2 }, [1], null]))
  assert.ok(!validate([{ a: 1, b: [2] }, 0, { b: [2], a: 1 }]))
  assert.equal(validate.errors?.[0]?.keyword, 'uniqueItems')
  assert.deepEqual(validate.errors?.[0]?.params, { i: 2, j: 0 })
  assert.equal(validate.errors?.[0]?.instancePath, '')
  assert.ok(newValidator().validate({ type: 'array', uniqueItems: false }, [1, 1]))
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as Json
  assert.ok(validate([deep, deep]))
})

test('of very many errors the first are told', () => {
  const tags = kind({
    ...port,
    attributes: [attribute('tags', { name: 'list', items: { name: 'string' } })],
  })
  const errors = bodyValidator(tags, 'update')({ tags: new Array(100_000).fill(1) })
  assert.equal(errors.length, 10_000)
  assert.equal(errors[9_999]?.instancePath, '/tags/9999')
})

const metered = kind({
  service: 's',
  name: 'Meter',
  noun: 'meter',
  plural: 'meters',
  attributes: [
    attribute('id', { name: 'uuid' }, { required: true, immutable: true }),
    attribute('seen_by', { name: 'string' }, { required: true, internal: true }),
    attribute('shared', { name: 'boolean' }, { default: false, nullable: false, derived: true }),
    attribute('value', { name: 'number' }, { derived: true, readOnly: true }),
  ],
})

test('bodySchema() leaves internal attributes out; derived ones are taken and answered', () => {
  const names = (mode: BodyMode) => Object.keys(bodySchema(metered, mode)['properties'] ?? {})
  assert.deepEqual(names('create'), ['id', 'shared'])
  assert.deepEqual(names('patch'), ['id', 'shared'])
  assert.deepEqual(names('answer'), ['id', 'shared', 'value'])
  assert.deepEqual(bodySchema(metered, 'answer')['required'], ['id', 'shared'])
  assert.equal(bodySchema(metered, 'create')['required'], undefined)
})
