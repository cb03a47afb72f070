import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { ScalarName, ScalarType } from '../ir.ts'
import { newValidator } from '../validator.ts'
import { scalars } from './scalars.ts'

interface Cases {
  readonly facets?: Omit<ScalarType, 'name'>
  /** Values with their canonical spelling. */
  readonly right: readonly (readonly [Json, Json])[]
  readonly wrong: readonly Json[]
}

const same = (...values: Json[]) => values.map(value => [value, value] as const)
const MOST = Number.MAX_SAFE_INTEGER

const cases: Readonly<Record<ScalarName, readonly Cases[]>> = {
  string: [
    { right: same('', 'a', 'é😀', ' x '), wrong: ['a\0b', '\ud800', 'a\udc00', 1, null, true, []] },
    {
      facets: { minLength: 2, maxLength: 3 },
      right: same('ab', '😀😀', '😀😀😀'),
      wrong: ['', 'a', '😀', 'abcd', '😀😀😀😀'],
    },
    { facets: { pattern: '^\\p{Lu}+$' }, right: same('ÄB'), wrong: ['a', ''] },
    { facets: { pattern: 'b' }, right: same('abc'), wrong: ['a'] },
  ],
  integer: [
    { right: [...same(0, -5, MOST, -MOST), [-0, 0], [1e3, 1000]], wrong: [1.5, MOST + 1, 2 ** 64, '1', true, null] },
    { facets: { min: 1, max: 31 }, right: same(1, 31), wrong: [0, 32] },
  ],
  number: [
    { right: [...same(0, 1.5, -1e300), [-0, 0]], wrong: ['1', null, true, []] },
    { facets: { min: 0.5, max: 1 }, right: same(0.5, 1), wrong: [0.4, 1.1] },
  ],
  boolean: [{ right: same(true, false), wrong: [0, 1, 'true', '', null] }],
  uuid: [
    {
      right: [
        ['5B4CAE22-0F3A-4D0A-9C4B-3F2A1E6D7C8B', '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'],
        ['5b4cae220f3a4d0a9c4b3f2a1e6d7c8b', '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'],
      ],
      wrong: [
        '',
        'x',
        '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8',
        '5b4cae22-0f3a-4d0a9c4b-3f2a1e6d7c8bb-',
        '{5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b}',
        'urn:uuid:5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b',
        1,
      ],
    },
  ],
  datetime: [
    {
      right: [
        ['2026-01-31T12:00:00.123Z', '2026-01-31T12:00:00.123Z'],
        ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
        ['2026-01-31T12:00:00', '2026-01-31T12:00:00.000Z'],
        ['2026-01-31 12:00', '2026-01-31T12:00:00.000Z'],
        ['2026-01-31', '2026-01-31T00:00:00.000Z'],
        ['2026-01-31T12:00:00.1234567+05:30', '2026-01-31T06:30:00.123Z'],
        ['2026-01-31t23:30:00-0100', '2026-02-01T00:30:00.000Z'],
        ['2026-01-31T12:00:00+02', '2026-01-31T10:00:00.000Z'],
        ['2024-02-29', '2024-02-29T00:00:00.000Z'],
        ['0001-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z'],
        ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
      ],
      wrong: [
        '',
        'now',
        '2026',
        '2026-02-29',
        '2026-13-01',
        '2026-00-10',
        '2026-01-31T24:00:00Z',
        '2026-01-31T12:60:00Z',
        '2026-01-31T12:00:60Z',
        '2026-01-31T12:00:00+24:00',
        '2026-1-31',
        '0000-06-01',
        '0001-01-01T00:00:00+01:00',
        '9999-12-31T23:59:59-01:00',
        1767225600,
      ],
    },
  ],
  json: [{ right: same({ a: [1, null] }, [], 'x', 0, false), wrong: [null] }],
  'json-text': [
    { right: same('{}', '"a"', ' [1] ', 'null'), wrong: ['', '{', "{'a':1}", '"\0"', {}, 1] },
    { facets: { maxLength: 4 }, right: same('"😀😀"', '1234'), wrong: ['12345'] },
  ],
  cidr: [
    {
      right: [
        ['10.1.2.3/8', '10.0.0.0/8'],
        ['2001:DB8::1/32', '2001:db8::/32'],
      ],
      wrong: ['10.0.0.0', '', '::/200', 8],
    },
    { facets: { version: 4 }, right: same('0.0.0.0/0'), wrong: ['::/0'] },
    { facets: { version: 6 }, right: same('::/0'), wrong: ['0.0.0.0/0'] },
  ],
  ip: [
    {
      right: [
        ['192.0.2.1', '192.0.2.1'],
        ['2001:DB8:0::1', '2001:db8::1'],
      ],
      wrong: ['010.1.1.1', '0x7f.1', '1.2.3', '::1%lo', '192.0.2.1/32', '', 1],
    },
    { facets: { version: 4 }, right: same('192.0.2.1'), wrong: ['::1', '::ffff:192.0.2.1'] },
    { facets: { version: 6 }, right: same('::1', '::ffff:192.0.2.1'), wrong: ['192.0.2.1'] },
  ],
  mac: [
    {
      right: ['fa:16:3e:00:00:01', 'FA:16:3E:00:00:01', 'fa-16-3e-00-00-01', 'fa16.3e00.0001', 'FA163E000001'].map(
        text => [text, 'fa:16:3e:00:00:01'] as const,
      ),
      wrong: [
        '',
        'fa:16:3e:00:00',
        'fa:16-3e:00:00:01',
        'fa:16:3e:00:00:0g',
        'fa16.3e000.001',
        'fa:16:3e:00:00:01:02',
        'fa163e0000011',
        1,
      ],
    },
  ],
  fqdn: [
    {
      right: [['Host.Example.ORG.', 'host.example.org'], ...same('a', 'a-b.c', '1.example', `${'a'.repeat(63)}.org`)],
      wrong: [
        '',
        '.',
        'a..b',
        '-a',
        'a-',
        'a_b',
        '192.0.2.1',
        'a.1',
        `${'a'.repeat(64)}.org`,
        'é.org',
        `${'a.'.repeat(126)}ab`,
        1,
      ],
    },
  ],
  uri: [
    {
      right: same('https://example.org/a?b#c', 'urn:isbn:1', 'http://[2001:db8::1]:80/', 'mailto:a@b.org'),
      wrong: ['', 'not a uri', '/relative', 'http://a b', 'http://exa\0mple', 'nocolon', 1],
    },
  ],
  email: [
    {
      right: [['User@Example.ORG', 'User@example.org'], ...same("o'hara+x@a-b.example.org")],
      wrong: ['', 'a', 'a@', '@b.org', 'a b@c.org', 'a@b..org', 'a@-b.org', 'a@b.org\n', 1],
    },
  ],
  enum: [{ facets: { values: ['ACTIVE', 'DOWN'] }, right: same('ACTIVE', 'DOWN'), wrong: ['active', '', 1, null] }],
}

