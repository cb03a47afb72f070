import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readIni } from './ini.ts'

const entries = (text: string) =>
  readIni(text).entries.map(({ section, key, value, line }) => [section, key, value, line])

test('readIni() gives keys with their sections and lines, whatever separates them', () => {
  assert.deepEqual(entries('[restproxy]\nservers=a:1\ndebug : True\n\n[ROUTER]\nx = a=b:c\n'), [
    ['restproxy', 'servers', 'a:1', 2],
    ['restproxy', 'debug', 'True', 3],
    ['ROUTER', 'x', 'a=b:c', 6],
  ])
})

test('readIni() joins lines that go on indented, and passes over comments among them', () => {
  assert.deepEqual(entries('[r]\nservers = a:1,\n# not this\n    b:2\n\tc:3\n'), [
    ['r', 'servers', 'a:1,\nb:2\nc:3', 2],
  ])
})

test('readIni() keeps a key that comes again, an empty value, and what $ and % look like', () => {
  assert.deepEqual(entries('[r]\nrule = a\nrule = b\nauth = $user:50%(x)s\nnone =\n'), [
    ['r', 'rule', 'a', 2],
    ['r', 'rule', 'b', 3],
    ['r', 'auth', '$user:50%(x)s', 4],
    ['r', 'none', '', 5],
  ])
})

test('readIni() takes quotation marks away that stand around a value alone', () => {
  assert.deepEqual(
    entries(`[r]\na = "x y"\nb = 'z'\nc = "x" y\nd = "\n`).map(entry => entry[2]),
    ['x y', 'z', '"x" y', '"'],
  )
})

test('readIni() takes keys before any section, and lines that end as on Windows', () => {
  assert.deepEqual(entries('\uFEFFservers=a:1\r\ndebug=False\r\n'), [
    ['', 'servers', 'a:1', 1],
    ['', 'debug', 'False', 2],
  ])
})

test('readIni() names every line that is none', () => {
  assert.deepEqual(
    readIni('[r\n  going on\nservers\n= x\n[ok]\na=1\n').problems.map(({ line }) => line),
    [1, 2, 3, 4],
  )
})
