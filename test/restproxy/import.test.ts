/** What the original proxy left in MariaDB is taken over by a running Baryon, and told to its controllers. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { type Database, startMariadb } from '../keystone/mariadb.ts'
import { baryonOf } from './baryon.ts'
import { type Lab, startLab } from './lab.ts'
import { left, makeOriginal } from './original.ts'

const skip = lacking('mariadbd', 'mariadb')

const { blue, red, interfaceOne, interfaceTwo, plugged, unplugged, unknown } = left

let folder = ''
let database: Database | undefined
let lab: Lab | undefined
before(async () => {
  if (skip) return
  folder = await mkdtemp(path.join(tmpdir(), 'baryon-import-'))
  database = await startMariadb(folder)
  await makeOriginal(database)
  lab = await startLab({ dialect: 'quantum-v1.0' })
})
after(async () => {
  await lab?.stop()
  await database?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

function importing() {
  if (lab === undefined || database === undefined) throw new Error('the database and the laboratory run')
  const baryon = baryonOf(lab.cloud.url, lab.admin, folder)
  const url = (name: string) => `mysql://peer:peer@127.0.0.1:${database?.port}/${name}`
  const both = ['--proxydb', url('restproxy'), '--novadb', url('nova')]
  const run = (...words: readonly string[]) => baryon('controllers', 'import', ...words)
  const get = async (resource: string, wanted: string) =>
    (await (lab as Lab).admin.get(`//proton/networking/v2.0/${resource}/${wanted}`)).body
  return { lab, url, both, run, get }
}

test('an import that is only tried is checked by the server and keeps nothing', { skip }, async () => {
  const { run, both, get } = importing()
  const { status, stdout, stderr } = await run(...both, '--dry-run')
  assert.equal(status, 0, stderr)
  assert.match(stdout, new RegExp(`^network ${blue} {2}would be created$`, 'm'))
  assert.match(stderr, /^7 would be created, 0 there already, 0 refused$/m)
  assert.equal((await get('networks', blue)).status, 404)
})

test('networks, gateways, ports and MAC addresses are there under their ids, and the controllers are told', {
  skip,
}, async () => {
  const { run, both, get, lab } = importing()
  const { status, stderr } = await run(...both)
  assert.equal(status, 0, stderr)
  assert.match(stderr, new RegExp(`network ${red}: the range of its subnet is taken to be 10.6.0.0/24`))
  assert.match(stderr, new RegExp(`port ${unknown}: the MAC address of its interface ${interfaceTwo} is not known`))
  const network = await get('networks', blue)
  assert.deepEqual([network.name, network.project_id], ['blue', 'painters'])
  const subnet = await get('subnets', network.subnets[0])
  assert.deepEqual([subnet.cidr, subnet.gateway_ip, subnet.enable_dhcp], ['10.5.0.0/20', '10.5.0.1', false])
  const port = await get('ports', plugged)
  assert.deepEqual([port.mac_address, port.device_id, port.network_id], ['fa:16:3e:00:00:01', interfaceOne, blue])
  assert.deepEqual(
    port.fixed_ips.map((one: { ip_address: string }) => one.ip_address),
    ['10.5.3.7'],
  )
  assert.equal((await get('ports', unplugged)).admin_state_up, false)
  assert.deepEqual([(await get('ports', unknown)).device_id, (await get('ports', unknown)).fixed_ips], ['', []])
  await lab.settled()
  const told = lab.told().join('\n')
  for (const wanted of [blue, red, plugged]) assert.ok(told.includes(wanted), `${wanted} is not in\n${told}`)
  assert.ok(lab.requests('PUT', /attachment$/).some(({ body }) => JSON.stringify(body).includes('fa:16:3e:00:00:01')))
})

test('a second import, by the configuration of the original, finds what the first one made', { skip }, async () => {
  const { run, url } = importing()
  const ini = path.join(folder, 'restproxy.ini')
  const lines = ['[restproxy]', 'servers=10.0.0.1:80', `proxydb=${url('restproxy')}`, `novadb=${url('nova')}`]
  await writeFile(ini, `${lines.join('\n')}\n`)
  assert.match((await run('--from', ini, '--quiet')).stderr, /^0 created, 7 there already, 0 refused$/m)
  assert.equal((await run()).status, 2)
})

test('a database that is away, or is another, is told with what to do', { skip }, async () => {
  const { run, url } = importing()
  const other = await run('--proxydb', url('nova'))
  assert.deepEqual([other.status, /Name another database than "nova"/.test(other.stderr)], [2, true])
  const denied = await run('--proxydb', url('restproxy').replace('peer:peer', 'peer:wrong'))
  assert.deepEqual([denied.status, /Access denied/.test(denied.stderr)], [6, true])
  assert.ok(!denied.stderr.includes('wrong'))
})
