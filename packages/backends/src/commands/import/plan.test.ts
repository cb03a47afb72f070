import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failure, type Result, success } from '@baryon/kit'
import { commandErrors } from '../errors.ts'
import { applyPlan, type Creation, type Done, type ImportApi } from './apply.ts'
import type { Legacy } from './legacy.ts'
import { isWithin, planOf, subnetIdOf } from './plan.ts'
import { parseDatabaseUrl } from './url.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const options = { prefixLength: 24, project: 'default' }

const legacy: Legacy = {
  networks: [
    { id: id(2), project: '', name: 'two' },
    { id: id(1), project: 'blue', name: 'one' },
    { id: id(3), project: 'blue', name: 'three' },
    { id: 'four', project: 'blue', name: 'four' },
  ],
  ports: [
    { id: id(11), network: id(1), interface: id(21), up: true },
    { id: id(12), network: id(1), interface: id(22), up: false },
    { id: id(13), network: id(1), interface: undefined, up: true },
    { id: id(14), network: id(9), interface: undefined, up: true },
  ],
  nova: new Map([
    [id(1), { id: id(1), project: 'blue', gateway: '10.1.2.1', cidr: '10.1.0.0/16' }],
    [id(2), { id: id(2), project: 'red', gateway: '10.9.8.129', cidr: undefined }],
    [id(8), { id: id(8), project: undefined, gateway: undefined, cidr: undefined }],
  ]),
  macs: new Map([[id(21), 'FA:16:3E:00:00:01']]),
  addresses: new Map([[id(21), ['10.1.2.7', '192.0.2.1']]]),
}

test('networks, gateways, ports and MAC addresses keep what they were', () => {
  const { groups } = planOf(legacy, options)
  assert.deepEqual(
    groups.map(group => group.network.id),
    [id(1), id(2), id(3)],
  )
  const [one, two, three] = groups
  assert.deepEqual(one?.network.body, { name: 'one', project_id: 'blue', admin_state_up: true })
  assert.deepEqual(one?.subnet, {
    kind: 'Subnet',
    id: subnetIdOf(id(1)),
    body: {
      network_id: id(1),
      project_id: 'blue',
      ip_version: 4,
      cidr: '10.1.0.0/16',
      gateway_ip: '10.1.2.1',
      enable_dhcp: false,
    },
  })
  const common = { network_id: id(1), project_id: 'blue', security_groups: [] }
  assert.deepEqual(
    one?.ports.map(port => port.body),
    [
      {
        ...common,
        admin_state_up: true,
        fixed_ips: [{ subnet_id: subnetIdOf(id(1)), ip_address: '10.1.2.7' }],
        device_id: id(21),
        mac_address: 'fa:16:3e:00:00:01',
      },
      { ...common, admin_state_up: false, fixed_ips: [] },
      { ...common, admin_state_up: true, fixed_ips: [] },
    ],
  )
  assert.deepEqual([two?.network.body['project_id'], two?.subnet?.body['cidr']], ['red', '10.9.8.0/24'])
  assert.equal(three?.subnet, undefined)
  assert.equal(planOf(legacy, { ...options, prefixLength: 25 }).groups[1]?.subnet?.body['cidr'], '10.9.8.128/25')
})

test('what is left out or guessed is said', () => {
  const { notes } = planOf(legacy, options)
  for (const part of [
    /network four: its id is no UUID/,
    new RegExp(`port ${id(14)}: its network .* is not there`),
    new RegExp(`network ${id(8)}: Nova has it, and the proxy has not`),
    new RegExp(`network ${id(3)}: Nova does not know it`),
    new RegExp(`network ${id(2)}: the range of its subnet is taken to be 10.9.8.0/24`),
    new RegExp(`port ${id(12)}: the MAC address of its interface .* is not known`),
  ])
    assert.ok(
      notes.some(note => part.test(note)),
      `${part} is not in\n${notes.join('\n')}`,
    )
  assert.equal(notes.length, 6)
})

