import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Entry } from '@baryon/store'
import fc from 'fast-check'
import { Recent } from './recent.ts'

const entry = (revision: number, text = ''): Entry => ({
  revision,
  transaction: revision,
  plane: 'intent',
  service: 's',
  kind: 'K',
  id: 'i',
  project: null,
  operation: 'create',
  image: { text },
  actor: 'a',
  requestId: 'r',
  time: 0,
})

const kept = (recent: Recent) => {
  const found: number[] = []
  for (let at = recent.first; at <= recent.head; at++) found.push(recent.at(at).entry.revision)
  return found
}

describe('Recent', () => {
  it('keeps the newest entries in order, however they come', () => {
    const step = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ skip: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ again: fc.integer({ min: 1, max: 3 }) }),
      fc.constant({ clear: true }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step, { maxLength: 40 }), (most, steps) => {
        const recent = new Recent(0, most)
        let expected: number[] = []
        let head = 0
        for (const one of steps) {
          if ('add' in one) {
            const added = Array.from({ length: one.add }, (_, n) => head + n + 1)
            recent.add(added.map(revision => entry(revision)))
            head += one.add
            expected = [...expected, ...added].slice(-most)
          } else if ('skip' in one) {
            head += one.skip
            recent.skipTo(head)
            expected = []
          } else if ('again' in one) {
            recent.add([entry(Math.max(1, head - one.again))].filter(({ revision }) => revision <= head))
          } else {
            recent.clear()
            expected = []
          }
          assert.equal(recent.head, head)
          assert.deepEqual(kept(recent), expected)
        }
      }),
    )
  })

  it('starts anew behind a gap', () => {
    const recent = new Recent(0)
    recent.add([entry(1), entry(2), entry(7), entry(8)])
    assert.deepEqual(kept(recent), [7, 8])
  })

  it('keeps no more bytes than it may', () => {
    const recent = new Recent(0, 1000, 10_000)
    recent.add(Array.from({ length: 100 }, (_, n) => entry(n + 1, 'x'.repeat(1000))))
    assert.equal(kept(recent).length, 9)
    recent.add([entry(101, 'x'.repeat(20_000))])
    assert.deepEqual(kept(recent), [])
    assert.equal(recent.head, 101)
  })

  it('refuses a revision that it does not keep', () => {
    assert.throws(() => new Recent(5).at(5), RangeError)
  })
})
