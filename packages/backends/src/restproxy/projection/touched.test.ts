import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Change, Projection, Row, View } from '@baryon/reconcile'
import fc from 'fast-check'
import { dialectOf } from '../dialects/registry.ts'
import { variants } from '../wire/testdata/dialects.ts'
import { projectionOf } from './projection.ts'
import { readRouterRule } from './router-rules.ts'
import { changeOf, cloud, type Rows, viewOf, withoutRow, withRow } from './testdata/cloud.ts'

const rules = ['*:any:any:permit', 'blue:external:any:deny'].map(readRouterRule).filter(rule => rule !== undefined)
const settings = { metadataRoute: true, segmentationTypes: 'vlan', routerRules: rules }

async function everything(projection: Projection, view: View): Promise<ReadonlyMap<string, string>> {
  const things = new Map<string, string>()
  for await (const thing of projection.all(view)) things.set(`${thing.key.kind} ${thing.key.id}`, JSON.stringify(thing))
  return things
}

/** Things that are otherwise in the second state. */
function changedIn(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].filter(key => before.get(key) !== after.get(key))
}

/** What of rows can change in the service, and to what. */
const values: Readonly<Record<string, Readonly<Record<string, readonly Json[]>>>> = {
  Network: {
    project_id: ['blue', 'red', 'green', ''],
    name: ['a', 'b'],
    admin_state_up: [true, false],
    shared_with: [[], ['*']],
    external_for: [[], ['*']],
    subnets: [[], ['net-v4'], ['net-v4', 'net-v6']],
    'provider:segmentation_id': [7, 8],
  },
  Segment: { segmentation_id: [7, 8], position: [0, 1] },
  Subnet: { name: ['a'], gateway_ip: [null, '10.0.0.3'], host_routes: [[]], enable_dhcp: [false], shared_with: [[]] },
  Port: {
    project_id: ['blue', 'green'],
    name: ['a'],
    mac_address: ['fa:16:3e:00:00:aa'],
    admin_state_up: [true, false],
    device_id: ['', 'server-2', 'router', 'fip'],
    device_owner: ['', 'network:dhcp', 'network:router_interface', 'network:floatingip', 'compute:nova'],
    fixed_ips: [
      [],
      [{ subnet_id: 'net-v6', ip_address: '2001:db8::9' }],
      [
        { subnet_id: 'net-v4', ip_address: '10.0.0.9' },
        { subnet_id: 'net-v6', ip_address: '2001:db8::9' },
      ],
    ],
    'binding:host_id': ['', 'host-3'],
    security_groups: [[], ['group']],
  },
  Router: {
    project_id: ['blue', 'green'],
    name: ['a'],
    admin_state_up: [true, false],
    external_gateway_info: [null, { network_id: 'out' }],
    own_rules: [[], [{ source: 'any', destination: 'any', action: 'deny', nexthops: [] }]],
  },
  TenantPolicy: {
    project_id: ['blue', 'green'],
    priority: [10, 14_000],
    action: ['permit', 'deny'],
  },
  FloatingIp: {
    project_id: ['blue', 'green'],
    port_id: [null, 'vm'],
    router_id: [null, 'router'],
    fixed_ip_address: [null, '10.0.0.5'],
  },
  ProjectName: { name: ['Blue team', 'Blue/2', ''] },
  SecurityGroup: { project_id: ['blue', 'green'], name: ['a'] },
}

interface Step {
  readonly change: Change
  readonly rows: Rows
}

const refers = (row: Row, name: string, id: string) => row[name] === id
const isFree = (rows: Rows, kind: string, name: string, id: string) => !rows[kind]?.some(row => refers(row, name, id))

