import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kind, Service } from '../ir.ts'
import { kindIn, loadFiles } from '../read/testdata/models.ts'
import { applyPolicies } from './apply.ts'

const MODEL = `file_version: "2.0"
info: { name: net, version: "1.0" }
dialect: { name: openstack, path: /v2.0 }
policy_rules:
  owner: "project_id:%(project_id)s"
  member: "rule:context_is_admin or (role:member and rule:owner)"
  shared: "'*':%(shared_with)s or project_id:%(shared_with)s"
objects:
  Owned:
    attributes:
      project_id: { type: string, maxLength: 255, required: true }
      shared_with: { type: list, items: { type: string, maxLength: 255 }, default: [], internal: true }
    policies: { create: "rule:member", list: "rule:member or rule:shared", get: "rule:member", update: "rule:member", delete: "rule:member" }
  Network:
    extends: Owned
    api: { name: network }
    attributes:
      shared: { type: boolean, derived: true, policies: { write: "role:admin" } }
      "provider:network_type": { type: string, policies: { read: "role:admin" } }
  Port:
    extends: Owned
    api: { name: port }
    attributes:
      network_project_id: { type: string, maxLength: 255, internal: true }
      fixed_ips:
        type: list
        default: []
        items:
          type: object
          attributes:
            subnet_id: { type: uuid }
            ip_address: { type: ip, policies: { write: "role:admin" } }
    actions:
      add_address: { behaviour: true, method: PUT }
      activate: { behaviour: true, method: PUT }
  Binding:
    extends: Owned
    api: { name: binding, parent: Port, verbs: [create, list, delete] }
    attributes:
      port_id: { type: Port, required: true }
      port_project_id: { type: string, maxLength: 255, internal: true }
    actions:
      activate: { behaviour: true, method: PUT }
`

const OTHER = `file_version: "2.0"
info: { name: other, version: "1.0" }
objects:
  Network: { api: { name: network } }
`

const models = (context: Parameters<typeof loadFiles>[0]) =>
  loadFiles(context, { 'net/net.yaml': MODEL, 'other/other.yaml': OTHER })

function applied(services: readonly Service[], overrides: Readonly<Record<string, string>>): (name: string) => Kind {
  const result = applyPolicies(services, overrides)
  assert.ok(result.ok, JSON.stringify(result))
  return name => result.value.find(({ name: service }) => service === 'net')!.kinds.find(kind => kind.name === name)!
}

function messages(services: readonly Service[], overrides: Readonly<Record<string, string>>): readonly string[] {
  const result = applyPolicies(services, overrides)
  return result.ok ? [] : result.faults.map(fault => `${fault.code}: ${fault.message}`)
}

const expressions = (kind: Kind) =>
  Object.fromEntries(Object.entries(kind.policies).map(([verb, policy]) => [verb, policy.expression]))

const never = { always: false }
const operator = { role: 'operator' }

test('applyPolicies() without any gives the services as they are, and never touches one without a dialect', async context => {
  const { services } = await models(context)
  assert.deepEqual(applyPolicies(services, {}), { ok: true, value: services })
  const result = applyPolicies(services, { create_network: '!' })
  assert.equal(result.ok && result.value[1], services[1])
})

test('applyPolicies() leaves what it does not name as it was', async context => {
  const loaded = await models(context)
  const port = applied(loaded.services, { create_network: '!' })('Port')
  assert.deepEqual(port, kindIn(loaded, 'Port', 'net'))
})

test('applyPolicies() replaces the policies of verbs; that of get is for lists too, unless they have their own', async context => {
  const loaded = await models(context)
  const before = expressions(kindIn(loaded, 'Network', 'net'))
  const get = applied(loaded.services, { get_network: '!', delete_network: 'role:operator' })('Network')
  assert.deepEqual(expressions(get), { ...before, get: never, list: never, delete: operator })
  const list = applied(loaded.services, { list_network: 'role:operator', get_network: '!' })('Network')
  assert.deepEqual(expressions(list), { ...before, get: never, list: operator })
})

