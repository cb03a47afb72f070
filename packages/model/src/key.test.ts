import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attribute, kind, refer } from './emit/testdata/build.ts'
import type { Type } from './ir.ts'
import { idOf, keyOf } from './key.ts'

const keyed = (types: Readonly<Record<string, Type>>) =>
  kind({
    service: 's',
    name: 'Thing',
    noun: 'thing',
    plural: 'things',
    key: Object.keys(types),
    attributes: Object.entries(types).map(([name, type]) => attribute(name, type, { required: true })),
  })

const byUuid = keyed({ id: { name: 'uuid' } })
const byText = keyed({ name: { name: 'string', maxLength: 32 } })
const byThree = keyed({ name: { name: 'string' }, number: { name: 'integer' }, port: refer('s/Port') })

const uuid = '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'

test('a single key is its value as text', () => {
  assert.equal(idOf(byUuid, { id: uuid }), uuid)
  assert.equal(idOf(byText, { name: '1000:1000, a/b%' }), '1000:1000, a/b%')
  assert.deepEqual(keyOf(byText, '1000:1000, a/b%'), { name: '1000:1000, a/b%' })
})

test('keyOf() canonicalises an id and refuses one of another type', () => {
  assert.deepEqual(keyOf(byUuid, uuid.toUpperCase()), { id: uuid })
  assert.deepEqual(keyOf(byUuid, uuid.replaceAll('-', '')), { id: uuid })
  for (const id of ['', 'x', `${uuid},`]) assert.equal(keyOf(byUuid, id), undefined)
  assert.equal(keyOf(byText, 'x'.repeat(33)), undefined)
  assert.equal(keyOf(byText, 'a\0'), undefined)
})

test('a key of several attributes is read back from its id, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.maxSafeInteger(), fc.uuid(), (name, number, port) => {
      fc.pre(!name.includes('\0'))
      const key = { name, number, port }
      const id = idOf(byThree, key)
      assert.equal(id.split(',').length, 3)
      assert.deepEqual(keyOf(byThree, id), key)
    }),
  )
  for (const id of ['a,1', `a,1,${uuid},`, `,1,${uuid}`, `a,x,${uuid}`, `%zz,1,${uuid}`, `%ff,1,${uuid}`]) {
    assert.equal(keyOf(byThree, id), undefined, id)
  }
})

test('idOf() throws for a row without its key', () => {
  assert.throws(() => idOf(byUuid, {}), TypeError)
  assert.throws(() => idOf(byThree, { name: 'a', number: 1, port: null }), TypeError)
})
