import assert from 'node:assert/strict'
import test from 'node:test'
import { compareText } from '@baryon/model'
import fc from 'fast-check'
import { endOfPrefix } from './condition.ts'

const text = () => fc.string({ unit: 'binary', maxLength: 4 }).filter(each => each.isWellFormed())

test('endOfPrefix() is behind every text with the prefix and before every other that comes behind it', () => {
  fc.assert(
    fc.property(text(), text(), (prefix, other) => {
      const end = endOfPrefix(prefix)
      const isWithin = compareText(prefix, other) <= 0 && (end === undefined || compareText(other, end) < 0)
      assert.equal(isWithin, other.startsWith(prefix))
      assert.equal(end === undefined || compareText(`${prefix}${other}`, end) < 0, true)
    }),
    {
      examples: [
        ['\ud7ff', '\ue000'],
        ['\u{10ffff}', '\u{10ffff}a'],
        ['a\u{10ffff}', 'b'],
        ['', ''],
      ],
    },
  )
})
