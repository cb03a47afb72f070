import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleOf } from './sample.ts'

const patterns = [
  '^[a-z]+$',
  '^\\d+:\\d+$',
  '^([0-9]{1,5}:[0-9]{1,10})(,[0-9]{1,5}:[0-9]{1,10})*$',
  '^(?:tcp|udp)/[1-9]\\d{0,4}$',
  '^[A-Z][\\w-]{3,}$',
  '^$|^x+$',
  '[^a-z]',
  '^\\p{Lu}\\u0041\\x42\\.\\$$',
  '^br-(?<name>[a-z]{2})?$',
  '^a?b*c+d{3}e{2,}f{1,4}$',
  '\\bword\\b',
  '^[\\]\\\\-]$',
  '^.{3}$',
  '^fa:16:3e(:[0-9a-f]{2}){3}$',
]

for (const pattern of patterns) {
  test(`sampleOf() writes a text for ${pattern}`, () => {
    const sample = sampleOf({ name: 'string', pattern })
    assert.match(sample, new RegExp(pattern, 'u'))
  })
}

test('sampleOf() keeps to lengths, with and without a pattern', () => {
  assert.equal(sampleOf({ name: 'string', maxLength: 3 }), 'exa')
  assert.equal(sampleOf({ name: 'string', minLength: 10 }).length, 10)
  assert.equal(sampleOf({ name: 'string', minLength: 20, maxLength: 20, pattern: '^[0-9]+$' }), '0'.repeat(20))
  assert.equal(sampleOf({ name: 'string', maxLength: 1, pattern: '^[0-9]+$' }), '0')
})
