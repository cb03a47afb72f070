import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { cellText } from './cell.ts'
import { csv } from './csv.ts'
import { diffText } from './diff.ts'
import { type Format, formatList, formatOne, type View } from './format.ts'
import { listWriter } from './list-writer.ts'
import { liveTable } from './live-table.ts'
import { plain } from './plain.ts'
import { styleOf } from './style.ts'
import { listTable } from './table.ts'
import { cut, widthOf } from './width.ts'

const style = styleOf({ write() {} }, {})
const view = (format: Format, columns: readonly string[], more: Partial<View> = {}): View => ({
  format,
  columns,
  chosen: false,
  width: undefined,
  style,
  ...more,
})
const rows = [
  { id: '1', name: 'blue', tags: ['a', 'b'], labels: { k: 'v' }, deep: { x: [1] }, none: null, up: false },
  { id: '2', name: 'a "b",\nc', tags: [], labels: {}, deep: null, none: null, up: true },
]
const columns = ['id', 'name', 'tags', 'labels', 'deep', 'none', 'up']

test('a table has a header, and one line an object whatever its values are', async () => {
  assert.deepEqual((await formatList(rows, view('table', columns))).split('\n'), [
    'id  name       tags  labels  deep       none  up',
    '1   blue       a, b  k=v     {"x":[1]}  -     false',
    `2   a "b",\\nc                -          -     true`,
    '',
  ])
})

test('JSON is the objects as they are, and of chosen columns those alone', async () => {
  assert.deepEqual(JSON.parse(await formatList(rows, view('json', columns))), rows)
  assert.equal(
    await formatOne({ a: 1, b: 2 }, view('json', ['b', 'c'], { chosen: true })),
    '{\n  "b": 2,\n  "c": null\n}\n',
  )
  assert.deepEqual(parse(await formatList(rows, view('yaml', columns))), rows)
})

test('CSV holds any text', () => {
  assert.equal(
    csv(rows, ['id', 'name', 'tags', 'none']),
    'id,name,tags,none\n1,blue,"[""a"",""b""]",\n2,"a ""b"",\nc",[],\n',
  )
})

test('value has one line an object with tabs between, and one line a column of a single object', async () => {
  assert.equal(await formatList(rows, view('value', ['id', 'up'])), '1\tfalse\n2\ttrue\n')
  assert.equal(await formatOne(rows[0]!, view('value', ['id', 'none', 'up'])), '1\n\nfalse\n')
})

test('a list that is written page by page is the same as one written at once', async () => {
  for (const format of ['table', 'json', 'yaml', 'csv', 'value'] as const)
    for (const pages of [[], [[]], [rows], [[rows[0]!], [], [rows[1]!]]]) {
      const written: string[] = []
      const writer = listWriter({ write: text => written.push(text) }, view(format, columns))
      for (const page of pages) writer.page(page)
      await writer.end()
      assert.equal(written.join(''), await formatList(pages.flat(), view(format, columns)), format)
    }
})

test('a table never gets wider than the terminal as long as every column keeps a few letters', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(
      fc.array(fc.record({ a: cell, b: cell, c: cell })),
      fc.integer({ min: 28, max: 100 }),
      (many, width) => {
        for (const line of listTable(many, ['a', 'b', 'c'], { width, style }).split('\n'))
          assert.ok(widthOf(line) <= width)
      },
    ),
  )
})

test('cut() keeps to the width and says that something is missing', () => {
  assert.equal(cut('abcdef', 4), 'abc…')
  assert.equal(cut('abcd', 4), 'abcd')
  assert.equal(cut('日本語', 4), '日…')
  assert.equal(widthOf('日本語'), 6)
})

test('plain() leaves no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      assert.doesNotMatch(plain(text), /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

test('cellText() shows every kind of value on one line', () => {
  assert.deepEqual([null, undefined, true, 0, '', [1, 'a'], [[1]], { a: { b: 1 } }].map(cellText), [
    '-',
    '-',
    'true',
    '0',
    '',
    '1, a',
    '[[1]]',
    '{"a":{"b":1}}',
  ])
})

test('colours are for terminals, unless NO_COLOR or a dumb terminal is there, and forced ones for anything', () => {
  const terminal = { write() {}, isTTY: true }
  assert.equal(styleOf(terminal, {}).bold('x'), '\u001b[1mx\u001b[0m')
  assert.equal(styleOf(terminal, { NO_COLOR: '1' }).bold('x'), 'x')
  assert.equal(styleOf(terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }).bold('x'), 'x')
  assert.equal(styleOf(terminal, { TERM: 'dumb' }).bold('x'), 'x')
  assert.equal(styleOf({ write() {} }, { FORCE_COLOR: '1' }).bold('x'), '\u001b[1mx\u001b[0m')
})

test('a live table is drawn over the one before, and counts what the terminal has no room for', () => {
  let written: string[] = []
  const draw = liveTable(
    { write: text => written.push(text), isTTY: true, rows: 5 },
    view('table', ['id', 'name'], { width: 40 }),
  )
  draw([{ id: 1, name: 'a' }], undefined)
  written = []
  draw(
    [1, 2, 3, 4].map(id => ({ id, name: 'b' })),
    undefined,
  )
  assert.equal(written.join(''), '\u001b[2F\u001b[0Jid  name\n1   b\n2   b\n… and 2 more\n')
})

test('a diff shows what comes, what goes and what becomes something else', () => {
  const base = { revision: 1, plane: 'intent', service: 's', kind: 'K', id: 'i' } as const
  assert.equal(
    diffText(
      [
        { ...base, operation: 'create', before: null, after: { a: 1, b: null } },
        { ...base, operation: 'update', before: { a: 1, b: [1] }, after: { a: 2, b: [1] } },
        { ...base, plane: 'status', operation: 'delete', before: { a: 2 }, after: null },
      ],
      style,
    ),
    `+ create s/K i
    + a: 1
~ update s/K i
    ~ a: 1 -> 2
- delete s/K i (status)
    - a: 2
`,
  )
  assert.equal(diffText([], style), 'nothing changes\n')
})
