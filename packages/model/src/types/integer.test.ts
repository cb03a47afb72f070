import assert from 'node:assert/strict'
import { test } from 'node:test'
import { integer } from './integer.ts'
import { same, testScalar } from './testdata/scalar-cases.ts'

const MOST = Number.MAX_SAFE_INTEGER

testScalar(
  'integer',
  { right: [...same(0, -5, MOST, -MOST), [-0, 0], [1e3, 1000]], wrong: [1.5, MOST + 1, 2 ** 64, '1', true, null] },
  { facets: { min: 1, max: 31 }, right: same(1, 31), wrong: [0, 32] },
)

test('integer is read from decimal text only', () => {
  const read = (text: string) => integer.parse(text, { name: 'integer' })
  assert.equal(read('007'), 7)
  assert.equal(read('-5'), -5)
  for (const text of ['', ' ', '1.0', '1e3', '0x10', '9007199254740992', '1_000', '٣'])
    assert.equal(read(text), undefined, text)
})
