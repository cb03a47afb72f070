/** Security groups and their rules as OpenStack's clients meet them. */
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

const ruleFields = [
  'created_at',
  'description',
  'direction',
  'ethertype',
  'id',
  'normalized_cidr',
  'port_range_max',
  'port_range_min',
  'project_id',
  'protocol',
  'remote_address_group_id',
  'remote_group_id',
  'remote_ip_prefix',
  'revision_number',
  'security_group_id',
  'tenant_id',
  'updated_at',
]

const groupFields = [
  'created_at',
  'description',
  'id',
  'name',
  'project_id',
  'revision_number',
  'security_group_rules',
  'shared',
  'stateful',
  'tags',
  'tenant_id',
  'updated_at',
]

const fieldsOf = (object: object) => Object.keys(object).sort()

/** Status, class and message of a refusal. */
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

const newGroup = (person: Person, more: object = {}) =>
  person.make('/security-groups', { security_group: { name: 'web', ...more } })

test('a project finds its default group in its first list', async () => {
  const person = cloud.as('other', 'reader')
  const { body } = await person.get('/security-groups?name=default')
  assert.equal(body.security_groups.length, 1)
  const [group] = body.security_groups
  assert.equal(group.description, 'Default security group')
  assert.equal(group.tenant_id, person.project)
  const rules = group.security_group_rules.map((rule: Record<string, unknown>) => [
    rule['direction'],
    rule['ethertype'],
    rule['remote_group_id'],
    rule['description'],
  ])
  assert.deepEqual(rules.sort(), [
    ['egress', 'IPv4', null, null],
    ['egress', 'IPv6', null, null],
    ['ingress', 'IPv4', group.id, null],
    ['ingress', 'IPv6', group.id, null],
  ])
  const again = await person.get('/security-groups')
  assert.deepEqual(again.body.security_groups, body.security_groups)
})

test('a list of rules has those of the default group too, and many lists at once make one', async () => {
  const person = cloud.as('alt')
  const lists = await Promise.all(Array.from({ length: 8 }, () => person.get('/security-group-rules')))
  assert.deepEqual(new Set(lists.map(({ status }) => status)), new Set([200]))
  const { body } = await person.get('/security-group-rules')
  assert.equal(body.security_group_rules.length, 4)
  assert.equal((await person.get('/security-groups')).body.security_groups.length, 1)
})

test('a group is shown with all its fields, as are its rules', async () => {
  const group = await newGroup(demo, { description: 'w' })
  assert.deepEqual(fieldsOf(group), groupFields)
  assert.equal(group.stateful, true)
  assert.equal(group.shared, false)
  assert.match(group.created_at, second)
  for (const rule of group.security_group_rules) {
    assert.deepEqual(fieldsOf(rule), [...ruleFields, 'tags'].sort())
    assert.match(rule.created_at, second)
    assert.equal(rule.tenant_id, demo.project)
  }
  const { body } = await demo.get(`/security-groups/${group.id}?fields=id&fields=security_group_rules`)
  const { id, security_group_rules } = group
  assert.deepEqual(body.security_group, { id, security_group_rules })
})

test('a rule is taken as clients send it', async () => {
  const group = await newGroup(demo)
  const rule = await demo.make('/security-group-rules', {
    security_group_rule: {
      security_group_id: group.id,
      direction: 'ingress',
      protocol: 'tcp',
      port_range_min: '80',
      port_range_max: 81,
      remote_ip_prefix: '203.0.113.9/24',
      ethertype: 'ipv4',
    },
  })
  assert.deepEqual(fieldsOf(rule), ruleFields)
  const { id, created_at, updated_at, revision_number, ...rest } = rule
  assert.match(created_at, second)
  assert.equal(updated_at, created_at)
  assert.equal(typeof revision_number, 'number')
  assert.deepEqual(rest, {
    tenant_id: demo.project,
    project_id: demo.project,
    security_group_id: group.id,
    ethertype: 'IPv4',
    direction: 'ingress',
    protocol: 'tcp',
    port_range_min: 80,
    port_range_max: 81,
    remote_ip_prefix: '203.0.113.9/24',
    remote_address_group_id: null,
    normalized_cidr: '203.0.113.0/24',
    remote_group_id: null,
    description: '',
  })
  assert.deepEqual((await demo.get(`/security-group-rules/${id}`)).body.security_group_rule, rule)
  const number = { security_group_id: group.id, direction: 'ingress', protocol: 17 }
  const udp = await demo.make('/security-group-rules', { security_group_rule: number })
  assert.equal(udp.protocol, '17')
  const query = `security_group_id=${group.id}&protocol=tcp&direction=ingress&remote_ip_prefix=203.0.113.9/24`
  const found = await demo.get(`/security-group-rules?${query}`)
  assert.deepEqual(found.body.security_group_rules, [rule])
})

