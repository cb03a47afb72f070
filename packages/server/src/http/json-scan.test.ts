import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scanJson } from './json-scan.ts'

const scan = (text: string, limit = 1000) => scanJson(Buffer.from(text), limit)

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Object.values(value).reduce((deepest: number, each) => Math.max(deepest, depthOf(each)), 0)
    : 0

test('scanJson() counts nesting as the parsed value has it, whatever its strings hold', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
      assert.equal(scan(JSON.stringify(value)).depth, depthOf(value))
    }),
  )
})

test('scanJson() stops counting behind the limit', () => {
  assert.equal(scan('['.repeat(100_000), 64).depth, 65)
})

test('scanJson() does not take brackets and exponents within strings for more than text', () => {
  assert.deepEqual(scan(String.raw`{"a":"[[[ 1e999 \" [[ \\"}`), { depth: 1, suspicious: false })
})

for (const text of [String.raw`"\u0000"`, String.raw`{"\ud800":1}`, '1e999', '-1E400', '[2e1]', '9'.repeat(400)]) {
  test(`scanJson() finds ${text.slice(0, 12)} suspicious`, () => {
    assert.equal(scan(text).suspicious, true)
  })
}

for (const text of ['true', 'false', '[1,2,3]', String.raw`"\n\t\"\\"`, '12345678901234567890']) {
  test(`scanJson() does not find ${text} suspicious`, () => {
    assert.equal(scan(text).suspicious, false)
  })
}
