/** A real Nova, whose network is Baryon, as people use it with the `openstack` client. */
import assert from 'node:assert/strict'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { keystonePrograms } from '../keystone/keystone.ts'
import { eventually } from '../restproxy/lab.ts'
import { type Cloud, startCloud } from './cloud.ts'
import { hosts, novaPrograms } from './nova.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every form
type Shown = any

const skip = lacking(...keystonePrograms, ...novaPrograms, 'openstack')
const folder = await mkdtemp(path.join(tmpdir(), 'baryon-nova-'))
let cloud: Cloud

/** What a server needs beside a network: a size and an image, of which the hypervisor reads nothing. */
async function furnish() {
  const { admin } = cloud
  await eventually(async () => {
    const up: Shown = await admin.run('hypervisor list')
    assert.equal(up.length, hosts.length)
  }, 60)
  await admin.run('flavor create --ram 64 --disk 1 --vcpus 1 small')
  const image = path.join(folder, 'image')
  await writeFile(image, 'nothing')
  await admin.run(`image create --public --disk-format raw --container-format bare --file ${image} empty`)
  await cloud.demo.run('network create blue')
  await cloud.demo.run('subnet create --network blue --subnet-range 10.0.0.0/24 blue')
}

before(
  async () => {
    if (skip !== false) return
    cloud = await startCloud(folder)
    await furnish()
  },
  { timeout: 300_000 },
)
after(() => cloud?.stop())

const boot = (name: string, options = '--network blue') =>
  cloud.demo.run(`server create --image empty --flavor small ${options} ${name}`) as Promise<Shown>
const show = (name: string) => cloud.admin.run(`server show ${name}`) as Promise<Shown>
const portsOf = (id: string) => cloud.admin.run(`port list --long --device-id ${id}`) as Promise<Shown>
const portOf = (id: string) => cloud.admin.run(`port show ${id}`) as Promise<Shown>

/** Waits until a server is no longer at work. */
const settled = (id: string, status = 'ACTIVE'): Promise<Shown> =>
  eventually(async () => {
    const server = await show(id)
    assert.equal(server['OS-EXT-STS:task_state'], null)
    assert.equal(server.status, status, JSON.stringify(server.fault))
    return server
  }, 60)

const gone = (id: string) =>
  eventually(async () => {
    assert.match(await cloud.admin.refuse(`server show ${id}`), /No server with/)
  }, 60)

/** Waits until Nova's programs have said this. */
const said = (expected: RegExp) => eventually(async () => assert.match(await cloud.nova.logs(), expected), 60)

describe('a real Nova', { skip, timeout: 600_000 }, () => {
  it('starts a server when it is told that the port it made is plugged', async () => {
    const { controller } = cloud
    controller.faults([{ method: 'PUT', path: '/ports/', status: 503 }])
    const { id } = await boot('vm')
    const [{ ID: made }] = await eventually(async () => {
      const ports = await portsOf(id)
      assert.equal(ports.length, 1)
      return ports
    })
    await said(new RegExp(`waiting for ports: ${made}`))
    const bound = await portOf(made)
    assert.equal((await show(id)).status, 'BUILD')
    assert.equal(bound.status, 'DOWN')
    assert.equal(bound.device_owner, 'compute:nova')
    assert.equal(bound.binding_vif_type, 'ovs')
    assert.ok(hosts.includes(bound.binding_host_id))

    controller.faults([])
    const server = await settled(id)
    assert.equal(server['OS-EXT-SRV-ATTR:host'], bound.binding_host_id)
    assert.deepEqual(server.addresses, { blue: [bound.fixed_ips[0].ip_address] })
    assert.equal((await portOf(made)).status, 'ACTIVE')

    await cloud.demo.run(`server delete ${id}`)
    await gone(id)
    assert.match(await cloud.admin.refuse(`port show ${made}`), /No Port found/)
  })
})
