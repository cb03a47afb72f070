import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '@baryon/model'
import { idIn, openLab, refused } from '../testdata/lab.ts'

const names = async (faults: ReturnType<typeof refused>) => (await faults).map(({ name }) => name)

const rulesIn = (group: Row) => group['security_group_rules'] as readonly Row[]

const inShort = (rules: readonly Row[]) =>
  rules.map(rule => `${rule['direction']} ${rule['ethertype']} ${rule['remote_group_id'] ?? 'anywhere'}`).sort()

test('a new group lets everything out, and brings the default group of its project along', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const made = await lab.create(demo, 'SecurityGroup', { name: 'web', description: 'w' })
  const web = await lab.show(demo, 'SecurityGroup', idIn(lab, 'SecurityGroup', made))
  assert.deepEqual(inShort(rulesIn(web)), ['egress IPv4 anywhere', 'egress IPv6 anywhere'])
  assert.equal(web['shared'], false)
  assert.equal(web['stateful'], true)
  const groups = await lab.list(demo, 'SecurityGroup')
  assert.deepEqual(groups.map(group => group['name']).sort(), ['default', 'web'])
  const fallback = groups.find(group => group['name'] === 'default')!
  const id = fallback['id'] as string
  assert.equal(fallback['description'], 'Default security group')
  const own = ['egress IPv4 anywhere', 'egress IPv6 anywhere', `ingress IPv4 ${id}`, `ingress IPv6 ${id}`]
  assert.deepEqual(inShort(rulesIn(fallback)), own)
  assert.ok(rulesIn(fallback).every(rule => rule['description'] === null && rule['project_id'] === 'demo'))
})

test('no other group is called default, however it is spelled', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const taken = ['SecurityGroupDefaultAlreadyExists']
  assert.deepEqual(await names(refused(lab.create(demo, 'SecurityGroup', { name: 'Default' }))), taken)
  const { id } = await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const rename = lab.update(demo, 'SecurityGroup', id as string, { name: 'default' })
  assert.deepEqual(await names(refused(rename)), taken)
})

test('the default group keeps its name, and only administrators delete it', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const groups = await lab.list(demo, 'SecurityGroup', { attribute: 'name', in: ['default'] })
  const id = groups[0]!['id'] as string
  const rename = lab.update(demo, 'SecurityGroup', id, { name: 'mine' })
  assert.deepEqual(await names(refused(rename)), ['SecurityGroupCannotUpdateDefault'])
  const described = await lab.update(demo, 'SecurityGroup', id, { description: 'mine' })
  assert.equal(described['description'], 'mine')
  const removal = lab.remove(demo, 'SecurityGroup', id)
  assert.deepEqual(await names(refused(removal)), ['SecurityGroupCannotRemoveDefault'])
  await lab.remove(lab.admin, 'SecurityGroup', id)
  await lab.create(demo, 'SecurityGroup', { name: 'db' })
  const again = await lab.list(demo, 'SecurityGroup', { attribute: 'name', in: ['default'] })
  assert.equal(again.length, 1)
  assert.notEqual(again[0]!['id'], id)
})

test('rules go with their group, those that refer to it too', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const web = await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const db = await lab.create(demo, 'SecurityGroup', { name: 'db' })
  const rule = { direction: 'ingress', remote_group_id: web['id']!, security_group_id: db['id']! }
  const made = await lab.create(demo, 'SecurityGroupRule', rule)
  await lab.remove(demo, 'SecurityGroup', web['id'] as string)
  assert.equal(await lab.row('SecurityGroupRule', made['id'] as string), undefined)
  const left = await lab.show(demo, 'SecurityGroup', db['id'] as string)
  assert.deepEqual(inShort(rulesIn(left)), ['egress IPv4 anywhere', 'egress IPv6 anywhere'])
})

test('a change of the rules shows in the revision of their group', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const { id } = await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const revision = async () => (await lab.row('SecurityGroup', id as string))!['revision_number'] as number
  const before = await revision()
  const rule = await lab.create(demo, 'SecurityGroupRule', { direction: 'ingress', security_group_id: id! })
  const between = await revision()
  assert.ok(between > before)
  await lab.remove(demo, 'SecurityGroupRule', rule['id'] as string)
  assert.ok((await revision()) > between)
})

test('a shared group is seen by those it is shared with, who add rules to it, which are theirs, but do not change it', async context => {
  const lab = await openLab(context)
  const [demo, other] = [lab.member('demo'), lab.member('other')]
  const { id } = await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const group = id as string
  const codes = async (doing: Promise<unknown>) => (await refused(doing)).map(({ code }) => code)
  assert.deepEqual(await codes(lab.update(other, 'SecurityGroup', group, { name: 'x' })), ['key.unknown'])
  const sharing = { object_type: 'security_group', object_id: group, action: 'access_as_shared' }
  await lab.create(demo, 'RbacPolicy', { ...sharing, target_tenant: 'other' })
  assert.equal((await lab.show(other, 'SecurityGroup', group))['shared'], true)
  assert.equal((await lab.show(demo, 'SecurityGroup', group))['shared'], false)
  assert.deepEqual(await codes(lab.update(other, 'SecurityGroup', group, { name: 'x' })), ['policy.denied'])
  const rule = { direction: 'ingress', security_group_id: group }
  const added = await lab.create(other, 'SecurityGroupRule', rule)
  assert.equal((await lab.show(demo, 'SecurityGroupRule', String(added['id'])))['project_id'], 'other')
  assert.deepEqual(await codes(lab.remove(demo, 'SecurityGroupRule', String(added['id']))), ['policy.denied'])
  await lab.remove(other, 'SecurityGroupRule', String(added['id']))
  assert.deepEqual(await codes(lab.create(lab.member('third'), 'SecurityGroupRule', rule)), ['key.unknown'])
})