test('the id of a subnet is a UUID that follows from its network', () => {
  assert.match(subnetIdOf(id(1)), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(subnetIdOf(id(1).toUpperCase()), subnetIdOf(id(1)))
  assert.notEqual(subnetIdOf(id(1)), subnetIdOf(id(2)))
})

test('an address is within a range of its own version alone', () => {
  assert.deepEqual(
    [
      ['10.0.0.7', '10.0.0.0/24'],
      ['10.0.1.7', '10.0.0.0/24'],
      ['::1', '10.0.0.0/8'],
      ['fd00::1', 'fd00::/8'],
      ['10.0.0.1', '10.0.0.0/99'],
      ['10.0.0.1', ''],
    ].map(([address = '', cidr = '']) => isWithin(address, cidr)),
    [true, false, false, true, false, false],
  )
})

/** An API with memory that refuses some ids. */
function fakeApi(refuses: ReadonlySet<string>) {
  const made = new Map<string, Creation>()
  const requests: number[] = []
  const api: ImportApi = {
    existing: async kind => new Set([...made.values()].filter(one => one.kind === kind).map(one => one.id)),
    async create(operations, dryRun): Promise<Result<void>> {
      requests.push(operations.length)
      if (operations.some(one => refuses.has(one.id)))
        return failure(commandErrors.fault('install.option', { option: 'x', reason: 'refused' }))
      if (!dryRun) for (const one of operations) made.set(one.id, one)
      return success(undefined)
    },
  }
  return { api, made, requests }
}

async function all(results: AsyncIterable<Done>): Promise<readonly Done[]> {
  const done: Done[] = []
  for await (const one of results) done.push(one)
  return done
}

const count = (done: readonly Done[]) => {
  const of = (result: Done['result']) => done.filter(one => one.result === result).length
  return [of('created'), of('there'), of('refused')]
}

test('an import creates what is not there, so that it can be done again', async () => {
  const { api, made } = fakeApi(new Set())
  const plan = planOf(legacy, options)
  assert.deepEqual(count(await all(applyPlan(plan, api, true))), [8, 0, 0])
  assert.equal(made.size, 0)
  assert.deepEqual(count(await all(applyPlan(plan, api, false))), [8, 0, 0])
  made.delete(id(12))
  assert.deepEqual(count(await all(applyPlan(plan, api, false))), [1, 7, 0])
  assert.equal(made.size, 8)
})

test('an object that is refused does not keep the others out', async () => {
  const { api, made } = fakeApi(new Set([id(12)]))
  const done = await all(applyPlan(planOf(legacy, options), api, false))
  assert.deepEqual(count(done), [7, 0, 1])
  assert.deepEqual([made.has(id(11)), made.has(id(12)), made.has(id(13))], [true, false, true])
  assert.equal(done.find(one => one.result === 'refused')?.faults.length, 1)
})

test('a network with many ports is created in several requests', async () => {
  const { api, requests } = fakeApi(new Set())
  const ports = Array.from({ length: 1200 }, (_, number) => ({
    id: id(1000 + number),
    network: id(1),
    interface: undefined,
    up: true,
  }))
  const plan = planOf({ ...legacy, networks: [{ id: id(1), project: 'blue', name: '' }], ports }, options)
  assert.equal((await all(applyPlan(plan, api, false))).length, 1202)
  assert.deepEqual(requests, [500, 500, 202])
})

test('databases are named as SQLAlchemy names them', () => {
  const read = (text: string) => {
    const parsed = parseDatabaseUrl(text, '--proxydb')
    return parsed.ok ? parsed.value : parsed.faults[0]?.code
  }
  const plain = { host: 'localhost', port: 3306, user: 'root', password: '', database: 'restproxy' }
  assert.deepEqual(read('mysql://root@localhost/restproxy'), plain)
  assert.deepEqual(read('mysql+pymysql://a:p%40%2F@db:3307/restproxy?charset=utf8'), {
    host: 'db',
    port: 3307,
    user: 'a',
    password: 'p@/',
    database: 'restproxy',
  })
  assert.deepEqual(read('mysql://localhost/restproxy?unix_socket=/run/m.sock'), { ...plain, socketPath: '/run/m.sock' })
  for (const wrong of ['sqlite:///x', 'mysql://localhost', 'mysql://localhost/a/b', 'mysql://:99999x/a', ''])
    assert.equal(read(wrong), 'import.url', wrong)
})
