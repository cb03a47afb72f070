/** RBAC policies as OpenStack's clients meet them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cloud, type Person, said, startCloud } from './cloud.ts'

let cloud: Cloud
let demo: Person
let alt: Person

before(async () => {
  cloud = await startCloud()
  demo = cloud.as('demo')
  alt = cloud.as('alt')
})
after(() => cloud.stop())

const policyOf = (type: string, id: string, target: string, action = 'access_as_shared') => ({
  rbac_policy: { object_type: type, object_id: id, action, target_tenant: target },
})

const newNetwork = () => demo.make('/networks', { network: { name: 'n' } })

test('a policy is shown with all its fields, found, changed and deleted', async () => {
  const network = await newNetwork()
  const policy = await demo.make('/rbac-policies', policyOf('network', network.id, alt.project))
  const { id, ...rest } = policy
  assert.deepEqual(rest, {
    tenant_id: demo.project,
    project_id: demo.project,
    object_type: 'network',
    object_id: network.id,
    action: 'access_as_shared',
    target_tenant: alt.project,
  })
  const found = await demo.get(`/rbac-policies?object_type=network&target_tenant=${alt.project}`)
  assert.deepEqual(found.body, { rbac_policies: [policy] })
  assert.deepEqual((await alt.get('/rbac-policies')).body, { rbac_policies: [] })
  const seen = await alt.get(`/networks/${network.id}`)
  assert.equal(seen.body.network.shared, true)
  const changed = await demo.put(`/rbac-policies/${id}`, { rbac_policy: { target_tenant: cloud.as('other').project } })
  assert.equal(changed.status, 200)
  assert.equal((await alt.get(`/networks/${network.id}`)).status, 404)
  assert.equal((await demo.delete(`/rbac-policies/${id}`)).status, 204)
  assert.equal((await cloud.as('other').get(`/networks/${network.id}`)).status, 404)
})

test('types of objects are known without regard to case; others are refused by their name', async () => {
  const network = await newNetwork()
  const policy = await demo.make('/rbac-policies', policyOf(' Network', network.id, alt.project))
  assert.equal(policy.object_type, 'network')
  const refused = await demo.post('/rbac-policies', policyOf('router', network.id, alt.project))
  assert.deepEqual(said(refused), [
    400,
    'InvalidInput',
    "Invalid input for operation: 'router' is not a valid RBAC object type.",
  ])
})

test('a QoS policy is not taken from a project that has it on the gateway of a router', async () => {
  const qos = await cloud.admin.make('/qos/policies', { policy: { name: 'q' } })
  const sharing = await cloud.admin.make('/rbac-policies', policyOf('qos_policy', qos.id, demo.project))
  const { id: network_id } = await cloud.admin.make('/networks', { network: { 'router:external': true } })
  await cloud.admin.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '198.51.100.0/24' } })
  const gateway = { network_id, qos_policy_id: qos.id }
  const router = await demo.make('/routers', { router: { external_gateway_info: gateway } })
  const refused = await cloud.admin.delete(`/rbac-policies/${sharing.id}`)
  assert.deepEqual(said(refused).slice(0, 2), [409, 'RbacPolicyInUse'])
  await demo.delete(`/routers/${router.id}`)
  assert.equal((await cloud.admin.delete(`/rbac-policies/${sharing.id}`)).status, 204)
})

test('only administrators share with everyone', async () => {
  const network = await newNetwork()
  const refused = await demo.post('/rbac-policies', policyOf('network', network.id, '*'))
  assert.deepEqual(said(refused).slice(0, 2), [403, 'PolicyNotAuthorized'])
  const policy = await demo.make('/rbac-policies', policyOf('network', network.id, alt.project))
  const widened = await demo.put(`/rbac-policies/${policy.id}`, { rbac_policy: { target_tenant: '*' } })
  assert.deepEqual(said(widened).slice(0, 2), [403, 'PolicyNotAuthorized'])
  await cloud.admin.make('/rbac-policies', policyOf('network', network.id, '*'))
  const seen = await cloud.as('other').get(`/networks/${network.id}`)
  assert.equal(seen.body.network.shared, true)
})

test('the shared attribute of a network is a policy', async () => {
  const network = await cloud.admin.make('/networks', { network: { name: 'n', shared: true } })
  const { body } = await cloud.admin.get(`/rbac-policies?object_id=${network.id}`)
  assert.equal(body.rbac_policies.length, 1)
  assert.equal(body.rbac_policies[0].target_tenant, '*')
  await cloud.admin.put(`/networks/${network.id}`, { network: { shared: false } })
  assert.deepEqual((await cloud.admin.get(`/rbac-policies?object_id=${network.id}`)).body, { rbac_policies: [] })
  assert.equal((await demo.get(`/networks/${network.id}`)).status, 404)
})

test('a policy that a port of another project depends on stays', async () => {
  const network = await newNetwork()
  const policy = await demo.make('/rbac-policies', policyOf('network', network.id, alt.project))
  const port = await alt.make('/ports', { port: { network_id: network.id } })
  const [status, type, message] = said(await demo.delete(`/rbac-policies/${policy.id}`))
  assert.deepEqual([status, type], [409, 'RbacPolicyInUse'])
  assert.match(
    message,
    /^RBAC policy on object .* cannot be removed because other objects depend on it\.\nDetails: Unable to reconfigure/,
  )
  assert.equal((await alt.delete(`/ports/${port.id}`)).status, 204)
  assert.equal((await demo.delete(`/rbac-policies/${policy.id}`)).status, 204)
})

test('a network is external for whom a policy says so', async () => {
  const network = await newNetwork()
  const policy = policyOf('network', network.id, alt.project, 'access_as_external')
  await cloud.admin.make('/rbac-policies', policy)
  const seen = await alt.get(`/networks/${network.id}`)
  assert.equal(seen.status, 200)
  assert.equal(seen.body.network['router:external'], true)
  assert.equal((await cloud.as('other').get(`/networks/${network.id}`)).status, 404)
})

test('each sort of object is shared alike, and its policies go with it', async () => {
  const objects = {
    security_group: ['/security-groups', {}],
    address_group: ['/address-groups', {}],
    address_scope: ['/address-scopes', { name: 's', ip_version: 4 }],
    subnetpool: ['/subnetpools', { name: 'p', prefixes: ['10.0.0.0/8'] }],
    qos_policy: ['/qos/policies', { name: 'q' }],
  } as const
  for (const [type, [path, values]] of Object.entries(objects)) {
    const owner = type === 'qos_policy' ? cloud.admin : demo
    const noun = type === 'qos_policy' ? 'policy' : type
    const { id } = await owner.make(path, { [noun]: values })
    assert.equal((await alt.get(`${path}/${id}`)).status, 404, type)
    await owner.make('/rbac-policies', policyOf(type, id, alt.project))
    const seen = await alt.get(`${path}/${id}`)
    assert.equal(seen.body[noun].shared, true, type)
    assert.equal((await owner.delete(`${path}/${id}`)).status, 204, type)
    assert.deepEqual((await owner.get(`/rbac-policies?object_id=${id}`)).body, { rbac_policies: [] }, type)
  }
})
