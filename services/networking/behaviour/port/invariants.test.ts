import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import fc from 'fast-check'
import { subnetOf } from '../addresses/subnet.ts'
import { ipOf } from '../network-address/ip.ts'
import { contains } from '../network-address/range.ts'
import { asPort } from './row.ts'
import { type Field, openField, slaac } from './testdata/field.ts'

/** What happens to ports, by chance: numbers are which address, and which of the ports that are there. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'create' } as const) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), at: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), of: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), of: fc.nat(), at: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bare' as const), of: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renumber' as const), of: fc.nat() }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const address = (at: number) => [{ ip_address: `10.0.0.${at}` }]

async function ports({ lab }: Field, network: string) {
  const rows = await lab.list(lab.admin, 'Port', { attribute: 'network_id', in: [network] })
  return rows.map(asPort)
}

/** Whether it was done; a refusal is an answer like another. */
async function happens(field: Field, network: string, one: Step): Promise<string | undefined> {
  try {
    const there = await ports(field, network)
    const port = 'of' in one ? there[one.of % there.length] : undefined
    if (one.do === 'create') await field.port(network)
    else if (one.do === 'ask') await field.port(network, { fixed_ips: address(one.at) })
    else if (port === undefined) return undefined
    else if (one.do === 'remove') await field.lab.remove(field.lab.admin, 'Port', port.id)
    else if (one.do === 'move') await field.change(port.id, { fixed_ips: address(one.at) })
    else if (one.do === 'bare') await field.change(port.id, { fixed_ips: [] })
    else await field.change(port.id, { mac_address: null })
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.faults[0]?.code
    throw error
  }
}

async function checkAddresses(field: Field, network: string, subnets: readonly string[]) {
  const fixed = (await ports(field, network)).flatMap(port => port.fixed_ips)
  assert.equal(new Set(fixed.map(({ subnet_id, ip_address }) => `${subnet_id} ${ip_address}`)).size, fixed.length)
  for (const id of subnets) {
    const { block } = subnetOf((await field.lab.row('Subnet', id))!)
    const own = fixed.filter(({ subnet_id }) => subnet_id === id).map(({ ip_address }) => ip_address)
    assert.ok(own.every(ip => contains(block, ipOf(ip))))
    const elements = await field.lab.store.read.elements(field.lab.kind('Port'), 'address', { equal: [id] })
    assert.deepEqual(elements.map(({ values }) => values[1]).toSorted(), own.toSorted())
  }
}

const KNOWN = ['port.ip_taken', 'port.ips_exhausted', 'port.ip_outside_network', 'key.unknown', undefined]

test('whatever happens to ports, also at once, no address is had twice and each is of its subnet', async t => {
  const field = await openField(t)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 32 }), async (steps, clients) => {
      const network = await field.newNetwork()
      const subnets = [await field.subnet(network, '10.0.0.0/28'), await field.subnet(network, '2001:db8::/64', slaac)]
      for (let from = 0; from < steps.length; from += clients) {
        const codes = await Promise.all(steps.slice(from, from + clients).map(one => happens(field, network, one)))
        for (const code of codes) assert.ok(KNOWN.includes(code), code)
      }
      await checkAddresses(field, network, subnets)
      for (const { id } of await ports(field, network)) await field.lab.remove(field.lab.admin, 'Port', id)
      await field.lab.remove(field.lab.admin, 'Network', network)
    }),
    { numRuns: 30 },
  )
})
