/** Quotas as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cloud, type Person, projectId, said, startCloud } from './cloud.ts'

let cloud: Cloud
let demo: Person

before(async () => {
  cloud = await startCloud()
  demo = cloud.as('demo')
})
after(() => cloud.stop())

const defaults = {
  network: 100,
  subnet: 100,
  subnetpool: -1,
  port: 500,
  router: 10,
  floatingip: 50,
  rbac_policy: 10,
  security_group: 10,
  security_group_rule: 100,
  trunk: -1,
}

test('a quota is shown, changed bit by bit, listed and reset', async () => {
  const project = projectId('alt')
  const path = `/quotas/${project}`
  const { admin } = cloud
  assert.deepEqual((await cloud.as('alt').get(path)).body, { quota: defaults })
  assert.deepEqual((await admin.get('/quotas')).body, { quotas: [] })
  const changed = await admin.put(path, { quota: { network: '60' } })
  assert.deepEqual([changed.status, changed.body], [200, { quota: { ...defaults, network: 60 } }])
  const quota = { ...defaults, network: 60, port: 0 }
  assert.deepEqual((await admin.put(path, { quota: { port: 0 } })).body, { quota })
  assert.deepEqual((await admin.get('/quotas')).body, {
    quotas: [{ ...quota, tenant_id: project, project_id: project }],
  })
  assert.deepEqual((await admin.get(`${path}/default`)).body, { quota: defaults })
  const reset = await admin.delete(path)
  assert.deepEqual([reset.status, reset.text], [204, ''])
  assert.deepEqual((await admin.get(path)).body, { quota: defaults })
  assert.deepEqual(said(await admin.delete(path)), [
    404,
    'TenantQuotaNotFound',
    `Quota for tenant ${project} could not be found.`,
  ])
})

test('details tell what is used of each', async () => {
  const person = cloud.as('other')
  await person.make('/networks', { network: { name: 'n' } })
  const { body } = await person.get(`/quotas/${person.project}/details.json`)
  assert.deepEqual(Object.keys(body.quota), Object.keys(defaults))
  assert.deepEqual(body.quota.network, { limit: 100, used: 1, reserved: 0 })
  assert.deepEqual(body.quota.trunk, { limit: -1, used: 0, reserved: 0 })
})

test('clients ask which project their token is of', async () => {
  assert.deepEqual((await demo.get('/quotas/tenant')).body, { tenant: { tenant_id: demo.project } })
  assert.deepEqual((await demo.get('/quotas/project.json')).body, { project: { project_id: demo.project } })
})

test('what is over quota is refused, one by one and in bulk', async () => {
  const { admin } = cloud
  const path = `/quotas/${demo.project}`
  await admin.put(path, { quota: { network: 2, security_group: 1 } })
  const over = (what: string) => [409, 'OverQuota', `Quota exceeded for resources: ['${what}'].`]
  const bulk = { networks: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }
  assert.deepEqual(said(await demo.post('/networks', bulk)), over('network'))
  assert.deepEqual((await demo.get('/networks')).body, { networks: [] })
  assert.equal((await demo.post('/networks', { networks: bulk.networks.slice(1) })).status, 201)
  assert.deepEqual(said(await demo.post('/networks', { network: {} })), over('network'))
  assert.deepEqual(said(await demo.post('/security-groups', { security_group: {} })), over('security_group'))
  const check = await admin.put(path, { quota: { network: 1, check_limit: 'True' } })
  assert.deepEqual(said(check), [
    400,
    'HTTPBadRequest',
    'Quota limit 1 for network must be greater than or equal to already used 2',
  ])
  assert.equal((await admin.put(path, { quota: { network: 1 } })).status, 200)
})

test('many at once never get more than the quota', async () => {
  const person = cloud.as('service', 'member')
  await cloud.admin.put(`/quotas/${person.project}`, { quota: { network: 5, security_group: 3 } })
  const both = Array.from({ length: 32 }, (_, at) =>
    at % 2 === 0 ? person.post('/networks', { network: {} }) : person.post('/security-groups', { security_group: {} }),
  )
  const answers = await Promise.all(both)
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201, 409]))
  assert.equal((await person.get('/networks')).body.networks.length, 5)
  // One of them is the default group.
  assert.equal((await person.get('/security-groups')).body.security_groups.length, 3)
})

test('what cannot be is refused in Neutron’s words', async () => {
  const { admin } = cloud
  const path = `/quotas/${demo.project}`
  assert.deepEqual(said(await admin.put(path, { quota: { network: 'x' } })), [
    400,
    'InvalidInput',
    "Invalid input for operation: 'x' is not an integer.",
  ])
  assert.deepEqual(said(await admin.put(path, { quota: { bogus: 1 } })), [
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus'",
  ])
  const denied = (rule: string) => [403, 'PolicyNotAuthorized', `rule:${rule} is disallowed by policy`]
  assert.deepEqual(said(await demo.put(path, { quota: { network: 1 } })), denied('update_quota'))
  assert.deepEqual(said(await demo.delete(path)), denied('delete_quota'))
  assert.deepEqual(said(await demo.get('/quotas')), denied('get_quota'))
  assert.deepEqual(said(await demo.get(`/quotas/${projectId('alt')}`)), denied('get_quota'))
})

test('what the service keeps for itself has no URL', async () => {
  for (const path of ['/quota_limits', '/hosted_networks', '/hosted_routers'])
    assert.equal((await cloud.admin.get(path)).status, 404, path)
  const { body } = await cloud.admin.get('')
  assert.deepEqual(body.resources.map(({ name }: { name: string }) => name).sort(), [
    'network',
    'port',
    'subnet',
    'subnetpool',
  ])
})
