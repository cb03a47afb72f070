import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { type Lab, openLab, refused, uuid } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }

async function said(doing: Promise<unknown>): Promise<string> {
  const [fault] = await refused(doing)
  return `${fault?.status} ${fault?.name ?? fault?.code}: ${fault?.message}`
}

const share = (id: string, target: string, more: Given = {}): Given => ({
  object_type: 'network',
  object_id: id,
  action: 'access_as_shared',
  target_tenant: target,
  ...more,
})

async function openNetwork(context: Parameters<typeof openLab>[0]) {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const network = (await lab.create(demo, 'Network', { name: 'n' }))['id'] as string
  const lists = async () => {
    const row = await lab.row('Network', network)
    return [row?.['shared_with'], row?.['external_for']]
  }
  return { lab, demo, network, lists, other: lab.member('other') }
}

const idOf = async (doing: ReturnType<Lab['create']>) => (await doing)['id'] as string

test('a policy stands in the list of what it shares for as long as it is there', async context => {
  const { lab, demo, network, lists, other } = await openNetwork(context)
  assert.match(await said(lab.show(other, 'Network', network)), /^404/)
  const policy = await idOf(lab.create(demo, 'RbacPolicy', share(network, 'other')))
  assert.deepEqual(await lists(), [['other'], []])
  assert.equal((await lab.show(other, 'Network', network))['id'], network)
  await lab.update(demo, 'RbacPolicy', policy, { target_tenant: 'third' })
  assert.deepEqual(await lists(), [['third'], []])
  await lab.create(lab.admin, 'RbacPolicy', share(network, '*', { action: 'access_as_external' }))
  assert.deepEqual(await lists(), [['third'], ['*']])
  await lab.remove(demo, 'RbacPolicy', policy)
  assert.deepEqual(await lists(), [[], ['*']])
})

test('policies go with what they share', async context => {
  const { lab, demo, network } = await openNetwork(context)
  const group = await idOf(lab.create(demo, 'AddressGroup', {}))
  const policies = [
    await idOf(lab.create(demo, 'RbacPolicy', share(group, 'other', { object_type: 'address_group' }))),
    await idOf(lab.create(demo, 'RbacPolicy', share(group, 'third', { object_type: 'address_group' }))),
  ]
  const stays = await idOf(lab.create(demo, 'RbacPolicy', share(network, 'other')))
  await lab.remove(demo, 'AddressGroup', group)
  for (const policy of policies) assert.equal(await lab.row('RbacPolicy', policy), undefined)
  assert.notEqual(await lab.row('RbacPolicy', stays), undefined)
})

test('policies that cannot be are refused', async context => {
  const { lab, demo, network, other } = await openNetwork(context)
  const create = (given: Given, by = demo) => lab.create(by, 'RbacPolicy', given)
  assert.equal(
    await said(create(share(network, 'other', { action: 'own' }))),
    "400 InvalidActionForType: Invalid action 'own' for object type 'network'. Valid actions: ('access_as_shared', 'access_as_external')",
  )
  const group = await idOf(lab.create(demo, 'SecurityGroup', {}))
  assert.equal(
    await said(create(share(group, 'other', { object_type: 'security_group', action: 'access_as_external' }))),
    "400 InvalidActionForType: Invalid action 'access_as_external' for object type 'security_group'. Valid actions: ('access_as_shared',)",
  )
  assert.equal(await said(create(share(uuid(1), 'x'))), `404 NetworkNotFound: Network ${uuid(1)} could not be found.`)
  assert.match(await said(create(share(network, 'x'), other)), /^404 NetworkNotFound/)
  await create(share(network, 'other'))
  const duplicate = '409 DuplicateRbacPolicy: An RBAC policy already exists with those values.'
  assert.equal(await said(create(share(network, 'other'))), duplicate)
  const owner =
    '400 InvalidInput: Invalid input for operation: Only admins can manipulate policies on networks they do not own.'
  assert.equal(await said(create(share(network, 'third'), other)), owner)
  assert.match(await said(create(share(network, '*'))), /^403 attribute.denied/)
  const third = await idOf(create(share(network, 'third')))
  assert.equal(await said(lab.update(demo, 'RbacPolicy', third, { target_tenant: 'other' })), duplicate)
  assert.match(await said(lab.update(demo, 'RbacPolicy', third, { target_tenant: '*' })), /^403 attribute.denied/)
})

test('a policy that others depend on stays, unless another one gives them the same', async context => {
  const { lab, demo, other } = await openNetwork(context)
  const group = await idOf(lab.create(demo, 'AddressGroup', {}))
  const sharing = (target: string) => share(group, target, { object_type: 'address_group' })
  const policy = await idOf(lab.create(demo, 'RbacPolicy', sharing('other')))
  const theirs = await idOf(lab.create(other, 'SecurityGroup', {}))
  const rule = { security_group_id: theirs, direction: 'ingress', remote_address_group_id: group }
  await lab.create(other, 'SecurityGroupRule', rule)
  const inUse = (target: string) =>
    `409 RbacPolicyInUse: RBAC policy on object ${group} cannot be removed because other objects depend on it.\nDetails: project_id=${target}`
  assert.equal(await said(lab.remove(demo, 'RbacPolicy', policy)), inUse('other'))
  assert.equal(await said(lab.update(demo, 'RbacPolicy', policy, { target_tenant: 'third' })), inUse('other'))
  const everyone = await idOf(lab.create(lab.admin, 'RbacPolicy', sharing('*')))
  await lab.remove(demo, 'RbacPolicy', policy)
  assert.equal(await said(lab.remove(lab.admin, 'RbacPolicy', everyone)), inUse('*'))
  await lab.create(demo, 'RbacPolicy', sharing('other'))
  await lab.remove(lab.admin, 'RbacPolicy', everyone)
})
