/** Requests that fit the models, or nearly: whatever is asked of any kind, the server never fails. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Attribute, isWritable, type Kind, loadModels, type Type } from '@baryon/model'
import fc from 'fast-check'
import { type Cloud, type Got, type Person, startCloud } from './cloud.ts'

const services = new URL('../../services', import.meta.url).pathname
const { services: loaded } = await loadModels([services])
const kinds = loaded.find(({ name }) => name === 'networking')?.kinds ?? []

let cloud: Cloud
/** Ids of what is there, which references may name. */
const ids: string[] = ['00000000-0000-4000-8000-000000000000']
/** Paths of what was made, by the name of its kind. */
const made = new Map<string, string[]>()

before(async () => {
  cloud = await startCloud()
  const { admin } = cloud
  const network = await admin.make('/networks', { network: { shared: true, 'router:external': true } })
  const on = { network_id: network.id, ip_version: 4, cidr: '10.0.0.0/24' }
  ids.push(network.id, (await admin.make('/subnets', { subnet: on })).id)
  for (const path of ['port', 'floatingip'] as const) {
    const values = path === 'port' ? { network_id: network.id } : { floating_network_id: network.id }
    ids.push((await admin.make(`/${path}s`, { [path]: values })).id)
  }
  ids.push((await admin.make('/routers', { router: {} })).id)
  ids.push((await admin.make('/security-groups', { security_group: {} })).id)
  ids.push((await admin.make('/qos/policies', { policy: { name: 'gold' } })).id)
})
after(() => cloud.stop())

const words = [
  ...['', 'x', 'vlan', 'vxlan', 'flat', 'local', 'physnet1', 'tcp', 'icmp', 'slaac', 'network', 'access_as_shared'],
  ...['compute:nova', 'network:router_interface', 'host-1', '22:23', 'ALL', 'security_group', 'L3_ROUTER_NAT', '*'],
]
const odd = fc.oneof(fc.constantFrom(null, true, 0, -1, '', [], {}), fc.jsonValue({ maxDepth: 2 }))

/** Values that fit a type; ids are those that are there when they are asked for. */
function fitting(type: Type): fc.Arbitrary<unknown> {
  switch (type.name) {
    case 'list':
      return fc.array(fitting(type.items), { maxLength: 3 })
    case 'object':
      return members(type.attributes)
    case 'map':
      return fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.oneof(
        fc.constantFrom(0, 1, 4, 6, 24, 80, 1500),
        fc.integer({ min: type.min ?? -5, max: type.max ?? 70_000 }),
      )
    case 'enum':
      return fc.constantFrom(...(type.values ?? ['']))
    case 'ip':
      return fc.constantFrom('10.0.0.5', '10.0.0.1', '203.0.113.9', '2001:db8::5', '0.0.0.0', '255.255.255.255')
    case 'cidr':
      return fc.constantFrom('10.0.2.0/24', '10.0.0.0/24', '0.0.0.0/0', '2001:db8::/64', '10.9.0.0/30', '10.9.0.1/32')
    case 'mac':
      return fc.constantFrom('fa:16:3e:00:00:02', 'fa:16:3e:00:00:03')
    case 'uuid':
    case 'reference':
      return fc.nat().map(pick => ids[pick % ids.length])
    default:
      return fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 }))
  }
}

const nearly = (type: Type): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fitting(type), weight: 25 }, { arbitrary: odd, weight: 1 })

function members(attributes: readonly Attribute[]): fc.Arbitrary<unknown> {
  const required = attributes.filter(one => one.required && one.default === undefined).map(({ name }) => name)
  const record = Object.fromEntries(attributes.map(({ name, type }) => [name, nearly(type)]))
  return fc
    .subarray(Object.keys(record), { maxLength: Math.min(5, attributes.length) })
    .chain(names => fc.record(Object.fromEntries([...names, ...required].map(name => [name, record[name] ?? odd]))))
}

const given = (kind: Kind, method: string): fc.Arbitrary<unknown> =>
  members(
    kind.attributes.filter(
      one =>
        isWritable(one) &&
        one.name !== kind.owner &&
        one.name !== kind.parent?.attribute &&
        !(method === 'PUT' && one.immutable),
    ),
  )

/** Where the collection of a kind is; below a parent, below one that was made or that is no parent. */
function pathOf(kind: Kind, pick: number): string {
  const own = `/${kind.path ?? kind.plural}`
  const above = kinds.find(({ name }) => name === kind.parent?.kind)
  if (above === undefined) return own
  const parents = made.get(above.name) ?? []
  return `${parents[pick % (parents.length || 1)] ?? `${pathOf(above, pick)}/${ids[pick % ids.length]}`}${own}`
}

interface Step {
  readonly kind: Kind
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body: unknown
  readonly pick: number
  readonly asAdmin: boolean
}

const steps: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...kinds), fc.constantFrom('POST', 'POST', 'PUT', 'GET', 'DELETE'), fc.nat(), fc.boolean())
  .chain(([kind, method, pick, asAdmin]) =>
    given(kind, method).map(values => ({
      kind,
      method: method as Step['method'],
      body: { [kind.noun]: values },
      pick,
      asAdmin,
    })),
  )

function keep(kind: Kind, path: string, { body }: Got) {
  const id = body?.[kind.noun]?.id
  if (typeof id !== 'string') return
  ids.push(id)
  made.set(kind.name, [...(made.get(kind.name) ?? []), `${path}/${id}`])
}

async function take({ kind, method, body, pick, asAdmin }: Step): Promise<Got> {
  const who: Person = asAdmin ? cloud.admin : cloud.as('demo')
  const path = pathOf(kind, pick)
  if (method === 'POST') {
    const got = await who.post(path, body)
    if (got.status === 201) keep(kind, path, got)
    return got
  }
  const known = made.get(kind.name) ?? []
  const member = known[pick % (known.length || 1)] ?? `${path}/${ids[pick % ids.length]}`
  if (method === 'PUT') return who.put(member, body)
  return method === 'GET' ? who.get(pick % 2 === 0 ? path : member) : who.delete(member)
}

test('any request to any kind is answered, and never by a failure of the server', async () => {
  const answered = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(steps, async step => {
      const { status, text } = await take(step)
      answered.set(status, (answered.get(status) ?? 0) + 1)
      assert.ok(status < 500, `${step.method} ${step.kind.name} ${JSON.stringify(step.body)}: ${status} ${text}`)
    }),
    { numRuns: 1500, endOnFailure: true },
  )
  for (const status of [200, 201, 204, 400, 403, 404]) assert.ok(answered.has(status), `nothing was answered ${status}`)
})
