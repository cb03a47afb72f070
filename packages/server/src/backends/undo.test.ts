import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Registry, type Row } from '@baryon/model'
import type { Revision } from '@baryon/store'
import { type RunningServer, startServer } from '../process/start-server.ts'
import { planUndoing, undo } from './undo.ts'

let folder: string
let server: RunningServer
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-undo-'))
  server = await startServer({ listen: '127.0.0.1:0', data: folder })
})
after(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every form
async function ask(method: string, path: string, body?: object): Promise<any> {
  const answer = await fetch(`${server.url}/v2.0${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${text}`)
  return text === '' ? undefined : Object.values(JSON.parse(text))[0]
}

const make = async (plural: string, noun: string, body: object): Promise<string> =>
  (await ask('POST', `/${plural}`, { [noun]: body })).id

/** Everything that is stored, without what every change moves. */
async function everything(): Promise<Readonly<Record<string, readonly Row[]>>> {
  const all: Record<string, readonly Row[]> = {}
  for (const kind of server.store.services.flatMap(({ kinds }) => kinds)) {
    if (kind.virtual) continue
    const stamps = kind.attributes
      .filter(({ stamp }) => stamp !== undefined && stamp !== 'created')
      .map(({ name }) => name)
    const listed = await server.store.read.list(kind, {})
    assert.ok(listed.ok)
    const plain = listed.value.map(({ row }) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !stamps.includes(name))),
    )
    if (plain.length > 0) all[`${kind.service}/${kind.name}`] = plain
  }
  return all
}

const origin = { actor: 'test', requestId: 'undo' }

/** Undoes the transaction behind a revision. */
async function takeBack(behind: Revision) {
  const { store } = server
  const entries = await store.journal.after(behind, 1000)
  assert.ok(entries.ok && entries.value.length > 0, 'nothing was changed')
  const { transaction } = entries.value[0]!
  const own = entries.value.filter(entry => entry.transaction === transaction)
  const undoing = await planUndoing(store, new Registry(store.services), own)
  return store.commit(origin, tx => undo(undoing, tx))
}

/** A change that is undone leaves everything as it was, and can be made again. */
async function leavesNothing(what: string, change: () => Promise<unknown>) {
  const was = await everything()
  const head = server.store.journal.head()
  await change()
  assert.notDeepEqual(await everything(), was, what)
  const undone = await takeBack(head)
  assert.ok(undone.ok, `${what}: ${undone.ok ? '' : undone.faults.map(({ message }) => message).join()}`)
  assert.deepEqual(await everything(), was, what)
  return change()
}

interface Place {
  readonly network: string
  readonly subnet: string
  readonly router: string
}

async function place(): Promise<Place> {
  const network = await make('networks', 'network', { name: 'n' })
  const subnet = await make('subnets', 'subnet', { network_id: network, ip_version: 4, cidr: '10.0.0.0/24' })
  return { network, subnet, router: await make('routers', 'router', { name: 'r' }) }
}

async function outside(): Promise<string> {
  const network = await make('networks', 'network', { 'router:external': true })
  await make('subnets', 'subnet', { network_id: network, ip_version: 4, cidr: '198.51.100.0/24' })
  return network
}

test('a change of a network, with what comes and goes along, is undone', async () => {
  await leavesNothing('create', () => make('networks', 'network', { name: 'a', tags: ['x'] }))
  const { network, subnet } = await place()
  await leavesNothing('share', () =>
    make('rbac-policies', 'rbac_policy', {
      object_type: 'network',
      object_id: network,
      target_tenant: '*',
      action: 'access_as_shared',
    }),
  )
  await leavesNothing('update', () => ask('PUT', `/networks/${network}`, { network: { name: 'b', mtu: 1400 } }))
  await leavesNothing('subnet', () =>
    make('subnets', 'subnet', { network_id: network, ip_version: 6, cidr: '2001:db8::/64' }),
  )
  await leavesNothing('update of a subnet', () => ask('PUT', `/subnets/${subnet}`, { subnet: { gateway_ip: null } }))
  await leavesNothing('delete', () => ask('DELETE', `/networks/${network}`))
})

test('a change of ports, their addresses, groups and bindings is undone', async () => {
  const { network, subnet } = await place()
  const port = { network_id: network, device_owner: 'compute:nova', device_id: 'vm' }
  await leavesNothing('several', () =>
    ask('POST', '/ports', {
      ports: [port, { ...port, 'binding:host_id': 'h1', allowed_address_pairs: [{ ip_address: '1.2.3.4' }] }],
    }),
  )
  const id = await make('ports', 'port', port)
  await leavesNothing('bind', () => ask('PUT', `/ports/${id}`, { port: { 'binding:host_id': 'h1' } }))
  await leavesNothing('move', () =>
    ask('PUT', `/ports/${id}`, { port: { 'binding:host_id': 'h2', security_groups: [] } }),
  )
  const fixed_ips = [{ subnet_id: subnet, ip_address: '10.0.0.77' }]
  await leavesNothing('address', () => ask('PUT', `/ports/${id}`, { port: { fixed_ips, name: 'p' } }))
  await leavesNothing('delete', () => ask('DELETE', `/ports/${id}`))
})

