import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import type { ScalarType } from '../ir.ts'
import { newValidator } from '../validator.ts'
import { scalars } from './scalars.ts'

test('every scalar describes itself, and has a file and a test of its own', () => {
  for (const [name, scalar] of Object.entries(scalars)) {
    assert.equal(scalar.name, name)
    assert.match(scalar.summary, /\.$/)
    assert.match(scalar.placeholder, /^\S+$/)
    for (const file of [`${name}.ts`, `${name}.test.ts`]) assert.ok(existsSync(new URL(file, import.meta.url)), file)
  }
})

test('every scalar has an example, which it reads from text again', () => {
  for (const { name, example, normalise, parse, jsonSchema } of Object.values(scalars)) {
    const type: ScalarType = { name, ...(name === 'enum' ? { values: ['one'] } : {}) }
    const value = example(type)
    assert.deepEqual(normalise(value, type), value, name)
    assert.deepEqual(parse(typeof value === 'string' ? value : JSON.stringify(value), type), value, name)
    assert.ok(newValidator().validate(jsonSchema(type), value), name)
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
