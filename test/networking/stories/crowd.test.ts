/** What thirty-two clients ask at once is given to exactly as many as it is there for, and everything is whole afterwards. */
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { type Cloud, type Got, type Person, projectId, startCloud } from '../cloud.ts'
import { crowd, everyone, tally } from './crowd.ts'
import { type Prepared, prepare } from './prepare.ts'
import { faultsOf } from './sound.ts'
import { Teller } from './teller.ts'

let cloud: Cloud
let demo: Person
let prepared: Prepared
let teller: Teller

before(async () => {
  cloud = await startCloud()
  demo = cloud.as('demo')
  prepared = await prepare(cloud)
  teller = new Teller(cloud)
})
afterEach(() => teller.look())
after(() => cloud.stop())

/** All answers are sound. */
async function all(ask: (client: number) => Promise<Got>) {
  const answers = await everyone(ask)
  assert.deepEqual(answers.flatMap(faultsOf), [])
  return answers
}

async function network(person = demo, given: object = {}): Promise<string> {
  return (await person.make('/networks', { network: given })).id
}

async function subnet(network_id: string, cidr: string, given: object = {}, person = demo): Promise<string> {
  const ip_version = cidr.includes(':') ? 6 : 4
  return (await person.make('/subnets', { subnet: { network_id, ip_version, cidr, ...given } })).id
}

const limit = (quota: object) => cloud.admin.put(`/quotas/${projectId('demo')}`, { quota })

const used = async (word: string) =>
  (await cloud.admin.get(`/quotas/${projectId('demo')}/details`)).body.quota[word].used

test('a quota with 20 left is given out 20 times', async () => {
  const network_id = await network()
  await limit({ port: (await used('port')) + 20 })
  const answers = await all(() => demo.post('/ports', { port: { network_id } }))
  assert.deepEqual(tally(answers), { 201: 20, '409 OverQuota': crowd - 20 })
  await limit({ port: -1 })
})

test('a quota is exact for creations of several at once, which are made all or not at all', async () => {
  const network_id = await network()
  await limit({ port: (await used('port')) + 20 })
  const answers = await all(() => demo.post('/ports', { ports: [{ network_id }, { network_id }, { network_id }] }))
  assert.deepEqual(tally(answers), { 201: 6, '409 OverQuota': crowd - 6 })
  await limit({ port: -1 })
})

test('a quota is exact for every kind that has one', async () => {
  const asked: readonly (readonly [word: string, ask: (client: number) => Promise<Got>])[] = [
    ['network', () => demo.post('/networks', { network: {} })],
    ['subnetpool', at => demo.post('/subnetpools', { subnetpool: { name: 'p', prefixes: [`10.${at}.0.0/24`] } })],
    ['router', () => demo.post('/routers', { router: {} })],
    ['floatingip', () => demo.post('/floatingips', { floatingip: { floating_network_id: prepared.outside } })],
    ['security_group', at => demo.post('/security-groups', { security_group: { name: `g${at}` } })],
  ]
  for (const [word, ask] of asked) {
    await limit({ [word]: (await used(word)) + 7 })
    assert.deepEqual(tally(await all(ask)), { 201: 7, '409 OverQuota': crowd - 7 }, word)
    await limit({ [word]: -1 })
  }
})

test('a subnet of 13 addresses is given out 13 times', async () => {
  const network_id = await network()
  await subnet(network_id, '10.20.0.0/28')
  const answers = await all(() => demo.post('/ports', { port: { network_id } }))
  assert.deepEqual(tally(answers), { 201: 13, '409 IpAddressGenerationFailure': crowd - 13 })
  const addresses = answers.filter(({ status }) => status === 201).map(({ body }) => body.port.fixed_ips[0].ip_address)
  assert.equal(new Set(addresses).size, 13)
})

test('an address that all ask for is given to one', async () => {
  const network_id = await network()
  const subnet_id = await subnet(network_id, '10.21.0.0/24')
  const fixed_ips = [{ subnet_id, ip_address: '10.21.0.77' }]
  const answers = await all(() => demo.post('/ports', { port: { network_id, fixed_ips } }))
  assert.deepEqual(tally(answers), { 201: 1, '409 IpAddressAlreadyAllocated': crowd - 1 })
})

test('an address that all change to is given to one', async () => {
  const network_id = await network()
  const subnet_id = await subnet(network_id, '10.22.0.0/24')
  const ports = await all(() => demo.post('/ports', { port: { network_id } }))
  const fixed_ips = [{ subnet_id, ip_address: '10.22.0.200' }]
  const answers = await all(at => demo.put(`/ports/${ports[at]?.body.port.id}`, { port: { fixed_ips } }))
  assert.deepEqual(tally(answers), { 200: 1, '409 IpAddressAlreadyAllocated': crowd - 1 })
})

test('a MAC address that all ask for is given to one', async () => {
  const network_id = await network()
  const mac_address = 'fa:16:3e:77:77:77'
  const answers = await all(() => demo.post('/ports', { port: { network_id, mac_address } }))
  assert.deepEqual(tally(answers), { 201: 1, '409 MacAddressInUse': crowd - 1 })
})

test('of subnets that overlap one is made', async () => {
  const network_id = await network()
  const cidrs = ['10.23.0.0/16', '10.23.4.0/24', '10.23.0.0/20', '10.23.0.0/24']
  const answers = await all(at =>
    demo.post('/subnets', { subnet: { network_id, ip_version: 4, cidr: cidrs[at % 2 === 0 ? 0 : at % cidrs.length] } }),
  )
  const made = answers.filter(({ status }) => status === 201).length
  assert.ok(made >= 1 && made <= 2, `${made} were made`)
  assert.deepEqual(new Set(Object.keys(tally(answers))), new Set(['201', '400 InvalidInput']))
})

