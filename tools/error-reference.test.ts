import assert from 'node:assert/strict'
import test from 'node:test'
import { errorReference } from './error-reference.ts'

const row = { status: 404, retry: false, message: 'No {kind} is <here>', cause: 'It is gone', next: 'List them' }
const chapter = (title: string, code: string) => ({ title, about: 'About it.', rows: { [code]: row } })

test('errorReference() shows what a code means and does, under an anchor of its name', () => {
  const page = errorReference([chapter('Store', 'key.unknown')])
  assert.match(page, /^### <a id="key\.unknown"><\/a>key\.unknown$/m)
  for (const part of ['HTTP 404', 'No `{kind}` is \\<here\\>', 'Why: It is gone', 'Next: List them'])
    assert.ok(page.includes(part), part)
})

test('errorReference() refuses a code with two meanings', () => {
  assert.throws(() => errorReference([chapter('A', 'x.y'), chapter('B', 'x.y')]), /"x\.y" is in two tables/)
})
