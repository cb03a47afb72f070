/** Who may do what, unless a policy file says otherwise: Neutron's policies by their names, and the people they let through. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  applyPolicies,
  type Caller,
  type Kind,
  loadModels,
  type Policy,
  permits,
  type Row,
  type Service,
} from '@baryon/model'
import { facts } from './policy-facts.ts'

const { services } = await loadModels([new URL('../../services', import.meta.url).pathname])
const networking = (all: readonly Service[]) => all.find(service => service.name === 'networking')!

const member = (project: string): Caller => ({ user: project, project, roles: ['member', 'reader'] })
const reader = (project: string): Caller => ({ user: project, project, roles: ['reader'] })
const withRole = (role: string): Caller => ({ user: role, project: 'elsewhere', roles: [role] })

/** An object of any kind: a device of the network, or what shares something with everyone. */
const object: Row = {
  // The automatic topology is called by its project.
  id: 'owner',
  project_id: 'owner',
  network_project_id: 'network',
  group_project_id: 'group',
  shared_with: ['shared'],
  external_for: ['external'],
  device_kind: 'network',
  device_owner: 'network:dhcp',
  target_tenant: '*',
}
const of = (project: string): Row => ({ ...object, project_id: project })

/** Who asks, and of whose object. */
interface Person {
  readonly caller: Caller
  readonly object: Row
}
const person = (caller: Caller, about = object): Person => ({ caller, object: about })

const people: Readonly<Record<string, Person>> = {
  admin: person({ user: 'admin', project: 'admin', roles: ['admin', 'member', 'reader'] }),
  member: person(member('owner')),
  reader: person(reader('owner')),
  networkOwner: person(member('network')),
  networkReader: person(reader('network')),
  groupOwner: person(member('group')),
  shared: person(member('shared')),
  external: person(member('external')),
  other: person(member('other')),
  advsvc: person(withRole('advsvc')),
}

/** What is said of ports differs by whose network it is. */
const peopleOfPorts: typeof people = {
  ...people,
  onOwnNetwork: person(member('network'), of('network')),
  readerOnOwnNetwork: person(reader('network'), of('network')),
  onSharedNetwork: person(member('shared'), of('shared')),
}

const MARK = 'role:only_here'
const isMarked = (policy: Policy | undefined) => policy?.source === MARK

/** What lets somebody do the thing: all of these, one of them for each place that the name is about. */
type Conditions = readonly (readonly Policy[])[]

const given = (...policies: readonly (Policy | undefined)[]): readonly Policy[] =>
  policies.filter(policy => policy !== undefined)

const occasions = { create: 'create', update: 'update', read: 'get' } as const

/** Where the name of a policy leads to in the models: there its mark is found when a file gives it. */
function conditionsOf(name: string): Conditions {
  const applied = applyPolicies(services, { [name]: MARK })
  assert.ok(applied.ok, `${name}: ${applied.ok || applied.faults.map(fault => fault.message).join()}`)
  const own = networking(services)
  return networking(applied.value).kinds.flatMap((kind, at) => {
    const plain = own.kinds[at]!
    const found: (readonly Policy[])[] = Object.keys(kind.policies)
      .filter(verb => isMarked(kind.policies[verb]) && isServed(plain, verb))
      .map(verb => given(plain.policies[verb]))
    kind.attributes.forEach((attribute, index) => {
      const before = plain.attributes[index]!
      for (const [occasion, verb] of Object.entries(occasions) as [keyof typeof occasions, string][]) {
        const whole = before.policies[occasion] ?? (occasion === 'read' ? undefined : before.policies.write)
        if (isMarked(attribute.policies[occasion])) found.push(given(plain.policies[verb], whole))
        const inside = membersOf(attribute.type)
        inside.forEach((one, place) => {
          if (!isMarked(one.policies[occasion])) return
          const { policies } = membersOf(before.type)[place]!
          found.push(given(plain.policies[verb], whole, policies[occasion] ?? policies.write))
        })
      }
    })
    return found
  })
}

type Attributes = Service['kinds'][number]['attributes']
type AnyType = Attributes[number]['type']
const membersOf = (type: AnyType): Attributes =>
  type.name === 'list' ? membersOf(type.items) : type.name === 'object' ? type.attributes : []

const isServed = ({ verbs }: Kind, verb: string) =>
  verb.startsWith('action:') || verbs === undefined || verbs.some(one => one === verb)

const may = ({ caller, object: about }: Person, policies: readonly Policy[]) =>
  policies.every(policy => permits(policy.expression, caller, about))

/** Those who may do it; where a name is about several things and they differ, for each of them. */
function whoMay(name: string): readonly string[] {
  const asked = name.includes('_port:') ? peopleOfPorts : people
  const names = conditionsOf(name).map(one =>
    Object.keys(asked)
      .filter(who => may(asked[who]!, one))
      .join(' '),
  )
  return [...new Set(names)]
}

const everyone = Object.keys(people).join(' ')

for (const [who, names] of facts) {
  for (const name of names.split(/\s+/)) {
    test(`${name} is for ${who}`, () => assert.deepEqual(whoMay(name), [who === 'everyone' ? everyone : who]))
  }
}

test('get_rule_type lets everyone list the sorts of rules, and administrators see one closely', () => {
  assert.deepEqual(whoMay('get_rule_type'), [everyone, 'admin'])
})

test('get_quota lets administrators list quotas; of one, the service says whose it has to be', () => {
  assert.deepEqual(whoMay('get_quota'), ['admin', everyone])
})

test('update_port:data_plane_status is for those who may change the port and have the role for it', () => {
  const [policies = []] = conditionsOf('update_port:data_plane_status')
  const roles = ['data_plane_integrator']
  assert.equal(may(person({ user: 'u', project: 'owner', roles: [...roles, 'member'] }), policies), true)
  assert.equal(may(person({ user: 'u', project: 'owner', roles }), policies), false)
  assert.equal(may(person({ user: 'u', project: 'other', roles: [...roles, 'member'] }), policies), false)
})

test('create_port:device_owner is looked at where the device is of the network alone', () => {
  const [policies = []] = conditionsOf('create_port:device_owner')
  assert.equal(may(person(member('owner')), policies), false)
  assert.equal(may(person(member('owner'), { ...object, device_kind: 'compute' }), policies), true)
})

test('rules of sharing are for members unless they share with everyone', () => {
  for (const name of ['create_rbac_policy:target_tenant', 'update_rbac_policy:target_tenant']) {
    const [policies = []] = conditionsOf(name)
    assert.equal(may(person(member('owner')), policies), false)
    assert.equal(may(person(member('owner'), { ...object, target_tenant: 'other' }), policies), true)
  }
})

test('a name that nothing is served for is taken all the same', () => {
  for (const name of ['get_flavor_service_profile', 'list_auto_allocated_topology'])
    assert.deepEqual(conditionsOf(name), [])
})
