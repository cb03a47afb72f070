import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { openLab, refused } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }
const told = async (doing: Promise<unknown>) => (await refused(doing)).map(({ name, message }) => [name, message])
const idOf = (row: Given) => String(row['id'])

async function begin(t: Parameters<typeof openLab>[0]) {
  const lab = await openLab(t)
  const demo = lab.member('demo')
  const network_id = idOf(await lab.create(demo, 'Network', {}))
  const subnet = async (given: Given) =>
    idOf(await lab.create(demo, 'Subnet', { network_id, ip_version: 4, cidr: '10.1.0.0/24', ...given }))
  const slaac = { ip_version: 6, cidr: '2001:db8:1::/64', ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
  const addresses = async (port: string) =>
    (((await lab.row('Port', port))?.['fixed_ips'] ?? []) as readonly Given[]).map(one => one['ip_address'])
  return { lab, demo, network_id, subnet, slaac, addresses }
}

const inUse = (subnet: string) => [
  [
    'SubnetInUse',
    `Unable to complete operation on subnet ${subnet}: One or more ports have an IP allocation from this subnet.`,
  ],
]

test('a subnet with addresses in use stays', async t => {
  const { lab, demo, network_id, subnet } = await begin(t)
  const id = await subnet({})
  const port = idOf(await lab.create(demo, 'Port', { network_id }))
  assert.deepEqual(await told(lab.remove(demo, 'Subnet', id)), inUse(id))
  await lab.remove(demo, 'Port', port)
  await lab.remove(demo, 'Subnet', id)
  assert.deepEqual((await lab.row('Network', network_id))?.['subnets'], [])
})

test('a port that comes and goes by itself loses its address with the subnet', async t => {
  const { lab, demo, network_id, subnet, addresses } = await begin(t)
  const id = await subnet({})
  const port = idOf(await lab.create(lab.admin, 'Port', { network_id, device_owner: 'network:dhcp' }))
  await lab.remove(demo, 'Subnet', id)
  assert.deepEqual(await addresses(port), [])
})

test('ports get the address of a new subnet that their machines make up, and lose it with the subnet', async t => {
  const { lab, demo, network_id, subnet, slaac, addresses } = await begin(t)
  await subnet({})
  const port = idOf(await lab.create(lab.admin, 'Port', { network_id, mac_address: 'fa:16:3e:11:22:33' }))
  const six = await subnet(slaac)
  assert.deepEqual(await addresses(port), ['10.1.0.2', '2001:db8:1:0:f816:3eff:fe11:2233'])
  await lab.remove(demo, 'Subnet', six)
  assert.deepEqual(await addresses(port), ['10.1.0.2'])
})

test('a subnet that a router is in stays, also where machines make up their addresses', async t => {
  const { lab, demo, subnet, slaac } = await begin(t)
  const six = await subnet(slaac)
  const router = idOf(await lab.create(demo, 'Router', { name: 'r' }))
  await lab.action(demo, 'Router', router, 'add_router_interface', { subnet_id: six })
  assert.deepEqual(await told(lab.remove(demo, 'Subnet', six)), inUse(six))
})

test('the gateway stays while a router has its address', async t => {
  const { lab, demo, subnet } = await begin(t)
  const id = await subnet({})
  const router = idOf(await lab.create(demo, 'Router', { name: 'r' }))
  await lab.action(demo, 'Router', router, 'add_router_interface', { subnet_id: id })
  const [port] = await lab.list(lab.admin, 'Port')
  const moving = lab.update(demo, 'Subnet', id, {
    gateway_ip: '10.1.0.254',
    allocation_pools: [{ start: '10.1.0.2', end: '10.1.0.9' }],
  })
  assert.deepEqual(await told(moving), [
    ['GatewayIpInUse', `Current gateway ip 10.1.0.1 already in use by port ${port?.['id']}. Unable to update.`],
  ])
})

test('gateways of routers get an address of a new subnet of the other IP version', async t => {
  const { lab, demo, addresses } = await begin(t)
  const network_id = idOf(await lab.create(lab.admin, 'Network', { 'router:external': true }))
  const add = (ip_version: number, cidr: string) => lab.create(lab.admin, 'Subnet', { network_id, ip_version, cidr })
  await add(4, '198.51.100.0/24')
  const router = await lab.create(demo, 'Router', { external_gateway_info: { network_id } })
  await add(4, '203.0.113.0/24')
  assert.deepEqual(await addresses(String(router['gw_port_id'])), ['198.51.100.2'])
  await add(6, '2001:db8:7::/64')
  assert.deepEqual(await addresses(String(router['gw_port_id'])), ['198.51.100.2', '2001:db8:7::1'])
  const info = (await lab.row('Router', idOf(router)))?.['external_gateway_info'] as Given
  assert.equal((info['external_fixed_ips'] as readonly Json[]).length, 2)
})

test('a router says which addresses its gateway made up, also when their subnet comes and goes later', async t => {
  const { lab, demo, slaac } = await begin(t)
  const network_id = idOf(await lab.create(lab.admin, 'Network', { 'router:external': true }))
  await lab.create(lab.admin, 'Subnet', { network_id, ip_version: 4, cidr: '198.51.100.0/24' })
  const router = await lab.create(demo, 'Router', { external_gateway_info: { network_id } })
  const said = async () => {
    const port = await lab.row('Port', String(router['gw_port_id']))
    const info = (await lab.row('Router', idOf(router)))?.['external_gateway_info'] as Given
    assert.deepEqual(info['external_fixed_ips'], port?.['fixed_ips'])
    return (info['external_fixed_ips'] as readonly Json[]).length
  }
  const six = idOf(await lab.create(lab.admin, 'Subnet', { network_id, ...slaac }))
  assert.equal(await said(), 2)
  await lab.remove(lab.admin, 'Subnet', six)
  assert.equal(await said(), 1)
})
