import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Ip, ipOf, plus } from '../network-address/ip.ts'
import { firstFree } from './free.ts'
import { listed } from './testdata/listed.ts'

const bases = fc.constantFrom<Ip>(ipOf('10.0.0.0'), ipOf('255.255.255.192'), ipOf('2001:db8::'))
const offsets = fc.uniqueArray(fc.nat(63), { maxLength: 64 })

test('firstFree() is the smallest address of the range that is neither taken nor barred', async () => {
  await fc.assert(
    fc.asyncProperty(bases, offsets, offsets, fc.nat(63), fc.nat(63), async (base, taken, barred, from, to) => {
      const range = { first: plus(base, from), last: plus(base, to) }
      const ips = listed(taken.map(offset => plus(base, offset)))
      const bars = new Set(barred.map(offset => plus(base, offset)))
      const free = await firstFree(range, ips, ip => bars.has(ip))
      const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => plus(base, from + at))
      assert.equal(
        free,
        all.find(ip => !bars.has(ip) && !ips.ips.includes(ip)),
      )
    }),
    { numRuns: 500 },
  )
})

test('firstFree() asks once where the range starts with a free address', async () => {
  const ips = listed([1, 2, 4])
  assert.equal(await firstFree({ first: 3, last: 9 }, ips, () => false), 3)
  assert.equal(ips.asked, 1)
})

test('firstFree() passes a long row of taken addresses with few questions', async () => {
  const ips = listed(Array.from({ length: 4096 }, (_, at) => at))
  assert.equal(await firstFree({ first: 0, last: 2 ** 24 - 1 }, ips, () => false), 4096)
  assert.ok(ips.asked < 40, `${ips.asked} questions`)
})

test('firstFree() finds the one gap of a range of any size', async () => {
  const gap = 1717
  const ips = listed(Array.from({ length: 4096 }, (_, at) => at).filter(at => at !== gap))
  assert.equal(await firstFree({ first: 0, last: 4095 }, ips, () => false), gap)
  assert.ok(ips.asked < 40, `${ips.asked} questions`)
})
