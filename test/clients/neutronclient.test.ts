import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { type Baryon, startBaryon } from '../conformance/baryon.ts'
import { type Driver, startDriver } from './driver.ts'

type Row = Readonly<Record<string, unknown>>
type Answer = { readonly value?: unknown; readonly error?: string; readonly text?: string }

const skip = lacking('neutron')
const folder = await mkdtemp(join(tmpdir(), 'baryon-neutronclient-'))
let baryon: Baryon
let neutron: Driver<readonly unknown[], Answer>

before(async () => {
  if (skip !== false) return
  const settings = join(folder, 'settings.yaml')
  await writeFile(settings, 'networking: { vlan_ranges: { physnet1: ["1000:1999"] } }\n')
  baryon = await startBaryon(folder, { BARYON_SERVICE_SETTINGS: settings, BARYON_LOG_LEVEL: 'warn' })
  neutron = startDriver('run_neutron.py', [`${baryon.url}/identity/v3`, 'admin', 'any', 'demo'], {})
})
after(async () => {
  await neutron?.stop()
  await baryon?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The one member of an enveloped answer, or the answer itself. */
async function call(method: string, ...given: readonly unknown[]): Promise<Row> {
  const { value, error, text } = await neutron.ask([method, ...given])
  assert.equal(error, undefined, `${method}(${JSON.stringify(given)}): ${error} ${text}`)
  const members = Object.values((value ?? {}) as Row)
  const [only] = members
  return (members.length === 1 && typeof only === 'object' && only !== null ? only : value) as Row
}

/** A call that has to fail. @returns the class of the error: what programs catch */
async function fail(method: string, ...given: readonly unknown[]): Promise<string> {
  const { error, value } = await neutron.ask([method, ...given])
  assert.ok(error !== undefined, `${method} should have been refused: ${JSON.stringify(value)}`)
  return error
}

const idOf = (row: Row) => String(row['id'])

interface Life {
  /** As methods of the client name it, and its plural in their names. */
  readonly noun: string
  readonly plural?: string
  /** Of bodies. */
  readonly envelope?: string
  readonly values: Row
  /** What is changed; without it the client has no such call. */
  readonly changes?: Row
  /** The class of the error once it is gone. */
  readonly missing: string
}

/** Makes, shows, lists, changes and deletes one object. */
async function live({ noun, plural = `${noun}s`, envelope = noun, values, changes, missing }: Life) {
  const made = await call(`create_${noun}`, { [envelope]: values })
  const id = idOf(made)
  assert.deepEqual(await call(`show_${noun}`, id), made, `show_${noun}`)
  const listed = (await call(`list_${plural}`, { id })) as unknown as readonly Row[]
  assert.deepEqual(
    listed.map(row => row['id']),
    [id],
    `list_${plural}`,
  )
  if (changes !== undefined) {
    const changed = await call(`update_${noun}`, id, { [envelope]: changes })
    for (const [name, value] of Object.entries(changes))
      assert.deepEqual(changed[name], value, `update_${noun} ${name}`)
  }
  await call(`delete_${noun}`, id)
  assert.equal(await fail(`show_${noun}`, id), missing)
}

const options = { skip, timeout: 120_000 }

test('neutronclient: objects that stand alone', options, async () => {
  const named = { name: 'one', description: 'd' }
  const lives: readonly Life[] = [
    {
      noun: 'network',
      values: { ...named, mtu: 1400 },
      changes: { name: 'two', mtu: 1300 },
      missing: 'NetworkNotFoundClient',
    },
    { noun: 'router', values: named, changes: { admin_state_up: false }, missing: 'NotFound' },
    { noun: 'security_group', values: named, changes: { name: 'two' }, missing: 'NotFound' },
    { noun: 'address_scope', values: { name: 'one', ip_version: 4 }, changes: { name: 'two' }, missing: 'NotFound' },
    {
      noun: 'subnetpool',
      values: { ...named, prefixes: ['10.9.0.0/16'] },
      changes: { default_prefixlen: '28' },
      missing: 'NotFound',
    },
    {
      noun: 'qos_policy',
      plural: 'qos_policies',
      envelope: 'policy',
      values: named,
      changes: { name: 'two' },
      missing: 'NotFound',
    },
    { noun: 'metering_label', values: named, missing: 'NotFound' },
    {
      noun: 'flavor',
      values: { ...named, service_type: 'L3_ROUTER_NAT' },
      changes: { enabled: false },
      missing: 'NotFound',
    },
    { noun: 'service_profile', values: { metainfo: '{}' }, changes: { description: 'd' }, missing: 'NotFound' },
  ]
  for (const life of lives) await live(life)
})

test('neutronclient: objects of a network', options, async () => {
  const network_id = idOf(await call('create_network', { network: { name: 'net' } }))
  const v4 = { network_id, ip_version: 4, cidr: '10.1.0.0/24' }
  await live({ noun: 'subnet', values: v4, changes: { name: 'two', enable_dhcp: false }, missing: 'NotFound' })
  const subnet_id = idOf(await call('create_subnet', { subnet: v4 }))
  await live({ noun: 'port', values: { network_id }, changes: { name: 'two' }, missing: 'PortNotFoundClient' })
  const parent = idOf(await call('create_port', { port: { network_id } }))
  const child = idOf(await call('create_port', { port: { network_id } }))
  await live({ noun: 'trunk', values: { port_id: parent }, changes: { name: 'two' }, missing: 'NotFound' })
  const trunk = idOf(await call('create_trunk', { trunk: { port_id: parent } }))
  const sub_ports = [{ port_id: child, segmentation_type: 'vlan', segmentation_id: 5 }]
  await call('trunk_add_subports', trunk, { sub_ports })
  assert.deepEqual(await call('trunk_get_subports', trunk), sub_ports)
  await call('trunk_remove_subports', trunk, { sub_ports: [{ port_id: child }] })
  await call('delete_trunk', trunk)
  await call('update_port', parent, { port: { device_owner: 'compute:nova' } })
  await call('create_port_binding', parent, { binding: { host: 'host-1' } })
  assert.equal(await fail('create_port_binding', parent, { binding: { host: 'host-1' } }), 'Conflict')
  assert.equal(await fail('delete_network', network_id), 'NetworkInUseClient')
  assert.equal(
    await fail('create_port', { port: { network_id, fixed_ips: [{ subnet_id, ip_address: '10.9.9.9' }] } }),
    'InvalidIpForSubnetClient',
  )
  for (const port of [parent, child]) await call('delete_port', port)
  const rule = {
    metering_label_id: idOf(await call('create_metering_label', { metering_label: {} })),
    direction: 'ingress',
  }
  await live({
    noun: 'metering_label_rule',
    values: { ...rule, remote_ip_prefix: '10.0.0.0/24' },
    missing: 'NotFound',
  })
  await call('add_tag', 'networks', network_id, 'blue')
  assert.deepEqual((await call('show_network', network_id))['tags'], ['blue'])
  await call('remove_tag', 'networks', network_id, 'blue')
  await call('delete_network', network_id)
})

test('neutronclient: routers and what is behind them', options, async () => {
  const external = {
    name: 'ext',
    'router:external': true,
    'provider:network_type': 'flat',
    'provider:physical_network': 'public',
  }
  const outside = idOf(await call('create_network', { network: external }))
  await call('create_subnet', {
    subnet: { network_id: outside, ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false },
  })
  const inside = idOf(await call('create_network', { network: { name: 'in' } }))
  const subnet_id = idOf(
    await call('create_subnet', { subnet: { network_id: inside, ip_version: 4, cidr: '10.1.0.0/24' } }),
  )
  const router = idOf(await call('create_router', { router: { name: 'r' } }))
  await call('add_gateway_router', router, { network_id: outside })
  await call('add_interface_router', router, { subnet_id })
  const port_id = idOf(await call('create_port', { port: { network_id: inside } }))
  const idle = { floating_network_id: outside }
  await live({ noun: 'floatingip', values: idle, changes: { description: 'd' }, missing: 'NotFound' })
  const floating = await call('create_floatingip', { floatingip: { ...idle, port_id } })
  assert.equal(floating['port_id'], port_id)
  await call('delete_floatingip', idOf(floating))
  const forwarding = await call('create_floatingip', { floatingip: idle })
  const [fixed] = (await call('show_port', port_id))['fixed_ips'] as readonly Row[]
  const values = { protocol: 'tcp', external_port: 80, internal_port: 8080, internal_port_id: port_id }
  const made = await call('create_port_forwarding', idOf(forwarding), {
    port_forwarding: { ...values, internal_ip_address: fixed?.['ip_address'] },
  })
  assert.deepEqual(await call('show_port_forwarding', idOf(forwarding), idOf(made)), made)
  await call('update_port_forwarding', idOf(forwarding), idOf(made), { port_forwarding: { external_port: 81 } })
  await call('delete_port_forwarding', idOf(forwarding), idOf(made))
  await call('delete_floatingip', idOf(forwarding))
  assert.equal(await fail('delete_router', router), 'Conflict')
  await call('remove_interface_router', router, { subnet_id })
  await call('remove_gateway_router', router)
  await call('delete_router', router)
  await call('delete_port', port_id)
  for (const network of [inside, outside]) await call('delete_network', network)
})

test('neutronclient: rules, policies and quotas', options, async () => {
  const group = idOf(await call('create_security_group', { security_group: { name: 'web' } }))
  const rule = {
    security_group_id: group,
    direction: 'ingress',
    protocol: 'tcp',
    port_range_min: 80,
    port_range_max: 80,
  }
  await live({ noun: 'security_group_rule', values: rule, missing: 'NotFound' })
  await call('delete_security_group', group)
  const network = idOf(await call('create_network', { network: { name: 'common' } }))
  const shared = { object_type: 'network', object_id: network, action: 'access_as_shared', target_tenant: 'other' }
  const plural = 'rbac_policies'
  const changes = { target_tenant: 'another' }
  await live({ noun: 'rbac_policy', plural, values: shared, changes, missing: 'NotFound' })
  const policy = idOf(await call('create_qos_policy', { policy: { name: 'gold' } }))
  const limit = await call('create_bandwidth_limit_rule', policy, { bandwidth_limit_rule: { max_kbps: 1000 } })
  assert.deepEqual(await call('show_bandwidth_limit_rule', idOf(limit), policy), limit)
  await call('update_bandwidth_limit_rule', idOf(limit), policy, { bandwidth_limit_rule: { max_kbps: 2000 } })
  await call('delete_bandwidth_limit_rule', idOf(limit), policy)
  for (const [sort, values] of [
    ['dscp_marking_rule', { dscp_mark: 26 }],
    ['minimum_bandwidth_rule', { min_kbps: 10 }],
    ['packet_rate_limit_rule', { max_kpps: 10 }],
    ['minimum_packet_rate_rule', { min_kpps: 1 }],
  ] as const) {
    const made = await call(`create_${sort}`, policy, { [sort]: values })
    await call(`delete_${sort}`, idOf(made), policy)
  }
  await call('delete_qos_policy', policy)
  await call('update_quota', 'p1', { quota: { network: 3 } })
  assert.equal((await call('show_quota', 'p1'))['network'], 3)
  assert.equal((await call('show_quota_details', 'p1'))['port'] !== undefined, true)
  await call('delete_quota', 'p1')
  assert.equal((await call('show_quota', 'p1'))['network'], 100)
  const log = { resource_type: 'security_group', name: 'l' }
  await live({ noun: 'network_log', envelope: 'log', values: log, changes: { enabled: false }, missing: 'NotFound' })
  await call('delete_network', network)
})

test('neutronclient: lists page by page, and what the API has', options, async () => {
  for (const name of ['a', 'b', 'c']) await call('create_network', { network: { name } })
  const pages = (await call('list_networks', {
    limit: 1,
    sort_key: 'name',
    sort_dir: 'desc',
  })) as unknown as readonly Row[]
  const names = pages.map(row => row['name'])
  assert.deepEqual(
    names.filter(name => ['a', 'b', 'c'].includes(String(name))),
    ['c', 'b', 'a'],
  )
  const extensions = (await call('list_extensions')) as unknown as readonly Row[]
  const aliases = extensions.map(row => row['alias'])
  for (const alias of ['router', 'security-group', 'quotas', 'trunk', 'qos']) assert.ok(aliases.includes(alias), alias)
  assert.equal((await call('show_extension', 'router'))['alias'], 'router')
  for (const method of [
    'list_agents',
    'list_availability_zones',
    'list_network_ip_availabilities',
    'list_service_providers',
    'list_qos_rule_types',
    'list_floatingips',
  ])
    assert.ok(Array.isArray(await call(method)), method)
})
