import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import { rowCodec } from './codec.ts'
import { attribute, kind } from './emit/testdata/build.ts'
import { sameJson } from './filter.ts'
import type { Row } from './ir.ts'
import { types, values } from './types/testdata/arbitrary.ts'
import { canonical } from './types/type.ts'

/** A kind with attributes of any types, and a row of it. */
const rows = fc.array(types, { minLength: 1, maxLength: 5 }).chain(list => {
  const attributes = list.map((type, at) => attribute(`a${at}`, type))
  const given = kind({ service: 's', name: 'Thing', noun: 'thing', plural: 'things', attributes })
  return fc.tuple(...list.map(type => values(type))).map(all => {
    const row: Record<string, Json> = {}
    for (const [at, value] of all.entries())
      row[`a${at}`] = value === null ? null : (canonical(list[at]!, value) ?? null)
    return [given, row as Row] as const
  })
})

test('rowCodec() gives back the row it stored, by position and by name', () => {
  fc.assert(
    fc.property(rows, ([given, row]) => {
      const codec = rowCodec(given)
      const stored = codec.encode(row)
      assert.equal(stored.length, codec.columns.length)
      assert.ok(sameJson(codec.decode(stored), row))
      const record = Object.fromEntries(codec.columns.map(({ name }, at) => [name, stored[at]]))
      assert.ok(sameJson(codec.decode(record), row))
    }),
  )
})

test('rowCodec().json() is the text of the decoded row', () => {
  fc.assert(
    fc.property(rows, ([given, row]) => {
      const codec = rowCodec(given)
      const stored = codec.encode(row)
      assert.equal(codec.json(stored), JSON.stringify(codec.decode(stored)))
      const first = codec.columns.map((_, at) => at === 0)
      assert.deepEqual(Object.keys(JSON.parse(codec.json(stored, first))), [codec.columns[0]?.name])
    }),
  )
  assert.equal(rowCodec(kind({ service: 's', name: 'N', noun: 'n', plural: 'n', attributes: [] })).json([]), '{}')
})

const flags = kind({
  service: 's',
  name: 'Flag',
  noun: 'flag',
  plural: 'flags',
  attributes: [attribute('up', { name: 'boolean' }), attribute('size', { name: 'integer' })],
})

test('rowCodec() reads what drivers give for booleans and integers', () => {
  const codec = rowCodec(flags)
  assert.deepEqual(codec.decode([1n, 5n]), { up: true, size: 5 })
  assert.deepEqual(codec.decode({ up: false, size: '7' }), { up: false, size: 7 })
  assert.deepEqual(codec.decode([0, undefined]), { up: false, size: null })
  assert.equal(codec.json([0n, 5n]), '{"up":false,"size":5}')
  assert.deepEqual(codec.encode({ up: false }), [0, null])
  assert.equal(rowCodec(flags), codec)
})
