import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { refused, uuid } from '../testdata/lab.ts'
import { addressesOf, type Field, openField, slaac } from './testdata/field.ts'

const fault = async (doing: Promise<unknown>) => {
  const [first] = await refused(doing)
  return [first?.name, first?.message]
}

async function simple(context: Parameters<typeof openField>[0], cidr = '10.0.0.0/24') {
  const field = await openField(context)
  const network = await field.newNetwork()
  return { ...field, network, subnet4: await field.subnet(network, cidr) }
}

const asks = (field: Field, network: string, fixed_ips: Json) => field.port(network, { fixed_ips })

test('a port gets the next address of the pool, never that of the gateway', async t => {
  const { port, network } = await simple(t)
  assert.deepEqual(addressesOf(await port(network)), ['10.0.0.2'])
  assert.deepEqual(addressesOf(await port(network)), ['10.0.0.3'])
})

test('a port gets one address of each IP version, and those that it makes up', async t => {
  const field = await openField(t)
  const network = await field.newNetwork()
  const first = await field.subnet(network, '10.0.0.0/24')
  await field.subnet(network, '10.0.1.0/24')
  const stateful = await field.subnet(network, '2001:db8:1::/64')
  const made = await field.subnet(network, '2001:db8:2::/64', slaac)
  const port = await field.port(network, { mac_address: 'fa:16:3e:00:00:01' })
  assert.deepEqual(port.fixed_ips, [
    { subnet_id: first, ip_address: '10.0.0.2' },
    { subnet_id: stateful, ip_address: '2001:db8:1::1' },
    { subnet_id: made, ip_address: '2001:db8:2:0:f816:3eff:fe00:1' },
  ])
  assert.equal(port.ip_allocation, 'immediate')
})

test('with an empty list a port gets only the addresses that it makes up, and says so', async t => {
  const field = await simple(t)
  await field.subnet(field.network, '2001:db8::/64', slaac)
  const port = await asks(field, field.network, [])
  assert.deepEqual(
    port.fixed_ips.map(({ ip_address }) => ip_address.startsWith('2001:db8:')),
    [true],
  )
  assert.equal(port.ip_allocation, 'none')
})

test('on a network without subnets a port has no address', async t => {
  const field = await openField(t)
  const port = await field.port(await field.newNetwork())
  assert.deepEqual([port.fixed_ips, port.ip_allocation], [[], 'immediate'])
})

test('addresses are given by subnet, by address, or by both, several of them', async t => {
  const field = await simple(t)
  const other = await field.subnet(field.network, '10.0.1.0/24')
  const port = await asks(field, field.network, [
    { subnet_id: other },
    { ip_address: '10.0.0.2' },
    { subnet_id: field.subnet4, ip_address: '10.0.0.200' },
    { subnet_id: field.subnet4 },
  ])
  assert.deepEqual(addressesOf(port).toSorted(), ['10.0.0.2', '10.0.0.200', '10.0.0.3', '10.0.1.2'])
})

test('addresses outside the pools and that of the gateway can be asked for', async t => {
  const field = await openField(t)
  const network = await field.newNetwork()
  await field.subnet(network, '10.0.0.0/24', { allocation_pools: [{ start: '10.0.0.10', end: '10.0.0.11' }] })
  assert.deepEqual(addressesOf(await asks(field, network, [{ ip_address: '10.0.0.99' }])), ['10.0.0.99'])
  assert.deepEqual(addressesOf(await asks(field, network, [{ ip_address: '10.0.0.1' }])), ['10.0.0.1'])
  assert.deepEqual(addressesOf(await field.port(network)), ['10.0.0.10'])
})

