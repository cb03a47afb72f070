import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Desired, Key, Projection, Row } from '@baryon/reconcile'
import type { DialectName, Generation, Switches } from '../dialects/dialect.ts'
import { dialectOf } from '../dialects/registry.ts'
import { projectionOf } from './projection.ts'
import { readRouterRule } from './router-rules.ts'
import type { ProjectionSettings } from './settings.ts'
import { cloud, type Rows, viewOf, withoutRow, withRow } from './testdata/cloud.ts'

function projection(
  name: DialectName,
  generation?: Generation,
  switches: Switches = {},
  settings: Partial<ProjectionSettings> = {},
): Projection {
  const dialect = dialectOf(name, generation, switches)
  return projectionOf({ dialect, metadataRoute: true, segmentationTypes: '', routerRules: [], ...settings })
}

const bodyOf = (thing: Desired | undefined): Row => (thing?.body ?? {}) as Row
const network = { kind: 'network', id: 'net' }

async function subnetOf(of: Projection, rows: Rows, id: string): Promise<Row | undefined> {
  const { subnets } = bodyOf(await of.desired(network, viewOf(rows)))
  return (subnets as readonly Row[]).find(subnet => subnet['id'] === id)
}

test('the URL of a port names the owner of its network, and its body its own', async () => {
  const port = await projection('bsn-v1.1', 'F').desired({ kind: 'port', id: 'vm' }, viewOf(cloud))
  assert.deepEqual(port?.address, { tenant: 'blue', network: 'net' })
  assert.equal((bodyOf(port)['port'] as Row)['tenant_id'], 'red')
})

const isTold = async (of: Projection, id: string, rows = cloud) =>
  (await of.desired({ kind: 'port', id }, viewOf(rows))) !== undefined

test('ports that nobody uses are told where ports and attachments are apart, and nowhere else', async () => {
  assert.equal(await isTold(projection('bsn-v1.1', 'D'), 'loose'), true)
  assert.equal(await isTold(projection('floodlight-v1.0', 'A'), 'loose'), true)
  for (const one of [projection('bsn-v1.1', 'E'), projection('bsn-v2.0'), projection('floodlight-v1.1')])
    assert.equal(await isTold(one, 'loose'), false)
})

test('ports without a host are not told in the mode of ML2', async () => {
  const ml2 = projection('bsn-v1.1', 'F', { ml2: true })
  assert.equal(await isTold(ml2, 'vm'), true)
  assert.equal(await isTold(ml2, 'vm', withRow(cloud, 'Port', 'vm', { 'binding:host_id': '' })), false)
})

test('the route to the metadata service is added to the routes of an IPv4 subnet with a DHCP port', async () => {
  const own = { destination: '192.0.2.0/24', nexthop: '10.0.0.7' }
  const metadata = { destination: '169.254.169.254/32', nexthop: '10.0.0.2' }
  const of = projection('bsn-v1.1', 'F')
  assert.deepEqual((await subnetOf(of, cloud, 'net-v4'))?.['host_routes'], [own, metadata])
  assert.deepEqual((await subnetOf(of, withoutRow(cloud, 'Port', 'dhcp'), 'net-v4'))?.['host_routes'], [own])
  const given = [{ destination: '169.254.169.254/32', nexthop: '10.0.0.99' }]
  const rows = withRow(cloud, 'Subnet', 'net-v4', { host_routes: given })
  assert.deepEqual((await subnetOf(of, rows, 'net-v4'))?.['host_routes'], given)
  const v6 = { fixed_ips: [{ subnet_id: 'net-v6', ip_address: '2001:db8::2' }] }
  assert.deepEqual((await subnetOf(of, withRow(cloud, 'Port', 'dhcp', v6), 'net-v6'))?.['host_routes'], [])
  const without = projection('bsn-v1.1', 'F', {}, { metadataRoute: false })
  assert.deepEqual((await subnetOf(without, cloud, 'net-v4'))?.['host_routes'], [own])
})

test('the gateway of a network is that of its first subnet that has one; Floodlight is told an IPv4 one', async () => {
  const gatewayOf = async (of: Projection, rows = cloud) => bodyOf(await of.desired(network, viewOf(rows)))['gateway']
  const big = projection('bsn-v1.1', 'F')
  const flood = projection('floodlight-v1.1')
  assert.equal(await gatewayOf(big), '2001:db8::1')
  assert.equal(await gatewayOf(flood), '10.0.0.1')
  const without = withRow(cloud, 'Subnet', 'net-v4', { gateway_ip: null })
  assert.equal(await gatewayOf(flood, without), null)
  assert.equal(await gatewayOf(big, withRow(without, 'Subnet', 'net-v6', { gateway_ip: null })), '')
})

test('ports are otherwise for Floodlight when their network loses its gateway, since that takes the attachments', async () => {
  const flood = projection('floodlight-v1.1')
  const port: Key = { kind: 'port', id: 'vm' }
  const before = await flood.desired(port, viewOf(cloud))
  const after = await flood.desired(port, viewOf(withRow(cloud, 'Subnet', 'net-v4', { gateway_ip: null })))
  assert.notDeepEqual(before?.body, after?.body)
  assert.deepEqual(before?.address, after?.address)
})