/** What else stands on a row of a kind: it is not deleted before that. */
const needed: Readonly<Record<string, readonly (readonly [kind: string, name: string])[]>> = {
  Network: [
    ['Subnet', 'network_id'],
    ['Segment', 'network_id'],
    ['Port', 'network_id'],
    ['FloatingIp', 'floating_network_id'],
  ],
  Router: [
    ['Port', 'device_id'],
    ['FloatingIp', 'router_id'],
  ],
  Port: [['FloatingIp', 'port_id']],
}

/** Ports of gateways and floating IPs belong to those, and change with them alone. */
const isBound = (kind: string, row: Row) => kind === 'Port' && /gateway|floatingip/.test(String(row['device_owner']))

/** One change of one row: it goes, comes under another id, or is otherwise. */
function stepOf(rows: Rows, kind: string, place: number, how: number): Step | undefined {
  const row = rows[kind]?.[place % Math.max(1, rows[kind].length)]
  if (row === undefined || isBound(kind, row)) return undefined
  const id = String(row['id'])
  if (how % 4 === 0 && (needed[kind] ?? []).some(([other, name]) => !isFree(rows, other, name, id))) return undefined
  if (how % 4 === 0) return { change: changeOf('delete', kind, row), rows: withoutRow(rows, kind, id) }
  if (how % 4 === 1) {
    const bare = kind === 'Router' ? { external_gateway_info: null, gw_port_id: null } : {}
    const created = { ...row, ...bare, id: `${id}-${how % 3}`, project_id: ['blue', 'red', 'green'][how % 3] ?? '' }
    if (rows[kind]?.some(other => other['id'] === created.id)) return undefined
    const sorted = [...(rows[kind] ?? []), created].sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))
    return { change: changeOf('create', kind, created), rows: { ...rows, [kind]: sorted } }
  }
  const names = Object.keys(values[kind] ?? {})
  const name = names[how % names.length]
  const given = name === undefined ? [] : (values[kind]?.[name] ?? [])
  if (name === undefined || (name === 'external_gateway_info' && row['gw_port_id'] === null)) return undefined
  const image: Row = { ...row, [name]: given[Math.floor(how / 7) % given.length] ?? null }
  return { change: changeOf('update', kind, image), rows: withRow(rows, kind, id, image) }
}

const kinds = [...Object.keys(values), 'SecurityGroupRule']
const steps = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(), fc.nat()), { minLength: 25, maxLength: 25 })

for (const { name, dialect } of variants) {
  test(`${name}: touched() names every thing that a change of a row makes otherwise`, async () => {
    const projection = projectionOf({ dialect, ...settings })
    await fc.assert(
      fc.asyncProperty(steps, async story => {
        let rows = cloud
        for (const [kind, place, how] of story) {
          const step = stepOf(rows, kind, place, how)
          if (step === undefined) continue
          const before = await everything(projection, viewOf(rows))
          const after = await everything(projection, viewOf(step.rows))
          const touched = await projection.touched(step.change, viewOf(step.rows, rows))
          const named = new Set(touched.map(({ key }) => `${key.kind} ${key.id}`))
          const missed = changedIn(before, after).filter(key => !named.has(key))
          assert.deepEqual(missed, [], JSON.stringify(step.change))
          rows = step.rows
        }
      }),
      { numRuns: 8 },
    )
  })
}

const latest = projectionOf({ dialect: dialectOf('bsn-v2.0', 'G2', { securityGroups: true }), ...settings })
const rowOf = (kind: string, id: string): Row => cloud[kind]?.find(row => row['id'] === id) ?? {}

