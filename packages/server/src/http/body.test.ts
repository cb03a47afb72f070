import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseBody } from './body.ts'

const codes = (body: string | Buffer) => {
  const parsed = parseBody(Buffer.from(body))
  return parsed.ok ? 'accepted' : parsed.faults.map(fault => [fault.code, fault.pointer])
}

test('parseBody() reads every JSON text as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), text => {
      const parsed = parseBody(Buffer.from(text))
      if (parsed.ok) assert.deepEqual(parsed.value, JSON.parse(text))
      else assert.ok(parsed.faults.every(fault => fault.code === 'body.text' || fault.code === 'body.key'))
    }),
  )
})

test('parseBody() takes no bytes as no body', () => {
  assert.deepEqual(parseBody(undefined), { ok: true, value: undefined })
  assert.deepEqual(parseBody(Buffer.alloc(0)), { ok: true, value: undefined })
})

const refused: readonly [string, string | Buffer, readonly (readonly [string, string | undefined])[]][] = [
  ['broken JSON', '{"a":', [['body.json', undefined]]],
  ['two values', '{} {}', [['body.json', undefined]]],
  ['single quotes', "{'a':1}", [['body.json', undefined]]],
  ['invalid UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), [['body.utf8', undefined]]],
  ['an overlong encoding', Buffer.from([0x22, 0xc0, 0x80, 0x22]), [['body.utf8', undefined]]],
  ['UTF-16', Buffer.from('{"a":"ä"}', 'utf16le'), [['body.utf8', undefined]]],
  ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, [['body.depth', undefined]]],
  ['"__proto__"', '{"a":{"__proto__":{"b":1}}}', [['body.key', undefined]]],
  ['an escaped "__proto__"', String.raw`{"\u005f_proto__":{"b":1}}`, [['body.key', undefined]]],
  ['"constructor" with a prototype', '{"constructor":{"prototype":{"b":1}}}', [['body.key', undefined]]],
  ['half a surrogate pair', String.raw`{"a":["x","\ud800"]}`, [['body.text', '/a/1']]],
  ['NUL in a text', String.raw`{"a/b":"\u0000"}`, [['body.text', '/a~1b']]],
  ['NUL in a key', String.raw`{"a":{"\u0000":1}}`, [['body.text', '/a']]],
  [
    'an infinite number',
    '{"a":1e999,"b":[-1e999]}',
    [
      ['body.number', '/a'],
      ['body.number', '/b/0'],
    ],
  ],
]

for (const [what, body, expected] of refused) {
  test(`parseBody() refuses ${what}`, () => {
    assert.deepEqual(codes(body), expected)
  })
}

test('parseBody() takes 64 levels, a byte order mark, escapes of whole pairs and large exponents of small numbers', () => {
  assert.equal(codes(`${'['.repeat(64)}${']'.repeat(64)}`), 'accepted')
  assert.equal(codes('\ufeff{}'), 'accepted')
  assert.deepEqual(parseBody(Buffer.from(String.raw`"\ud83d\ude00"`)), { ok: true, value: '😀' })
  assert.deepEqual(parseBody(Buffer.from('[1e3, 0.1e-7]')), { ok: true, value: [1000, 0.1e-7] })
})
