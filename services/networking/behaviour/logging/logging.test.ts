import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openLab } from '../testdata/lab.ts'

it('a log is of a security group, a port that has it, or all, and goes with them', async context => {
  const lab = await openLab(context)
  const group = await lab.create(lab.admin, 'SecurityGroup', { name: 'web' })
  const other = await lab.create(lab.admin, 'SecurityGroup', { name: 'db' })
  const network = await lab.create(lab.admin, 'Network', {})
  const [resource, target] = [String(group['id']), '00000000-0000-4000-8000-000000000001']
  const port = await lab.create(lab.admin, 'Port', { network_id: String(network['id']), security_groups: [] })
  const add = (values: Readonly<Record<string, string>>) =>
    lab.create(lab.admin, 'Log', { resource_type: 'security_group', ...values })
  await add({ resource_id: resource })
  await add({ target_id: String(port['id']) })
  await assert.rejects(add({ resource_type: 'router' }), /Invalid log resource_type: router/)
  await assert.rejects(add({ resource_id: target }), /Resource .* could not be found/)
  await assert.rejects(add({ target_id: target }), /Target resource .* could not be found/)
  await assert.rejects(
    add({ resource_id: String(other['id']), target_id: String(port['id']) }),
    /Invalid resource constraint/,
  )
  await lab.remove(lab.admin, 'Port', String(port['id']))
  await lab.remove(lab.admin, 'SecurityGroup', resource)
  assert.deepEqual(await lab.list(lab.admin, 'Log'), [])
})