test('addresses that cannot be had are refused in the words of Neutron', async t => {
  const field = await simple(t)
  const { network, subnet4 } = field
  const elsewhere = await field.subnet(await field.newNetwork(), '10.9.0.0/24')
  await asks(field, network, [{ ip_address: '10.0.0.20' }])
  const cases: readonly (readonly [Json, string, string])[] = [
    [
      [{ ip_address: '172.31.0.1' }],
      'InvalidIpForNetwork',
      'IP address 172.31.0.1 is not a valid IP for any of the subnets on the specified network.',
    ],
    [
      [{ subnet_id: subnet4, ip_address: '10.0.1.1' }],
      'InvalidIpForSubnet',
      'IP address 10.0.1.1 is not a valid IP for the specified subnet.',
    ],
    [
      [{ subnet_id: subnet4, ip_address: '10.0.0.255' }],
      'InvalidIpForSubnet',
      'IP address 10.0.0.255 is not a valid IP for the specified subnet.',
    ],
    [
      [{ ip_address: '10.0.0.20' }],
      'IpAddressAlreadyAllocated',
      `IP address 10.0.0.20 already allocated in subnet ${subnet4}`,
    ],
    [
      [{ ip_address: '10.0.0.21' }, { ip_address: '10.0.0.21' }],
      'HTTPBadRequest',
      "Invalid input for fixed_ips. Reason: Duplicate IP address '10.0.0.21'.",
    ],
    [[{}], 'InvalidInput', 'Invalid input for operation: IP allocation requires subnet_id or ip_address.'],
    [[{ subnet_id: uuid(1) }], 'SubnetNotFound', `Subnet ${uuid(1)} could not be found.`],
    [
      [{ subnet_id: elsewhere }],
      'InvalidInput',
      `Invalid input for operation: Failed to create port on network ${network}, because fixed_ips included invalid subnet ${elsewhere}.`,
    ],
  ]
  for (const [fixed_ips, name, message] of cases)
    assert.deepEqual(await fault(asks(field, network, fixed_ips)), [name, message])
})

test('an address that machines make up cannot be asked for', async t => {
  const field = await openField(t)
  const network = await field.newNetwork()
  const subnet = await field.subnet(network, '2001:db8::/64', slaac)
  assert.deepEqual(await fault(asks(field, network, [{ ip_address: '2001:db8::9' }])), [
    'AllocationOnAutoAddressSubnet',
    `IPv6 address 2001:db8::9 cannot be directly assigned to a port on subnet ${subnet} as the subnet is configured for automatic addresses`,
  ])
})

test('interfaces of routers have the address that they are given and make up none', async t => {
  const field = await openField(t)
  const network = await field.newNetwork()
  await field.subnet(network, '2001:db8::/64', slaac)
  const device_owner = 'network:router_interface'
  const port = await field.port(network, { device_owner, fixed_ips: [{ ip_address: '2001:db8::1' }] })
  assert.deepEqual(addressesOf(port), ['2001:db8::1'])
})

test('a full pool is told, the next subnet of the version is used before that, and a released address is had again', async t => {
  const field = await simple(t, '10.0.0.0/30')
  const { network, port, lab } = field
  const first = await port(network)
  assert.deepEqual(await fault(port(network)), [
    'IpAddressGenerationFailure',
    `No more IP addresses available on network ${network}.`,
  ])
  await field.subnet(network, '10.0.1.0/30')
  assert.deepEqual(addressesOf(await port(network)), ['10.0.1.2'])
  await lab.remove(lab.admin, 'Port', first.id)
  assert.deepEqual(addressesOf(await port(network)), addressesOf(first))
})

test('a refused port holds no address', async t => {
  const field = await simple(t, '10.0.0.0/29')
  const { network, port } = field
  for (let round = 0; round < 9; round += 1) await refused(port(network, { security_groups: [uuid(9)] }))
  const ports = [
    await port(network),
    await port(network),
    await port(network),
    await port(network),
    await port(network),
  ]
  assert.equal(new Set(ports.flatMap(addressesOf)).size, 5)
  assert.equal((await fault(port(network)))[0], 'IpAddressGenerationFailure')
})

test('ports that are made at once have different addresses', async t => {
  const { network, port } = await simple(t)
  const ports = await Promise.all(Array.from({ length: 50 }, () => port(network)))
  assert.equal(new Set(ports.flatMap(addressesOf)).size, 50)
})

