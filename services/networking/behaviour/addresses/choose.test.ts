import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Ip, ipOf, plus } from '../network-address/ip.ts'
import { contains } from '../network-address/range.ts'
import { type Choosing, chooseAddress } from './choose.ts'
import { AddressHints } from './hints.ts'
import type { Subnet } from './subnet.ts'
import { type Listed, listed } from './testdata/listed.ts'

const base = ipOf('10.0.0.0')

function subnet(...pools: readonly (readonly [number, number])[]): Subnet {
  return {
    id: 's',
    version: 4,
    cidr: '10.0.0.0/24',
    block: { first: base, last: plus(base, 255), prefix: 24 },
    pools: pools.map(([first, last]) => ({ first: plus(base, first), last: plus(base, last) })),
    gateway: plus(base, 1),
    automatic: false,
    hasDhcp: true,
    serviceTypes: [],
    segment: null,
  }
}

const offset = (ip: Ip | undefined) => (ip === undefined ? undefined : Number(ip) - Number(base))
const choosing = (taken: Listed, hints = new AddressHints()): Choosing => ({ taken, hints, isBarred: () => false })

async function take(of: Subnet, how: Choosing & { readonly taken: Listed }): Promise<number | undefined> {
  const ip = await chooseAddress(of, how)
  if (ip !== undefined) how.taken.add(ip)
  return offset(ip)
}

function release(at: number, { taken, hints }: Choosing & { readonly taken: Listed }) {
  taken.delete(plus(base, at))
  hints.release('s', plus(base, at))
}

const open = () => {
  const taken = listed()
  return { ...choosing(taken), taken }
}

test('addresses are chosen one after the other, through all pools', async () => {
  const how = open()
  const of = subnet([2, 4], [10, 11])
  const chosen = [
    await take(of, how),
    await take(of, how),
    await take(of, how),
    await take(of, how),
    await take(of, how),
  ]
  assert.deepEqual(chosen, [2, 3, 4, 10, 11])
  assert.equal(await take(of, how), undefined)
})

test('an address that was released is not chosen again while there are others', async () => {
  const how = open()
  const of = subnet([2, 5])
  await take(of, how)
  await take(of, how)
  release(2, how)
  assert.deepEqual([await take(of, how), await take(of, how), await take(of, how)], [4, 5, 2])
})

test('without a hint the choice goes on behind the greatest address that is taken', async () => {
  const how = open()
  how.taken.add(plus(base, 7))
  how.taken.add(plus(base, 200))
  assert.equal(await take(subnet([2, 20]), how), 8)
})

test('without a hint, with the last address taken, gaps are found', async () => {
  const how = open()
  for (const at of [2, 3, 5]) how.taken.add(plus(base, at))
  assert.equal(await take(subnet([2, 5]), how), 4)
})

test('in a pool that is nearly full, what was released is found with few questions', async () => {
  const of = subnet([2, 250])
  const how = open()
  for (let at = 2; at <= 250; at += 1) await take(of, how)
  release(100, how)
  const before = how.taken.asked
  assert.equal(await take(of, how), 100)
  assert.ok(how.taken.asked - before <= 2)
})

test('what was chosen in a transaction that was undone is found again', async () => {
  const how = open()
  const of = subnet([2, 4])
  for (let round = 0; round < 3; round += 1) await chooseAddress(of, how)
  const found = [await take(of, how), await take(of, how), await take(of, how)]
  assert.deepEqual(found.sort(), [2, 3, 4])
  assert.equal(await take(of, how), undefined)
})

test('barred addresses are passed over', async () => {
  const how = open()
  const ip = await chooseAddress(subnet([1, 3]), { ...how, isBarred: one => one === plus(base, 1) })
  assert.equal(offset(ip), 2)
})

test('whatever is taken, released and forgotten, no address is chosen twice, all are of the pools, and only full pools are out', async () => {
  const steps = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constant('take' as const) },
      { weight: 3, arbitrary: fc.nat(40).map(at => ({ release: at })) },
      { weight: 1, arbitrary: fc.constant('forget' as const) },
      { weight: 1, arbitrary: fc.constant('undone' as const) },
    ),
    { maxLength: 80 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async sequence => {
      const of = subnet([2, 9], [14, 25])
      let how = open()
      for (const step of sequence) {
        if (step === 'forget') how = { ...choosing(how.taken), taken: how.taken }
        else if (step === 'undone') await chooseAddress(of, how)
        else if (step === 'take') {
          const before = how.taken.ips
          const ip = await chooseAddress(of, how)
          if (ip === undefined) assert.equal(before.length, 20)
          else {
            assert.ok(!before.includes(ip))
            assert.ok(of.pools.some(pool => contains(pool, ip)))
            how.taken.add(ip)
          }
        } else release(step.release, how)
      }
    }),
    { numRuns: 300 },
  )
})