test('a subnet pool of four ranges is given out four times', async () => {
  const pool = { name: 'four', prefixes: ['10.24.0.0/22'], default_prefixlen: 24 }
  const { id: subnetpool_id } = await demo.make('/subnetpools', { subnetpool: pool })
  const network_id = await network()
  const answers = await all(() => demo.post('/subnets', { subnet: { network_id, ip_version: 4, subnetpool_id } }))
  assert.equal(answers.filter(({ status }) => status === 201).length, 4, JSON.stringify(tally(answers)))
  assert.equal(new Set(answers.flatMap(({ body }) => body.subnet?.cidr ?? [])).size, 4)
})

test('a binding is activated once', async () => {
  const network_id = await network(cloud.admin)
  const given = { network_id, device_owner: 'compute:nova', device_id: 'vm', 'binding:host_id': 'host-1' }
  const { id } = await cloud.admin.make('/ports', { port: given })
  await cloud.admin.post(`/ports/${id}/bindings`, { binding: { host: 'host-2' } })
  const answers = await all(() => cloud.admin.put(`/ports/${id}/bindings/host-2/activate`))
  assert.deepEqual(tally(answers), { 200: 1, '409 PortBindingAlreadyActive': crowd - 1 })
})

test('of activations of two bindings at once each follows from the one before', async () => {
  const network_id = await network(cloud.admin)
  const given = { network_id, device_owner: 'compute:nova', device_id: 'vm', 'binding:host_id': 'host-1' }
  const { id } = await cloud.admin.make('/ports', { port: given })
  await cloud.admin.post(`/ports/${id}/bindings`, { binding: { host: 'host-2' } })
  const answers = await all(at => cloud.admin.put(`/ports/${id}/bindings/host-${1 + (at % 2)}/activate`))
  const counts = tally(answers)
  assert.equal((counts['200'] ?? 0) + (counts['409 PortBindingAlreadyActive'] ?? 0), crowd)
})

test('a network goes, or has ports: never both', async () => {
  for (let round = 0; round < 4; round += 1) {
    const network_id = await network()
    await subnet(network_id, '10.25.0.0/24')
    const answers = await all(at =>
      at === 8 * round ? demo.delete(`/networks/${network_id}`) : demo.post('/ports', { port: { network_id } }),
    )
    const made = answers.filter(({ status }) => status === 201).length
    const gone = answers[8 * round]?.status === 204
    assert.equal((await demo.get(`/networks/${network_id}`)).status, gone ? 404 : 200)
    if (gone) assert.equal(made, 0)
    else assert.equal(answers[8 * round]?.body.NeutronError.type, 'NetworkInUse')
  }
})

test('a subnet goes, or its addresses are in use: never both', async () => {
  const network_id = await network()
  const subnet_id = await subnet(network_id, '10.26.0.0/24')
  const answers = await all(at =>
    at === 3
      ? demo.delete(`/subnets/${subnet_id}`)
      : demo.post('/ports', { port: { network_id, fixed_ips: [{ subnet_id }] } }),
  )
  const gone = answers[3]?.status === 204
  assert.equal(answers.filter(({ status }) => status === 201).length > 0, !gone)
})

test('a router gets one leg in a subnet', async () => {
  const network_id = await network()
  const subnet_id = await subnet(network_id, '10.27.0.0/24')
  const { id } = await demo.make('/routers', { router: {} })
  const answers = await all(() => demo.put(`/routers/${id}/add_router_interface`, { subnet_id }))
  assert.deepEqual(tally(answers), { 200: 1, '400 BadRequest': crowd - 1 })
})

test('one router gets the gateway address of a subnet', async () => {
  const network_id = await network()
  const subnet_id = await subnet(network_id, '10.28.0.0/24')
  const routers = await all(() => demo.post('/routers', { router: {} }))
  const answers = await all(at =>
    demo.put(`/routers/${routers[at]?.body.router.id}/add_router_interface`, { subnet_id }),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(tally(answers)))
  for (const { body } of routers) await demo.delete(`/routers/${body.router.id}`)
})

test('a floating IP that all take is led to one port, and goes with its disassociation', async () => {
  const network_id = await network()
  const subnet_id = await subnet(network_id, '10.29.0.0/24')
  const { id } = await demo.make('/routers', { router: { external_gateway_info: { network_id: prepared.outside } } })
  await demo.put(`/routers/${id}/add_router_interface`, { subnet_id })
  const ports = await all(() => demo.post('/ports', { port: { network_id } }))
  const { id: floating } = await demo.make('/floatingips', { floatingip: { floating_network_id: prepared.outside } })
  const answers = await all(at => {
    const port_id = at % 8 === 7 ? null : ports[at]?.body.port.id
    return demo.put(`/floatingips/${floating}`, { floatingip: { port_id } })
  })
  assert.deepEqual(tally(answers), { 200: crowd })
})

test('a name of a default group is taken by no other, and there is one in the end', async () => {
  const answers = await all(at =>
    at % 2 === 0
      ? cloud.as('other').get('/security-groups')
      : cloud.as('other').post('/security-groups', { security_group: { name: `g${at}` } }),
  )
  assert.ok(answers.some(({ status }) => status === 201))
  const { body } = await cloud.as('other').get('/security-groups?name=default')
  assert.equal(body.security_groups.length, 1)
})

test('a change that demands a revision is made once', async () => {
  const id = await network()
  const { revision_number } = (await demo.get(`/networks/${id}`)).body.network
  const headers = { 'if-match': `revision_number=${revision_number}` }
  const answers = await all(at => demo.put(`/networks/${id}`, { network: { name: `n${at}` } }, { headers }))
  assert.deepEqual(tally(answers), { 200: 1, '412 RevisionNumberConstraintFailed': crowd - 1 })
})
