import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { openLab, refused } from '../testdata/lab.ts'

async function said(doing: Promise<unknown>): Promise<string> {
  const [fault] = await refused(doing)
  return `${fault?.status} ${fault?.name}: ${fault?.message}`
}

test('addresses are added and taken out, each once and without host bits', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const given = { name: 'ag', addresses: ['192.0.2.9/24', '198.51.100.7/32', '192.0.2.0/24'] }
  const made = await lab.create(demo, 'AddressGroup', given)
  const id = made['id'] as string
  assert.deepEqual(made['addresses'], ['192.0.2.0/24', '198.51.100.7/32'])
  const addresses = async () => (await lab.row('AddressGroup', id))!['addresses']
  await lab.action(demo, 'AddressGroup', id, 'add_addresses', { addresses: ['203.0.113.1/25'] })
  assert.deepEqual(await addresses(), ['192.0.2.0/24', '198.51.100.7/32', '203.0.113.0/25'])
  await lab.action(demo, 'AddressGroup', id, 'remove_addresses', { addresses: ['198.51.100.7/32'] })
  assert.deepEqual(await addresses(), ['192.0.2.0/24', '203.0.113.0/25'])
  const add = lab.action(demo, 'AddressGroup', id, 'add_addresses', { addresses: ['192.0.2.7/24', '10.0.0.0/8'] })
  assert.equal(
    await said(add),
    `400 AddressesAlreadyExist: Addresses ['192.0.2.0/24'] already exist in the address group ${id}.`,
  )
  const take = lab.action(demo, 'AddressGroup', id, 'remove_addresses', { addresses: ['10.0.0.0/8'] })
  assert.equal(
    await said(take),
    `404 AddressesNotFound: Addresses ['10.0.0.0/8'] not found in the address group ${id}.`,
  )
  assert.deepEqual(await addresses(), ['192.0.2.0/24', '203.0.113.0/25'])
})

test('a group that a rule refers to stays', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const id = (await lab.create(demo, 'AddressGroup', {}))['id'] as string
  const group = (await lab.create(demo, 'SecurityGroup', {}))['id'] as Json
  const rule: Row = await lab.create(demo, 'SecurityGroupRule', {
    security_group_id: group,
    direction: 'ingress',
    remote_address_group_id: id,
  })
  const message = `409 AddressGroupInUse: Address group ${id} is in use on one or more security group rules.`
  assert.equal(await said(lab.remove(demo, 'AddressGroup', id)), message)
  await lab.remove(demo, 'SecurityGroupRule', rule['id'] as string)
  await lab.remove(demo, 'AddressGroup', id)
})
