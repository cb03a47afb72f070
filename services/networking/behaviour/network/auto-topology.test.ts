import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showVirtual } from '@baryon/decide'
import { type Lab, openLab, refused } from '../testdata/lab.ts'

const told = async (doing: Promise<unknown>) => (await refused(doing)).map(({ name, message }) => [name, message])

const topology = (lab: Lab, project: string, id = project) => lab.show(lab.member(project), 'AutoAllocatedTopology', id)

async function prepare(lab: Lab) {
  const network = await lab.create(lab.admin, 'Network', { name: 'pub', 'router:external': true, is_default: true })
  await lab.create(lab.admin, 'Subnet', { network_id: String(network['id']), ip_version: 4, cidr: '198.51.100.0/24' })
  const pool = { is_default: true, shared: true }
  await lab.create(lab.admin, 'SubnetPool', { ...pool, prefixes: ['10.50.0.0/16'], default_prefixlen: 26 })
  await lab.create(lab.admin, 'SubnetPool', { ...pool, prefixes: ['2001:db8:50::/48'], default_prefixlen: 64 })
}

test('a project that asks gets a network with subnets and a router to the outside, once', async t => {
  const lab = await openLab(t)
  await prepare(lab)
  const first = await topology(lab, 'demo')
  assert.deepEqual(await topology(lab, 'demo', 'None'), first)
  const demo = lab.member('demo')
  const [network] = await lab.list(demo, 'Network', { attribute: 'project_id', in: ['demo'] })
  assert.deepEqual([network?.['id'], network?.['name']], [first['id'], 'auto_allocated_network'])
  const subnets = await lab.list(demo, 'Subnet')
  assert.deepEqual(subnets.map(row => row['name']).toSorted(), ['auto_allocated_subnet_v4', 'auto_allocated_subnet_v6'])
  const [router] = await lab.list(demo, 'Router')
  assert.equal(router?.['name'], 'auto_allocated_router')
  const legs = await lab.list(demo, 'Port', { attribute: 'device_owner', in: ['network:router_interface'] })
  assert.equal(legs.flatMap(row => row['fixed_ips']).length, 2)
  assert.notEqual((await topology(lab, 'other'))['id'], first['id'])
})

test('it goes as a whole', async t => {
  const lab = await openLab(t)
  await prepare(lab)
  await topology(lab, 'demo')
  await lab.remove(lab.member('demo'), 'AutoAllocatedTopology', 'demo')
  const demo = lab.member('demo')
  const left = await Promise.all(['Router', 'Port', 'Subnet'].map(kind => lab.list(demo, kind)))
  assert.deepEqual(left, [[], [], []])
  await lab.remove(demo, 'AutoAllocatedTopology', 'demo')
})

test('what it needs is asked for in the words of Neutron, and can be asked for alone', async t => {
  const lab = await openLab(t)
  const demo = lab.member('demo')
  const dry = () =>
    lab.commit(demo, context =>
      showVirtual(lab.kind('AutoAllocatedTopology'), 'demo', context, undefined, new Map([['fields', ['dry-run']]])),
    )
  const failure = (reason: string) => [['AutoAllocationFailure', `Deployment error: ${reason}.`]]
  assert.deepEqual(await told(dry()), failure('No default router:external network'))
  await lab.create(lab.admin, 'Network', { 'router:external': true, is_default: true })
  assert.deepEqual(await told(dry()), failure('No default subnetpools defined'))
  await lab.create(lab.admin, 'SubnetPool', { is_default: true, shared: true, prefixes: ['10.50.0.0/16'] })
  assert.deepEqual(await dry(), { id: 'dry-run=pass', project_id: 'demo' })
  assert.deepEqual(await lab.list(demo, 'Router'), [])
})

test('nobody asks for that of another project', async t => {
  const lab = await openLab(t)
  await prepare(lab)
  const asking = lab.show(lab.member('demo'), 'AutoAllocatedTopology', 'other')
  assert.deepEqual(await told(asking), [['NotAuthorized', 'Not authorized.']])
  assert.equal((await refused(lab.remove(lab.member('demo'), 'AutoAllocatedTopology', 'other'))).length, 1)
})