test('touched() says of what a deletion takes away how it is removed, as it was told', async () => {
  const told = new Map<string, string>()
  for await (const { key, address } of latest.all(viewOf(cloud)))
    told.set(`${key.kind} ${key.id}`, JSON.stringify(address))
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['Port', 'vm', ['port vm']],
    ['Port', 'leg', ['port leg', 'interface router/net-v4']],
    ['Router', 'router', ['router router', 'policy blue/14000', 'policy blue/10']],
    ['TenantPolicy', 'web', ['policy blue/10']],
    ['FloatingIp', 'fip', ['floatingip fip']],
    ['SecurityGroup', 'group', ['security-group group']],
    ['Network', 'net', ['network net']],
  ]
  for (const [kind, id, keys] of rows) {
    const touched = await latest.touched(changeOf('delete', kind, rowOf(kind, id)), viewOf(withoutRow(cloud, kind, id)))
    const gone = new Map(
      touched.flatMap(({ key, gone }) => (gone ? [[`${key.kind} ${key.id}`, JSON.stringify(gone.address)]] : [])),
    )
    for (const key of keys) assert.equal(gone.get(key), told.get(key), key)
  }
})

test('touched() says of no thing that stays how it is removed', async () => {
  for (const [kind, rows] of Object.entries(cloud)) {
    for (const row of rows) {
      const touched = await latest.touched(changeOf('update', kind, row), viewOf(cloud, cloud))
      for (const { key, gone } of touched)
        if (gone !== undefined) assert.equal(await latest.desired(key, viewOf(cloud)), undefined)
    }
  }
})

test('touched() says how a port is removed that is not told any more, since a killed process may have told it', async () => {
  const unplugged = withRow(cloud, 'Port', 'vm', { device_id: '' })
  const change = changeOf('update', 'Port', { ...rowOf('Port', 'vm'), device_id: '' })
  const [own] = await latest.touched(change, viewOf(unplugged, cloud))
  assert.deepEqual(own?.gone?.address, (await latest.desired({ kind: 'port', id: 'vm' }, viewOf(cloud)))?.address)
  const [made] = await latest.touched({ ...change, operation: 'create' }, viewOf(unplugged, cloud))
  assert.equal(made?.gone, undefined)
})

test('touched() finds the interface that a port was before it lost an address, though its subnet is gone too', async () => {
  const both = [
    { subnet_id: 'net-v4', ip_address: '10.0.0.1' },
    { subnet_id: 'net-v6', ip_address: '2001:db8::1' },
  ]
  const before = withRow(cloud, 'Port', 'leg', { fixed_ips: both })
  const touched = await latest.touched(
    changeOf('update', 'Port', rowOf('Port', 'leg')),
    viewOf(withoutRow(cloud, 'Subnet', 'net-v6'), before),
  )
  const [lost] = touched.filter(({ key }) => key.id === 'router/net-v6')
  assert.deepEqual(lost?.gone, { address: { tenant: 'blue', router: 'router', interface: 'net-v6' } })
})

test('touched() finds what tells the MAC address of a floating IP, and what tells the network that a DHCP port is on', async () => {
  const keysOf = async (row: Row) =>
    (await latest.touched(changeOf('update', 'Port', row), viewOf(cloud, cloud))).map(
      ({ key }) => `${key.kind} ${key.id}`,
    )
  const holder = await keysOf({ ...rowOf('Port', 'fip-port'), mac_address: 'fa:16:3e:00:00:99' })
  assert.deepEqual(holder, ['port fip-port', 'floatingip fip', 'network out'])
  const dhcp = await keysOf({ ...rowOf('Port', 'dhcp'), network_id: 'out' })
  assert.deepEqual(dhcp, ['port dhcp', 'network out', 'router router'])
})

test('touched() finds what has the project of a router in its URL, when that changes', async () => {
  const change = changeOf('update', 'Router', { ...rowOf('Router', 'router'), project_id: 'red' })
  const touched = await latest.touched(change, viewOf(cloud, cloud))
  assert.deepEqual(
    touched.map(({ key, gone }) => `${key.kind} ${key.id}${gone === undefined ? '' : ' may be gone'}`),
    [
      'router router',
      'tenant red',
      'tenant blue may be gone',
      'policy red/14000',
      'policy blue/14000 may be gone',
      'policy blue/10 may be gone',
      'interface router/net-v4',
    ],
  )
})