test('a change of a security group is undone', async () => {
  await leavesNothing('create', () => make('security-groups', 'security_group', { name: 's' }))
  const id = await make('security-groups', 'security_group', { name: 't' })
  await leavesNothing('rule', () =>
    make('security-group-rules', 'security_group_rule', {
      security_group_id: id,
      direction: 'ingress',
      protocol: 'tcp',
    }),
  )
  await leavesNothing('delete', () => ask('DELETE', `/security-groups/${id}`))
})

test('a change of routers, their interfaces, gateways and floating IPs is undone', async () => {
  const { network, subnet, router } = await place()
  const external = await outside()
  await leavesNothing('gateway', () =>
    ask('PUT', `/routers/${router}`, { router: { external_gateway_info: { network_id: external } } }),
  )
  const act = (action: string) => ask('PUT', `/routers/${router}/${action}`, { subnet_id: subnet })
  await leavesNothing('interface', () => act('add_router_interface'))
  const port = await make('ports', 'port', { network_id: network, device_owner: 'compute:nova', device_id: 'vm' })
  const floating = await leavesNothing('floating IP', () =>
    make('floatingips', 'floatingip', { floating_network_id: external }),
  )
  const path = `/floatingips/${floating}`
  await leavesNothing('associate', () => ask('PUT', path, { floatingip: { port_id: port } }))
  await leavesNothing('dissociate', () => ask('PUT', path, { floatingip: { port_id: null } }))
  await leavesNothing('delete', () => ask('DELETE', path))
  await leavesNothing('port', () => ask('DELETE', `/ports/${port}`))
  await leavesNothing('no interface', () => act('remove_router_interface'))
  await leavesNothing('router', () => ask('DELETE', `/routers/${router}`))
})

test('a status that was noted of an undone change is what it was before', async () => {
  const { network } = await place()
  const kind = new Registry(server.store.services).kind({ service: 'networking', kind: 'Network' })!
  const head = server.store.journal.head()
  await ask('PUT', `/networks/${network}`, { network: { name: 'other' } })
  const observed = server.store.journal.head()
  assert.equal(await server.store.note({ kind, id: network, observed, values: { status: 'ERROR' }, origin }), true)
  assert.ok((await takeBack(head)).ok)
  const { name, status } = await ask('GET', `/networks/${network}`)
  assert.deepEqual([name, status], ['n', 'ACTIVE'])
})

const standing: readonly [
  string,
  (place: Place) => Promise<() => Promise<unknown>>,
  (place: Place) => Promise<unknown>,
][] = [
  [
    'an object that was changed again',
    async ({ network }) =>
      () =>
        ask('PUT', `/networks/${network}`, { network: { name: 'one' } }),
    ({ network }) => ask('PUT', `/networks/${network}`, { network: { description: 'two' } }),
  ],
  [
    'an object that others refer to by now',
    async ({ network }) =>
      () =>
        make('subnets', 'subnet', { network_id: network, ip_version: 4, cidr: '10.9.0.0/24' }),
    ({ network }) => make('ports', 'port', { network_id: network, fixed_ips: [{ ip_address: '10.9.0.5' }] }),
  ],
  [
    'a deletion whose address somebody else has',
    async ({ network }) => {
      const id = await make('ports', 'port', { network_id: network, fixed_ips: [{ ip_address: '10.0.0.50' }] })
      return () => ask('DELETE', `/ports/${id}`)
    },
    ({ network }) => make('ports', 'port', { network_id: network, fixed_ips: [{ ip_address: '10.0.0.50' }] }),
  ],
  [
    'a deletion of what belonged to something that is gone',
    async ({ network }) => {
      const id = await make('ports', 'port', { network_id: network, fixed_ips: [] })
      return () => ask('DELETE', `/ports/${id}`)
    },
    ({ network }) => ask('DELETE', `/networks/${network}`),
  ],
]

for (const [what, prepare, build] of standing)
  test(`${what} stays as it is, and so does everything else`, async () => {
    const where = await place()
    const change = await prepare(where)
    const head = server.store.journal.head()
    await change()
    await build(where)
    const was = await everything()
    const undone = await takeBack(head)
    assert.equal(undone.ok, false)
    assert.deepEqual(await everything(), was)
  })
