import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import { openLab } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }

test('addresses in use and in the pools are counted, by subnet and by network', async t => {
  const lab = await openLab(t)
  const network = await lab.create(lab.admin, 'Network', { name: 'pub' })
  const network_id = String(network['id'])
  const empty = await lab.show(lab.admin, 'NetworkIpAvailability', network_id)
  assert.deepEqual([empty['used_ips'], empty['total_ips'], empty['subnet_ip_availability']], [0, 0, []])
  const four = await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 4, cidr: '198.51.100.0/24' })
  const six = await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 6, cidr: '2001:db8::/120', name: 'v6' })
  await lab.create(lab.admin, 'Port', { network_id })
  const shown = {
    network_id,
    network_name: 'pub',
    project_id: 'admin',
    subnet_ip_availability: [
      { subnet_id: four['id'], ip_version: 4, cidr: '198.51.100.0/24', subnet_name: '', used_ips: 1, total_ips: 253 },
      { subnet_id: six['id'], ip_version: 6, cidr: '2001:db8::/120', subnet_name: 'v6', used_ips: 1, total_ips: 255 },
    ],
    used_ips: 2,
    total_ips: 508,
  }
  assert.deepEqual(await lab.show(lab.admin, 'NetworkIpAvailability', network_id), shown)
  assert.deepEqual(await lab.list(lab.admin, 'NetworkIpAvailability'), [shown])
  assert.deepEqual(await lab.list(lab.member('demo'), 'NetworkIpAvailability'), [])
})

test('addresses are counted beyond what a double can hold', async t => {
  const lab = await openLab(t)
  const network_id = String((await lab.create(lab.admin, 'Network', {}))['id'])
  for (const cidr of ['2001:db8:1::/64', '2001:db8:2::/48'])
    await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 6, cidr })
  const shown = JSON.stringify(await lab.show(lab.admin, 'NetworkIpAvailability', network_id))
  const totals = [...shown.matchAll(/"total_ips":(\d+)/g)].map(([, digits]) => digits)
  const [small, large] = [2n ** 64n - 1n, 2n ** 80n - 1n]
  assert.deepEqual(totals, [small, large, small + large].map(String))
})

test('what is counted is what ports have, whatever comes and goes', async t => {
  const lab = await openLab(t)
  const network_id = String((await lab.create(lab.admin, 'Network', {}))['id'])
  const cidrs = ['10.0.0.0/29', '10.0.1.0/28']
  for (const cidr of cidrs) await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 4, cidr })
  const ports: Given[] = []
  const full = (error: unknown) => {
    assert.equal((error as { faults: readonly { name?: string }[] }).faults[0]?.name, 'IpAddressGenerationFailure')
    return undefined
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }), async steps => {
      for (const isNew of steps) {
        if (!isNew)
          await Promise.all(
            [ports.shift()].flatMap(port => (port ? [lab.remove(lab.admin, 'Port', String(port['id']))] : [])),
          )
        else {
          const made = await lab.create(lab.admin, 'Port', { network_id }).catch(full)
          if (made !== undefined) ports.push(made)
        }
      }
      const shown = await lab.show(lab.admin, 'NetworkIpAvailability', network_id)
      assert.deepEqual([shown['used_ips'], shown['total_ips']], [ports.length, 5 + 13])
    }),
    { numRuns: 10 },
  )
})