test('applyPolicies() replaces the policies of attributes and of their members', async context => {
  const { services } = await models(context)
  const of = applied(services, {
    'create_network:shared': 'role:operator',
    'get_network:provider:network_type': 'role:operator',
    'update_port:fixed_ips:ip_address': '!',
    'update_port:tenant_id': '!',
  })
  const policiesOf = (kind: string, name: string) => of(kind).attributes.find(one => one.name === name)?.policies
  assert.deepEqual(policiesOf('Network', 'shared')?.create?.expression, operator)
  assert.deepEqual(policiesOf('Network', 'shared')?.write?.expression, { role: 'admin' })
  assert.deepEqual(policiesOf('Network', 'provider:network_type')?.read?.expression, operator)
  assert.deepEqual(policiesOf('Port', 'project_id')?.update?.expression, never)
  const type = of('Port').attributes.find(one => one.name === 'fixed_ips')?.type
  assert.ok(type?.name === 'list' && type.items.name === 'object')
  const [subnet, address] = type.items.attributes
  assert.deepEqual(subnet?.policies, {})
  assert.deepEqual(address?.policies.update?.expression, never)
  assert.deepEqual(address?.policies.write?.expression, { role: 'admin' })
})

test('applyPolicies() knows actions by their name, and those of several kinds with the word for the kind', async context => {
  const { services } = await models(context)
  const of = applied(services, { 'add-address': '!', activate_port_binding: 'role:operator', create_binding: '!' })
  assert.deepEqual(expressions(of('Port'))['action:add_address'], never)
  assert.deepEqual(expressions(of('Binding'))['action:activate'], operator)
  assert.deepEqual(expressions(of('Binding'))['create'], never)
  assert.notDeepEqual(expressions(of('Port'))['action:activate'], operator)
  assert.match(messages(services, { activate: '!' })[0]!, /^policy.name-unknown: /)
})

test('applyPolicies() replaces named rules everywhere, and takes new ones that others name', async context => {
  const { services } = await models(context)
  const of = applied(services, { member: 'role:operator', create_port: 'rule:ours', ours: 'rule:member and role:port' })
  assert.deepEqual(expressions(of('Network'))['delete'], operator)
  assert.deepEqual(expressions(of('Port'))['create'], { all: [operator, { role: 'port' }] })
})

test('applyPolicies() reads the owner of another object where the kind keeps it', async context => {
  const { services } = await models(context)
  const of = applied(services, {
    update_port: 'tenant_id:%(network:tenant_id)s',
    delete_port: 'rule:network_owner',
    delete_network: 'rule:network_owner',
    create_binding: 'rule:ext_parent_owner',
  })
  assert.deepEqual(expressions(of('Port'))['update'], { caller: 'project', target: 'network_project_id' })
  assert.deepEqual(expressions(of('Port'))['delete'], { caller: 'project', target: 'network_project_id' })
  assert.deepEqual(expressions(of('Network'))['delete'], never)
  assert.deepEqual(expressions(of('Binding'))['create'], { caller: 'project', target: 'port_project_id' })
})

test("applyPolicies() takes Neutron's own way to say what is shared", async context => {
  const { services } = await models(context)
  const of = applied(services, { shared: 'field:networks:shared=True', delete_network: 'field:networks:shared=True' })
  const shared = {
    any: [
      { constant: '*', target: 'shared_with', many: true },
      { caller: 'project', target: 'shared_with', many: true },
    ],
  }
  assert.deepEqual(expressions(of('Network'))['delete'], shared)
})

test('applyPolicies() says everything that is wrong', async context => {
  const { services } = await models(context)
  assert.deepEqual(
    messages(services, {
      create_netwrok: '',
      'create_port:shared_with': '',
      update_bindings: '',
      xyz: '',
      create_port: 'role:',
      delete_port: "'x':%(nothing)s",
      delete_network: 'rule:nobody',
    }).map(message => message.replace(/; known are.*/, '')),
    [
      'policy.name-unknown: Rename the policy "create_netwrok": did you mean "create_network"?',
      'policy.name-unknown: Rename the policy "create_port:shared_with": did you mean "create_port:fixed_ips"?',
      'policy.name-unknown: Rename the policy "update_bindings": did you mean "update_binding"?',
      'policy.name-unknown: Rename the policy "xyz"',
      'policy.override: Correct the policy "delete_network": Name a known rule instead of "nobody" in the policy "rule:nobody"',
      'policy.override: Correct the policy "create_port": Correct the policy "role:" at character 1: "role:" lacks what follows its colon',
      'policy.override: Correct the policy "delete_port": there is no attribute "nothing" that is stored',
    ],
  )
})