for (const [name, list] of Object.entries(cases) as [ScalarName, readonly Cases[]][]) {
  const scalar = scalars[name]
  for (const { facets = {}, right, wrong } of list) {
    const type: ScalarType = { name, ...facets }
    const valid = newValidator().compile(scalar.jsonSchema(type))
    test(`${name} ${JSON.stringify(facets)} accepts its values and spells them in one way`, () => {
      for (const [value, canonical] of right) {
        assert.deepEqual(scalar.normalise(value, type), canonical, JSON.stringify(value))
        assert.ok(valid(value), JSON.stringify(value))
      }
    })
    test(`${name} ${JSON.stringify(facets)} refuses other values, in its schema too`, () => {
      for (const value of wrong) {
        assert.equal(value === null ? undefined : scalar.normalise(value, type), undefined, JSON.stringify(value))
        assert.equal(valid(value), false, JSON.stringify(value))
      }
    })
  }
}

test('every scalar knows the facets that change its values, and describes itself', () => {
  for (const [name, scalar] of Object.entries(scalars)) {
    assert.equal(scalar.name, name)
    assert.match(scalar.summary, /\.$/)
    for (const { facets = {} } of cases[scalar.name]) {
      for (const [facet, value] of Object.entries(facets)) {
        const schema = scalar.facets[facet]
        assert.ok(schema !== undefined, `${name} ${facet}`)
        assert.ok(newValidator().validate({ ...schema, format: undefined } as object, value as Json))
      }
    }
  }
})

test('phrases say what is expected', () => {
  const phrases: [ScalarType, string][] = [
    [{ name: 'string' }, 'text'],
    [{ name: 'string', minLength: 1, maxLength: 64 }, 'text of at least 1 and at most 64 characters'],
    [{ name: 'string', pattern: '^a' }, 'text that matches ^a'],
    [{ name: 'integer', min: 1, max: 31 }, 'a whole number from 1 to 31'],
    [{ name: 'number', max: 2 }, 'a number of at most 2'],
    [{ name: 'enum', values: ['a', 'b'] }, 'one of "a", "b"'],
    [{ name: 'ip', version: 6 }, 'an IPv6 address'],
  ]
  for (const [type, phrase] of phrases) assert.equal(scalars[type.name].phrase(type), phrase)
})

test('booleans are read from the words that OpenStack tools write', () => {
  for (const word of ['true', 'True', 'yes', 'on', '1'])
    assert.equal(scalars.boolean.parse(word, { name: 'boolean' }), true)
  for (const word of ['false', 'NO', 'off', '0']) assert.equal(scalars.boolean.parse(word, { name: 'boolean' }), false)
  assert.equal(scalars.boolean.parse('maybe', { name: 'boolean' }), undefined)
})

test('numbers are read from decimal text only', () => {
  const integer = (text: string) => scalars.integer.parse(text, { name: 'integer' })
  const number = (text: string) => scalars.number.parse(text, { name: 'number' })
  assert.equal(integer('007'), 7)
  assert.equal(integer('-5'), -5)
  for (const text of ['', ' ', '1.0', '1e3', '0x10', '9007199254740992', '1_000', '٣'])
    assert.equal(integer(text), undefined, text)
  assert.equal(number('1e3'), 1000)
  assert.equal(number('.5'), 0.5)
  for (const text of ['', 'Infinity', 'NaN', '0x10', '1e999', '.']) assert.equal(number(text), undefined, text)
})

test('json nests at most 64 levels', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as Json
  const valid = newValidator().compile(scalars.json.jsonSchema({ name: 'json' }))
  assert.ok(valid(nested(64)))
  assert.ok(!valid(nested(65)))
  assert.equal(scalars.json.normalise(nested(65), { name: 'json' }), undefined)
  assert.equal(scalars.json.parse('['.repeat(65) + ']'.repeat(65), { name: 'json' }), undefined)
  assert.ok(!valid({ a: Number.POSITIVE_INFINITY }))
})
