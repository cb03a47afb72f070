import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsOf } from './compare.ts'

test('what a target does not tell is not compared, in whatever order it tells the rest', () => {
  assert.deepEqual(fieldsOf({ a: 1, b: { c: 2, d: 3 }, e: 4 }, { b: { d: 3, c: 2 }, a: 1 }), [])
})

test('each field that differs is named by a pointer', () => {
  assert.deepEqual(fieldsOf({ 'a/b': 1, list: [{ c: 1 }, { c: 2 }] }, { 'a/b': 2, list: [{ c: 1 }, { c: 3 }] }), [
    { pointer: '/a~1b', wanted: 1, found: 2 },
    { pointer: '/list/1/c', wanted: 2, found: 3 },
  ])
})

test('a list of another length, and a member that is not wanted, are differences; a null that is not wanted is none', () => {
  assert.deepEqual(fieldsOf({ list: [1] }, { list: [1, 2], extra: 'x', nothing: null }), [
    { pointer: '/list', wanted: [1], found: [1, 2] },
    { pointer: '/extra', wanted: undefined, found: 'x' },
  ])
})
