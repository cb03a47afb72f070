/** Address groups as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cloud, type Person, said, startCloud } from './cloud.ts'

let cloud: Cloud
let demo: Person

before(async () => {
  cloud = await startCloud()
  demo = cloud.as('demo')
})
after(() => cloud.stop())

const newGroup = () =>
  demo.make('/address-groups', {
    address_group: { name: 'ag', addresses: ['192.0.2.9/24', '198.51.100.7/32'] },
  })

test('a group is shown with all its fields', async () => {
  const { id, created_at, updated_at, revision_number, ...rest } = await newGroup()
  assert.deepEqual(rest, {
    tenant_id: demo.project,
    project_id: demo.project,
    name: 'ag',
    description: '',
    shared: false,
    addresses: ['192.0.2.0/24', '198.51.100.7/32'],
  })
  assert.equal(updated_at, created_at)
  assert.equal(typeof revision_number, 'number')
  const { body } = await demo.get('/address-groups?name=ag')
  assert.deepEqual(
    body.address_groups.map((group: { id: string }) => group.id),
    [id],
  )
  assert.equal((await demo.delete(`/address-groups/${id}`)).status, 204)
})

test('addresses are added and taken out, whether the body is wrapped or not', async () => {
  const group = await newGroup()
  const path = `/address-groups/${group.id}`
  const added = await demo.put(`${path}/add_addresses`, { addresses: ['203.0.113.0/25'] })
  assert.equal(added.status, 200)
  const { addresses, revision_number, updated_at, ...same } = added.body.address_group
  assert.deepEqual(addresses, ['192.0.2.0/24', '198.51.100.7/32', '203.0.113.0/25'])
  assert.ok(revision_number > group.revision_number)
  assert.ok(updated_at >= group.updated_at)
  const { addresses: _, revision_number: __, updated_at: ___, ...before } = group
  assert.deepEqual(same, before)
  const wrapped = { address_group: { addresses: ['203.0.113.0/25', '192.0.2.0/24'] } }
  const removed = await demo.put(`${path}/remove_addresses`, wrapped)
  assert.deepEqual(removed.body.address_group.addresses, ['198.51.100.7/32'])
  assert.deepEqual(said(await demo.put(`${path}/remove_addresses`, wrapped)), [
    404,
    'AddressesNotFound',
    `Addresses ['203.0.113.0/25', '192.0.2.0/24'] not found in the address group ${group.id}.`,
  ])
  assert.equal((await demo.put(path, { address_group: { addresses: [] } })).status, 400)
})

test('Baryon’s own API answers the changed object too', async () => {
  const group = await newGroup()
  const path = `//proton/networking/v2.0/address_groups/${group.id}/add_addresses`
  const { status, body } = await demo.put(path, { addresses: ['203.0.113.0/25'] })
  assert.equal(status, 200)
  assert.deepEqual(body.addresses, ['192.0.2.0/24', '198.51.100.7/32', '203.0.113.0/25'])
  assert.equal(body.shared, false)
  assert.ok(!('shared_with' in body))
})