test('several rules are made at once, or none of them', async () => {
  const group = await newGroup(demo)
  const rule = (protocol: string) => ({ security_group_id: group.id, direction: 'ingress', protocol })
  const bulk = (...protocols: string[]) =>
    demo.post('/security-group-rules', { security_group_rules: protocols.map(rule) })
  const made = await bulk('tcp', 'udp')
  assert.equal(made.status, 201)
  assert.deepEqual(
    made.body.security_group_rules.map(({ protocol }: { protocol: string }) => protocol),
    ['tcp', 'udp'],
  )
  const twice = [409, 'DuplicateSecurityGroupRuleInPost', 'Duplicate Security Group Rule in POST.']
  assert.deepEqual(said(await bulk('esp', 'esp')), twice)
  assert.equal((await bulk('esp', 'tcp')).body.NeutronError.type, 'SecurityGroupRuleExists')
  const { body } = await demo.get(`/security-group-rules?security_group_id=${group.id}&protocol=esp`)
  assert.deepEqual(body.security_group_rules, [])
})

test('what cannot be is refused in Neutron’s words', async () => {
  const group = await newGroup(demo)
  const nobody = '00000000-0000-4000-8000-000000000000'
  const rule = async (more: object) =>
    said(
      await demo.post('/security-group-rules', {
        security_group_rule: { security_group_id: group.id, direction: 'ingress', ...more },
      }),
    )
  assert.deepEqual(await rule({ direction: 'sideways' }), [
    400,
    'HTTPBadRequest',
    'Invalid input for direction. Reason: sideways is not in valid_values.',
  ])
  assert.deepEqual(await rule({ protocol: 'tcp', port_range_min: 90, port_range_max: 80 }), [
    400,
    'SecurityGroupInvalidPortRange',
    'For TCP/UDP protocols, port_range_min must be <= port_range_max',
  ])
  assert.deepEqual(await rule({ security_group_id: nobody }), [
    404,
    'SecurityGroupNotFound',
    `Security group ${nobody} does not exist`,
  ])
  assert.deepEqual(await rule({ remote_group_id: 'bad' }), [
    404,
    'SecurityGroupNotFound',
    'Security group bad does not exist',
  ])
  assert.deepEqual(said(await demo.get(`/security-groups/${nobody}`)), [
    404,
    'SecurityGroupNotFound',
    `Security group ${nobody} does not exist`,
  ])
  assert.deepEqual(said(await demo.get(`/security-group-rules/${nobody}`)), [
    404,
    'SecurityGroupRuleNotFound',
    `Security group rule ${nobody} does not exist`,
  ])
  assert.deepEqual(said(await demo.post('/security-groups', { security_group: { name: 'default' } })), [
    409,
    'SecurityGroupDefaultAlreadyExists',
    'Default security group already exists.',
  ])
})

test('a group that ports have stays, and stays stateful', async () => {
  const group = await newGroup(demo)
  const network = await demo.make('/networks', { network: { name: 'n' } })
  const port = await demo.make('/ports', { port: { network_id: network.id, security_groups: [group.id] } })
  const inUse = [409, 'SecurityGroupInUse', `Security Group ${group.id} in use.`]
  assert.deepEqual(said(await demo.delete(`/security-groups/${group.id}`)), inUse)
  const path = `/security-groups/${group.id}`
  assert.deepEqual(said(await demo.put(path, { security_group: { stateful: false } })), inUse)
  assert.equal((await demo.put(path, { security_group: { stateful: true, name: 'db' } })).status, 200)
  assert.equal((await demo.delete(`/ports/${port.id}`)).status, 204)
  const changed = await demo.put(path, { security_group: { stateful: 'False' } })
  assert.equal(changed.body.security_group.stateful, false)
  assert.equal((await demo.delete(path)).status, 204)
  assert.equal((await demo.get(path)).status, 404)
})

test('groups are found by whether they are shared', async () => {
  const [owner, friend] = [cloud.as('service', 'member'), cloud.as('alt')]
  const group = await newGroup(owner, { name: 'shared' })
  const policy = { object_type: 'security_group', object_id: group.id, action: 'access_as_shared' }
  await owner.make('/rbac-policies', { rbac_policy: { ...policy, target_tenant: friend.project } })
  const ids = async (query: string) =>
    (await friend.get(`/security-groups?${query}`)).body.security_groups.map(({ id }: { id: string }) => id)
  assert.deepEqual(await ids('shared=True'), [group.id])
  assert.ok(!(await ids('shared=false')).includes(group.id))
  assert.ok((await ids('fields=id')).includes(group.id))
  const { body } = await friend.get(`/security-groups/${group.id}`)
  assert.equal(body.security_group.shared, true)
  assert.equal(body.security_group.security_group_rules.length, 2)
  assert.deepEqual((await friend.get(`/security-group-rules?security_group_id=${group.id}`)).body, {
    security_group_rules: [],
  })
})

test('administrators who list the groups of a project find its default group, members that of their own', async () => {
  const project = cloud.as('other').project
  const found = async (by: Person) => (await by.get(`/security-groups?project_id=${project}`)).body.security_groups
  assert.deepEqual(await found(demo), [])
  assert.deepEqual(await found(demo), [])
  assert.deepEqual(
    (await found(cloud.admin)).map((group: { name: string; project_id: string }) => [group.name, group.project_id]),
    [['default', project]],
  )
})