test('floating IPs of all tenants are in their external network', async () => {
  const another = { ...(cloud['FloatingIp']?.[0] ?? {}), id: 'gip', project_id: 'green' }
  const rows = { ...cloud, FloatingIp: [...(cloud['FloatingIp'] ?? []), another] }
  const { floatingips } = bodyOf(
    await projection('bsn-v1.1', 'F').desired({ kind: 'network', id: 'out' }, viewOf(rows)),
  )
  assert.deepEqual(
    (floatingips as readonly Row[]).map(({ tenant_id }) => tenant_id),
    ['red', 'green'],
  )
})

test('rules of a project replace those of all', async () => {
  const texts = ['*:any:any:permit', 'blue:10.0.0.0/8:external:deny:192.0.2.1,192.0.2.2']
  const routerRules = texts.map(readRouterRule).filter(rule => rule !== undefined)
  const rulesOf = async (project: string): Promise<Json | undefined> => {
    const rows = withRow(cloud, 'Router', 'router', { project_id: project })
    const of = projection('bsn-v1.1', 'F', {}, { routerRules })
    return bodyOf(await of.desired({ kind: 'router', id: 'router' }, viewOf(rows)))['router_rules']
  }
  assert.deepEqual(await rulesOf('green'), [
    { id: 1, source: 'any', destination: 'any', action: 'permit', nexthops: [] },
  ])
  assert.deepEqual(await rulesOf('blue'), [
    { id: 1, source: '10.0.0.0/8', destination: 'external', action: 'deny', nexthops: ['192.0.2.1', '192.0.2.2'] },
  ])
})

test('readRouterRule() takes no rule that lacks something', () => {
  for (const text of ['', '*:any:any', '*:any:any:maybe', ':any:any:permit', '*:a:b:permit:1:2'])
    assert.equal(readRouterRule(text), undefined, text)
})

test('a router has one interface for each network, or for each subnet where the dialect has it so', async () => {
  const second = {
    ...(cloud['Port']?.find(({ id }) => id === 'leg') ?? {}),
    id: 'leg-2',
    fixed_ips: [{ subnet_id: 'net-v6', ip_address: '2001:db8::1' }],
  }
  const rows = { ...cloud, Port: [...(cloud['Port'] ?? []), second] }
  const interfacesOf = async (of: Projection) => {
    const ids: string[] = []
    for await (const { key } of of.all(viewOf(rows))) if (key.kind === 'interface') ids.push(key.id)
    return ids
  }
  assert.deepEqual(await interfacesOf(projection('bsn-v1.1', 'F')), ['router/net'])
  assert.deepEqual(await interfacesOf(projection('bsn-v2.0')), ['router/net-v4', 'router/net-v6'])
})

test('a tenant is there from the first thing that its project owns to the last', async () => {
  const of = projection('bsn-v2.0')
  const has = async (id: string, rows: Rows) => (await of.desired({ kind: 'tenant', id }, viewOf(rows))) !== undefined
  assert.equal(await has('red', cloud), true)
  const without = withoutRow(withoutRow(cloud, 'FloatingIp', 'fip'), 'SecurityGroup', 'group')
  assert.equal(await has('red', without), true)
  assert.equal(await has('red', withoutRow(without, 'Port', 'vm')), false)
  assert.equal(await has('VRRP_Service', cloud), false)
  assert.equal(await has('VRRP_Service', withRow(cloud, 'Network', 'net', { project_id: '' })), true)
})

test('kinds that a dialect does not know are not there', async () => {
  const flood = projection('floodlight-v1.1')
  assert.equal(await flood.desired({ kind: 'router', id: 'router' }, viewOf(cloud)), undefined)
  for await (const { key } of flood.all(viewOf(cloud))) assert.match(key.kind, /^(network|port)$/)
})

test('policies are told once, however many routers a project has', async () => {
  const another = { ...(cloud['Router']?.[0] ?? {}), id: 'router-2', external_gateway_info: null }
  const rows = { ...cloud, Router: [...(cloud['Router'] ?? []), another] }
  const routerRules = ['*:any:any:permit'].map(readRouterRule).filter(rule => rule !== undefined)
  const ids: string[] = []
  for await (const { key } of projection('bsn-v2.0', 'G2', {}, { routerRules }).all(viewOf(rows)))
    if (key.kind === 'policy' || key.kind === 'router') ids.push(`${key.kind} ${key.id}`)
  assert.deepEqual(ids, ['router router', 'policy blue/14000', 'policy blue/10', 'router router-2'])
})

test('a part of everything comes behind what it needs, each thing once', async () => {
  const of = projection('bsn-v2.0', 'G2', { securityGroups: true })
  const namesOf = async (scope: Parameters<Projection['within']>[0]) => {
    const names: string[] = []
    for await (const { key } of of.within(scope, viewOf(cloud))) names.push(`${key.kind} ${key.id}`)
    return names
  }
  assert.deepEqual(await namesOf({ network: 'out' }), [
    ...['tenant admin', 'network out', 'port fip-port', 'port gw'],
    // The floating IP leads through the router to a port of another network.
    ...[
      'tenant red',
      'tenant blue',
      'router router',
      'security-group group',
      'network net',
      'port vm',
      'floatingip fip',
    ],
  ])
  assert.deepEqual(await namesOf({ project: 'red' }), [
    ...['tenant red', 'security-group group', 'tenant blue', 'network net', 'port vm'],
    ...['tenant admin', 'network out', 'router router', 'floatingip fip'],
  ])
})
