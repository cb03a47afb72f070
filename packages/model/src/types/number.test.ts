import assert from 'node:assert/strict'
import { test } from 'node:test'
import { number } from './number.ts'
import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar(
  'number',
  { right: [...same(0, 1.5, -1e300), [-0, 0]], wrong: ['1', null, true, []] },
  { facets: { min: 0.5, max: 1 }, right: same(0.5, 1), wrong: [0.4, 1.1] },
)

test('number is read from decimal text only', () => {
  const read = (text: string) => number.parse(text, { name: 'number' })
  assert.equal(read('1e3'), 1000)
  assert.equal(read('.5'), 0.5)
  for (const text of ['', 'Infinity', 'NaN', '0x10', '1e999', '.']) assert.equal(read(text), undefined, text)
})
