import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ScalarName, Type } from './ir.ts'
import { comparedAs, operators, partOf, scalarOf } from './operators.ts'
import { scalarTypes, typedTexts } from './types/testdata/arbitrary.ts'
import { canonical, column, parse } from './types/type.ts'

const suffixes = (type: Type) => operators.filter(each => each.valueType(type)).map(each => each.suffix)
const valueType = (suffix: string, type: Type) => operators.find(each => each.suffix === suffix)?.valueType(type)

const uuids: Type = { name: 'list', items: { name: 'uuid' } }
const port: Type = {
  name: 'reference',
  to: { service: 's', kind: 'Port' },
  onDelete: 'restrict',
  key: { name: 'uuid' },
}
const documents: Type = { name: 'list', items: { name: 'json' } }

test('operators are those that the type has an answer to', () => {
  const equality = ['', '.in', '.not']
  const cases: readonly (readonly [Type, readonly string[]])[] = [
    [{ name: 'string' }, [...equality, '.prefix', '.contains', '.from', '.to', '.null']],
    [{ name: 'integer' }, [...equality, '.from', '.to', '.null']],
    [{ name: 'boolean' }, [...equality, '.null']],
    [{ name: 'ip' }, [...equality, '.prefix', '.contains', '.null']],
    [{ name: 'json-text' }, [...equality, '.prefix', '.contains', '.null']],
    [{ name: 'json' }, ['.null']],
    [port, [...equality, '.prefix', '.contains', '.from', '.to', '.null']],
    [uuids, ['.has', '.null']],
    [documents, ['.null']],
    [{ name: 'map', values: { name: 'string' } }, ['.null']],
    [{ name: 'object', attributes: [] }, ['.null']],
  ]
  for (const [type, expected] of cases) assert.deepEqual(suffixes(type), expected, type.name)
})

test('whole values are read as the attribute has them, bounds and beginnings without its facets', () => {
  const mtu: Type = { name: 'integer', min: 68, max: 9000 }
  const state: Type = { name: 'enum', values: ['UP', 'DOWN'] }
  assert.deepEqual(valueType('', mtu), mtu)
  assert.deepEqual(valueType('.from', mtu), { name: 'integer' })
  assert.deepEqual(valueType('.in', state), state)
  assert.deepEqual(valueType('.to', state), { name: 'string' })
  assert.deepEqual(valueType('.prefix', state), { name: 'string' })
  assert.deepEqual(valueType('.contains', state), { name: 'string' })
  assert.deepEqual(valueType('', port), { name: 'uuid' })
  assert.deepEqual(valueType('.has', uuids), { name: 'uuid' })
})

test('partOf() spells a part as the values are kept', () => {
  const lower: readonly ScalarName[] = ['uuid', 'mac', 'fqdn', 'ip', 'cidr']
  for (const name of lower) assert.equal(partOf({ name }, 'FA:1'), 'fa:1', name)
  assert.equal(partOf(port, '5B4C'), '5b4c')
  for (const name of ['string', 'uri', 'enum', 'datetime'] as const) assert.equal(partOf({ name }, 'Fa'), 'Fa', name)
})

test('a value that is text starts with what partOf() makes of its own beginning', () => {
  fc.assert(
    fc.property(typedTexts, fc.nat(40), ([type, text], length) => {
      const value = parse(type, text)
      fc.pre(typeof value === 'string' && valueType('.prefix', type) !== undefined)
      assert.ok(value.startsWith(partOf(type, value.slice(0, length))))
    }),
  )
})

test('values with prefixes are text columns that are not times, and what is no JSON can be compared', () => {
  fc.assert(
    fc.property(scalarTypes, type => {
      assert.equal(valueType('.prefix', type) !== undefined, column(type) === 'text' && type.name !== 'datetime')
      assert.equal(comparedAs(type) !== undefined, column(type) !== 'json')
      assert.deepEqual(scalarOf(type), type)
    }),
  )
})

test('a canonical value is within the bounds that are that value', () => {
  fc.assert(
    fc.property(typedTexts, ([type, text]) => {
      const value = parse(type, text)
      const read = valueType('.from', type)
      fc.pre(value !== undefined && read !== undefined)
      assert.deepEqual(canonical(read, value), value)
    }),
  )
})
