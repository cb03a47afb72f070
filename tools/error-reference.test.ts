import assert from 'node:assert/strict'
import test from 'node:test'
import { errorReference } from './error-reference.ts'

const row = { status: 404, retry: false, message: 'No {kind} is <here>', cause: 'It is gone', next: 'List them' }
const chapter = (title: string, code: string, status = 404) => ({
  title,
  about: 'About it.',
  rows: { [code]: { ...row, status } },
})

test('errorReference() shows what a code means and does, under an anchor of its name', () => {
  const page = errorReference([chapter('Store', 'key.unknown')])
  assert.match(page, /^<a id="key\.unknown"><\/a>\n\n### key\.unknown$/m)
  for (const part of ['HTTP 404', 'No `{kind}` is \\<here\\>', 'Why: It is gone', 'Next: List them'])
    assert.ok(page.includes(part), part)
})

test('errorReference() refuses a code with two statuses', () => {
  assert.throws(
    () => errorReference([chapter('A', 'x.y'), chapter('B', 'x.y', 409)]),
    /"x\.y" has the statuses 404 and 409/,
  )
  errorReference([chapter('A', 'x.y'), chapter('B', 'x.y'), chapter('C', 'x.y', 0)])
})
