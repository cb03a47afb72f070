import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { blockAround, blockOf, blocksOf, compactBlocks, formatBlock } from './block.ts'
import { eui64Address } from './eui64.ts'
import { formatIp, type Ip, ipOf } from './ip.ts'
import { contains, encloses, gaps, overlaps, type Range, rangeOf, sizeOf, without } from './range.ts'

const four = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const six = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n })
const any: fc.Arbitrary<Ip> = fc.oneof(four, six)
const range = (first: string, last: string): Range => rangeOf({ start: first, end: last })
const text = (one: Range) => `${formatIp(one.first)}-${formatIp(one.last)}`

test('an address is the same after it was written and read', () => {
  fc.assert(fc.property(any, ip => ipOf(formatIp(ip)) === ip))
})

test('addresses are numbers of their version', () => {
  assert.equal(ipOf('10.0.0.1'), 0x0a000001)
  assert.equal(ipOf('255.255.255.255'), 2 ** 32 - 1)
  assert.equal(ipOf('2001:db8::1'), 0x20010db8000000000000000000000001n)
  assert.equal(formatIp(0xfe800000000000000000000000000000n), 'fe80::')
})

test('a block reaches from its network address to its last one', () => {
  const block = blockOf('10.1.2.3/24')
  assert.equal(text(block), '10.1.2.0-10.1.2.255')
  assert.equal(formatBlock(block), '10.1.2.0/24')
  assert.equal(text(blockOf('0.0.0.0/0')), '0.0.0.0-255.255.255.255')
  assert.equal(text(blockOf('2001:db8::/64')), '2001:db8::-2001:db8::ffff:ffff:ffff:ffff')
})

test('blocks that meet become one', () => {
  const blocks = ['10.41.0.0/16', '10.40.0.0/16', '10.40.3.0/24', '10.43.0.0/16'].map(blockOf)
  assert.deepEqual(compactBlocks(blocks).map(formatBlock), ['10.40.0.0/15', '10.43.0.0/16'])
  assert.deepEqual(compactBlocks([]), [])
})

test('blocks of a range are in order and have its addresses and no others', () => {
  fc.assert(
    fc.property(four, fc.integer({ min: 0, max: 5000 }), (start, more) => {
      const whole = { first: start, last: Math.min(start + more, 2 ** 32 - 1) }
      let next: Ip = whole.first
      for (const block of blocksOf(whole)) {
        assert.equal(block.first, next)
        assert.deepEqual(blockAround(block.first, block.prefix), block)
        next = (block.last as number) + 1
      }
      assert.equal(next, whole.last + 1)
    }),
  )
})

test('ranges of different versions have nothing in common', () => {
  assert.equal(overlaps(blockOf('0.0.0.0/0'), blockOf('::/0')), false)
  assert.equal(contains(blockOf('::/0'), ipOf('10.0.0.1')), false)
  assert.equal(encloses(blockOf('10.0.0.0/8'), blockOf('10.3.0.0/16')), true)
  assert.equal(encloses(blockOf('10.0.0.0/16'), blockOf('10.0.0.0/8')), false)
  assert.equal(overlaps(blockOf('10.0.0.0/16'), blockOf('10.0.0.0/8')), true)
})

test('a range without an address is what is around it', () => {
  const whole = range('10.0.0.1', '10.0.0.9')
  assert.deepEqual(without(whole, ipOf('10.0.0.1')).map(text), ['10.0.0.2-10.0.0.9'])
  assert.deepEqual(without(whole, ipOf('10.0.0.5')).map(text), ['10.0.0.1-10.0.0.4', '10.0.0.6-10.0.0.9'])
  assert.deepEqual(without(whole, ipOf('10.0.1.5')).map(text), ['10.0.0.1-10.0.0.9'])
  assert.deepEqual(without(range('::5', '::5'), ipOf('::5')), [])
})

test('gaps and what is taken are the whole range', () => {
  const small = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  const some = fc.array(small.map(([first, more]) => ({ first, last: first + more })))
  fc.assert(
    fc.property(some, taken => {
      const free = gaps({ first: 10, last: 50 }, taken)
      for (let ip = 10; ip <= 50; ip += 1) {
        assert.equal(
          free.some(one => contains(one, ip)),
          !taken.some(one => contains(one, ip)),
        )
      }
      assert.ok(free.every(one => one.first >= 10 && one.last <= 50 && one.first <= one.last))
    }),
  )
})

test('sizes count both ends', () => {
  assert.equal(sizeOf(range('10.0.0.2', '10.0.0.254')), 253)
  assert.equal(sizeOf(range('::1', '::ff')), 255)
})

test('a machine makes its address of the prefix and its MAC address', () => {
  assert.equal(eui64Address('2001:db8::/64', 'fa:16:3e:11:22:33'), '2001:db8::f816:3eff:fe11:2233')
})
