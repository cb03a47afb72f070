import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repr, str } from './python.ts'

test('str() shows values as Python does', () => {
  for (const [value, text] of [
    ['a text', 'a text'],
    [null, 'None'],
    [true, 'True'],
    [false, 'False'],
    [7, '7'],
    [['a', 1, null], "['a', 1, None]"],
    [{ foo: 'x', list: [true] }, "{'foo': 'x', 'list': [True]}"],
  ] as const)
    assert.equal(str(value), text)
})

test('repr() chooses the quotes that need no escape', () => {
  assert.equal(repr("it's"), `"it's"`)
  assert.equal(repr(`both ' and "`), `'both \\' and "'`)
  assert.equal(repr('a\\b\n'), `'a\\\\b\\n'`)
})