test('two service types: ports get addresses of the subnets for their owner, and of none else', async t => {
  const field = await openField(t)
  const network = await field.newNetwork()
  await field.subnet(network, '10.0.0.0/24', { service_types: ['compute:nova'] })
  assert.deepEqual(addressesOf(await field.port(network, { device_owner: 'compute:nova' })), ['10.0.0.2'])
  assert.deepEqual(await fault(field.port(network, { device_owner: 'network:router_gateway' })), [
    'IpAddressGenerationFailureNoMatchingSubnet',
    `No valid service subnet for the given device owner, network ${network}, service type network:router_gateway.`,
  ])
})

test('a change keeps the addresses that are asked for again, and gives up the others', async t => {
  const field = await simple(t)
  const { network, subnet4 } = field
  const port = await asks(field, network, [{ ip_address: '10.0.0.5' }, { ip_address: '10.0.0.6' }])
  const fewer = await field.change(port.id, { fixed_ips: [{ subnet_id: subnet4, ip_address: '10.0.0.6' }] })
  assert.deepEqual(addressesOf(fewer), ['10.0.0.6'])
  const same = await field.change(port.id, { fixed_ips: [{ subnet_id: subnet4 }] })
  assert.deepEqual(addressesOf(same), ['10.0.0.6'])
  const more = await field.change(port.id, {
    fixed_ips: [{ subnet_id: subnet4, ip_address: '10.0.0.9' }, { subnet_id: subnet4 }],
  })
  assert.deepEqual(addressesOf(more).toSorted(), ['10.0.0.6', '10.0.0.9'])
  assert.deepEqual(addressesOf(await field.change(port.id, { fixed_ips: [] })), [])
  assert.deepEqual(addressesOf(await asks(field, network, [{ ip_address: '10.0.0.9' }])), ['10.0.0.9'])
})

test('a change cannot take an address from another port', async t => {
  const field = await simple(t)
  const first = await field.port(field.network)
  const second = await field.port(field.network)
  const fixed_ips = [{ ip_address: addressesOf(first)[0]! }]
  assert.equal((await fault(field.change(second.id, { fixed_ips })))[0], 'IpAddressAlreadyAllocated')
})

test('addresses that a port makes up stay whatever is asked for, and follow its MAC address', async t => {
  const field = await simple(t)
  await field.subnet(field.network, '2001:db8::/64', slaac)
  const port = await field.port(field.network, { mac_address: 'fa:16:3e:00:00:01' })
  const bare = await field.change(port.id, { fixed_ips: [] })
  assert.deepEqual(addressesOf(bare), ['2001:db8::f816:3eff:fe00:1'])
  const renamed = await field.change(port.id, { mac_address: 'fa:16:3e:00:00:02' })
  assert.deepEqual(addressesOf(renamed), ['2001:db8::f816:3eff:fe00:2'])
})

test('on a routed network addresses wait for the host, then are of a segment', async t => {
  const field = await openField(t, { binding: { hosts: ['h1'] } })
  const { lab } = field
  const network = await field.newNetwork()
  const [segment] = await lab.list(lab.admin, 'Segment', { attribute: 'network_id', in: [network] })
  await field.subnet(network, '10.0.0.0/24', { segment_id: segment!['id']! })
  const port = await field.port(network)
  assert.deepEqual([port.fixed_ips, port.ip_allocation], [[], 'deferred'])
  const bound = await field.change(port.id, { 'binding:host_id': 'h1' })
  assert.deepEqual([addressesOf(bound), bound.ip_allocation], [['10.0.0.2'], 'immediate'])
  assert.deepEqual(await fault(field.change(port.id, { 'binding:host_id': 'h2' })), [
    'HostNotCompatibleWithFixedIps',
    `Host h2 is not connected to a segment where the existing fixed_ips on port ${port.id} will function given the routed network topology.`,
  ])
  assert.equal((await fault(field.port(network, { 'binding:host_id': 'h2' })))[0], 'HostNotConnectedToAnySegment')
})
