import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode, encode, orderedCodec } from './codec.ts'
import { compareText, sameJson } from './filter.ts'
import { typedValues } from './types/testdata/arbitrary.ts'
import { canonical } from './types/type.ts'

test('decode() gives back what encode() stored', () => {
  fc.assert(
    fc.property(typedValues, ([type, value]) => {
      const kept = value === null ? null : canonical(type, value)
      fc.pre(kept !== undefined)
      const stored = encode(type, kept)
      assert.ok(stored === null || typeof stored === 'string' || typeof stored === 'number')
      assert.ok(sameJson(decode(type, stored), kept))
    }),
    { numRuns: 1000 },
  )
})

test('decode() reads what drivers give for booleans, integers and nothing', () => {
  for (const value of [1, 1n, true]) assert.equal(decode({ name: 'boolean' }, value), true)
  for (const value of [0, 0n, false]) assert.equal(decode({ name: 'boolean' }, value), false)
  for (const value of [5, 5n, '5']) assert.equal(decode({ name: 'integer' }, value), 5)
  for (const name of ['string', 'integer', 'boolean', 'json', 'number'] as const) {
    assert.equal(decode({ name }, null), null)
    assert.equal(decode({ name }, undefined), null)
  }
})

test('orderedCodec() gives back what it stored', () => {
  fc.assert(
    fc.property(typedValues, ([type, value]) => {
      const kept = value === null ? null : canonical(type, value)
      fc.pre(kept !== undefined)
      const codec = orderedCodec(type)
      assert.ok(sameJson(codec.decode(codec.encode(kept)), kept))
    }),
    { numRuns: 1000 },
  )
})

/** Addresses and ranges as numbers, the way people compare them. */
const sizeOf = (text: string) => {
  const [address = '', prefix = '0'] = text.split('/')
  if (!address.includes(':'))
    return [
      4n,
      BigInt(
        `0x${address
          .split('.')
          .map(each => Number(each).toString(16).padStart(2, '0'))
          .join('')}`,
      ),
      BigInt(prefix),
    ]
  const [head = '', tail = ''] = address.split('::')
  const groups = (part: string) => part.split(':').filter(each => each !== '')
  const missing = Array<string>(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0')
  const all = [...groups(head), ...(address.includes('::') ? missing : []), ...groups(tail)]
  return [6n, BigInt(`0x${all.map(each => each.padStart(4, '0')).join('')}`), BigInt(prefix)]
}

const compareSizes = (left: readonly bigint[], right: readonly bigint[]) => {
  const at = left.findIndex((value, index) => value !== right[index])
  return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1
}

test('orderedCodec() keeps addresses and ranges in the order of their numbers, those of IPv4 first', () => {
  const v4 = fc.ipV4()
  const v6 = fc.ipV6().filter(text => !text.includes('.'))
  const addresses = fc.oneof(v4, v6).map(text => canonical({ name: 'ip' }, text)!)
  const ranges = fc
    .tuple(fc.oneof(v4, v6), fc.nat({ max: 32 }))
    .map(([address, prefix]) => canonical({ name: 'cidr' }, `${address}/${prefix}`)!)
  for (const [name, values] of [
    ['ip', addresses],
    ['cidr', ranges],
  ] as const) {
    const { encode: key } = orderedCodec({ name })
    fc.assert(
      fc.property(values, values, (left, right) => {
        fc.pre(![left, right].some(each => String(each).includes('.') && String(each).includes(':')))
        const expected = compareSizes(sizeOf(String(left)), sizeOf(String(right)))
        assert.equal(Math.sign(compareText(String(key(left)), String(key(right)))), expected)
      }),
    )
  }
})
