import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../testdata/lab.ts'
import { openField } from './testdata/field.ts'

const fault = async (doing: Promise<unknown>) => {
  const [first] = await refused(doing)
  return [first?.name, first?.message]
}

async function simple(context: Parameters<typeof openField>[0], given = {}) {
  const field = await openField(context)
  const network = await field.newNetwork(given)
  await field.subnet(network, '10.0.0.0/24')
  const group = String((await field.lab.create(field.member, 'SecurityGroup', { name: 'g' }))['id'])
  return { ...field, network, group }
}

test('a port has the default group of its project unless it names groups', async t => {
  const { port, network, group, lab } = await simple(t)
  const { security_groups } = await port(network)
  assert.equal(security_groups.length, 1)
  assert.equal((await lab.row('SecurityGroup', security_groups[0]!))?.['name'], 'default')
  assert.deepEqual((await port(network)).security_groups, security_groups)
  assert.deepEqual((await port(network, { security_groups: [group] })).security_groups, [group])
  assert.deepEqual((await port(network, { security_groups: [] })).security_groups, [])
})

test('a default group that was made for a port that was refused is made again', async t => {
  const { port, network, lab } = await simple(t)
  await refused(port(network, { dns_name: '-' }))
  const { security_groups } = await port(network)
  assert.equal((await lab.row('SecurityGroup', security_groups[0]!))?.['default_of'], 'p')
})

test('ports of the network itself have neither groups nor port security', async t => {
  const { port, network, group } = await simple(t)
  const dhcp = await port(network, { device_owner: 'network:dhcp' })
  assert.deepEqual([dhcp.security_groups, dhcp.port_security_enabled], [[], false])
  const grouped = port(network, { device_owner: 'network:dhcp', security_groups: [group] })
  assert.equal((await fault(grouped))[0], 'PortSecurityAndIPRequiredForSecurityGroups')
})

test('port security is as the network says unless the port says so', async t => {
  const { port, network, change } = await simple(t, { port_security_enabled: false })
  const open = await port(network)
  assert.deepEqual([open.port_security_enabled, open.security_groups], [false, []])
  assert.equal((await port(network, { port_security_enabled: true })).port_security_enabled, true)
  assert.equal((await change(open.id, { port_security_enabled: true })).port_security_enabled, true)
})

test('groups need port security', async t => {
  const { port, network, group, change } = await simple(t)
  const required = [
    'PortSecurityAndIPRequiredForSecurityGroups',
    'Port security must be enabled and port must have an IP address in order to use security groups.',
  ]
  const off = { port_security_enabled: false }
  assert.deepEqual(await fault(port(network, { ...off, security_groups: [group] })), required)
  const { id } = await port(network)
  assert.deepEqual(await fault(change(id, off)), [
    'PortSecurityPortHasSecurityGroup',
    'Port has security group associated. Cannot disable port security or IP address until security group is removed.',
  ])
  assert.deepEqual(await fault(change(id, { ...off, security_groups: [group] })), required)
  assert.equal((await change(id, { ...off, security_groups: [] })).port_security_enabled, false)
})

test('allowed address pairs need port security', async t => {
  const { port, network, change } = await simple(t)
  const required = [
    'AddressPairAndPortSecurityRequired',
    'Port Security must be enabled in order to have allowed address pairs on a port.',
  ]
  const allowed_address_pairs = [{ ip_address: '10.0.0.99' }]
  const off = { port_security_enabled: false, security_groups: [] }
  assert.deepEqual(await fault(port(network, { ...off, allowed_address_pairs })), required)
  const { id } = await port(network, { allowed_address_pairs })
  assert.deepEqual(await fault(change(id, off)), required)
  assert.equal((await change(id, { ...off, allowed_address_pairs: [] })).port_security_enabled, false)
  assert.deepEqual(await fault(change(id, { allowed_address_pairs })), required)
})

test('allowed address pairs are kept as written, with the MAC address of the port where none is said', async t => {
  const { port, network } = await simple(t)
  const made = await port(network, {
    mac_address: 'fa:16:3e:00:00:01',
    allowed_address_pairs: [
      { ip_address: '10.0.0.0/24' },
      { mac_address: '00:11:22:33:44:55', ip_address: '2001:db8::1' },
      { mac_address: '00:11:22:33:44:55', ip_address: '10.0.0.7/24' },
    ],
  })
  assert.deepEqual(made.allowed_address_pairs, [
    { mac_address: 'fa:16:3e:00:00:01', ip_address: '10.0.0.0/24' },
    { mac_address: '00:11:22:33:44:55', ip_address: '2001:db8::1' },
    { mac_address: '00:11:22:33:44:55', ip_address: '10.0.0.7/24' },
  ])
})

test('pairs that are none, twice there, or too many are refused', async t => {
  const { port, network } = await simple(t)
  const pairs = (...allowed_address_pairs: readonly Record<string, string>[]) =>
    fault(port(network, { allowed_address_pairs }))
  assert.deepEqual(await pairs({ mac_address: '00:11:22:33:44:55' }), [
    'AllowedAddressPairsMissingIP',
    'AllowedAddressPair must contain ip_address',
  ])
  assert.deepEqual(await pairs({ ip_address: '10.0.0.9' }, { ip_address: '10.0.0.9' }), [
    'DuplicateAddressPairInRequest',
    'Request contains duplicate address pair: mac_address None ip_address 10.0.0.9.',
  ])
  assert.deepEqual(await pairs({ ip_address: '10.0.0' }), ['HTTPBadRequest', "'10.0.0' is not a valid IP address"])
  assert.deepEqual(await pairs({ ip_address: '10.0.0.0/33' }), [
    'HTTPBadRequest',
    "'10.0.0.0/33' is not a valid IP subnet",
  ])
  const many = Array.from({ length: 11 }, (_, at) => ({ ip_address: `10.0.0.${at}` }))
  assert.deepEqual(await pairs(...many), [
    'AllowedAddressPairExhausted',
    'The number of allowed address pair exceeds the maximum 10.',
  ])
})
