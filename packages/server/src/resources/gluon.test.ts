/** How Gluon's API answers, case by case, with what was wrong in it put right. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { projects, type Served, serve, shippedModels } from '../testdata/serve.ts'

let served: Served

before(async () => {
  served = await serve({ models: [shippedModels] })
})
after(() => served.close())

const base = '/proton/net-l3vpn/v1.0'
const unknown = '99999999-9999-4999-8999-999999999999'
const mac = 'fa:16:3e:00:00:01'
const tenant_id = projects.alice

const newPort = async (more = {}) => {
  const made = await served.ask('POST', `${base}/ports`, { body: { tenant_id, mac_address: mac, ...more } })
  assert.equal(made.status, 201, made.text)
  return made.body
}
const newVpn = async (more = {}) => (await served.ask('POST', `${base}/vpns`, { body: { tenant_id, ...more } })).body

test('GET / names the server, its versions and the default one', async () => {
  const { status, body } = await served.ask('GET', '/')
  assert.equal(status, 200)
  assert.equal(body.name, 'Baryon')
  assert.deepEqual(body.default_version, {
    id: 'proton',
    status: 'CURRENT',
    links: [{ href: `${served.url}/proton`, rel: 'self' }],
  })
  assert.deepEqual(body.versions[0], body.default_version)
})

test('GET /proton lists the services', async () => {
  const { body } = await served.ask('GET', '/proton')
  assert.deepEqual(
    body.protons.map((each: { proton_service: string; status: string }) => [each.proton_service, each.status]),
    [
      ['ietf-sfc', 'CURRENT'],
      ['net-l3vpn', 'CURRENT'],
      ['networking', 'CURRENT'],
    ],
  )
  assert.deepEqual(body.protons[1].links, [{ href: `${served.url}/proton/net-l3vpn`, rel: 'self' }])
})

test('GET of a service has its versions', async () => {
  const { body } = await served.ask('GET', '/proton/net-l3vpn')
  assert.equal(body.default_version.version_id, 'v1.0')
  assert.deepEqual(body.versions, [body.default_version])
  assert.equal(body.versions[0].links[0].href, `${served.url}${base}`)
})

test('GET of a version has its resources, those of nested kinds too', async () => {
  const { body } = await served.ask('GET', base)
  const names = body.resources.map((each: { resource_name: string }) => each.resource_name)
  assert.deepEqual(names, [
    'ports',
    'interfaces',
    'vpns',
    'vpnbindings',
    'vpnafconfigs',
    'bgppeerings',
    'dataplanetunnels',
  ])
  const [{ proton_service, version_id, status, links }] = body.resources
  assert.deepEqual([proton_service, version_id, status], ['net-l3vpn', 'v1.0', 'CURRENT'])
  assert.equal((await served.ask('GET', new URL(links[0].href).pathname)).status, 200)
})

test('every discovery URL works without /proton in front, and with a slash at the end', async () => {
  for (const path of ['', '/net-l3vpn', '/net-l3vpn/v1.0', '/net-l3vpn/v1.0/ports']) {
    const withPrefix = await served.ask('GET', `/proton${path}`)
    assert.equal((await served.ask('GET', `/proton${path}/`)).text, withPrefix.text)
    if (path !== '') assert.equal((await served.ask('GET', path)).text, withPrefix.text)
  }
})

test('list: 200 with everything under the plural, ordered by the key', async () => {
  const ids = ['b', 'a', 'c'].map(letter => `${letter.repeat(8)}-0000-4000-8000-000000000000`)
  for (const id of ids) await newPort({ id })
  const { status, body } = await served.ask('GET', `${base}/ports`)
  assert.equal(status, 200)
  const found = body.ports.map((port: { id: string }) => port.id)
  assert.deepEqual(found, found.toSorted())
  assert.ok(ids.every(id => found.includes(id)))
})

test('list: a tenant sees its own objects, an administrator all', async () => {
  const mine = await newPort()
  const theirs = await newPort({ tenant_id: projects.bob })
  const ids = async (as: 'admin' | 'alice' | 'bob') => {
    const { body } = await served.ask('GET', `${base}/ports`, { as })
    return new Set(body.ports.map((port: { id: string }) => port.id))
  }
  assert.ok((await ids('alice')).has(mine.id) && !(await ids('alice')).has(theirs.id))
  assert.ok((await ids('bob')).has(theirs.id) && !(await ids('bob')).has(mine.id))
  assert.ok((await ids('admin')).has(mine.id) && (await ids('admin')).has(theirs.id))
})

test('list: a parameter that is no attribute is 400', async () => {
  const { status, body } = await served.ask('GET', `${base}/ports?x=1`)
  assert.equal(status, 400)
  assert.equal(body.errors[0].pointer, '?x')
})

test('list: what Gluon refused works: filter, limit, marker, fields', async () => {
  const port = await newPort({ name: 'wanted' })
  const { body } = await served.ask('GET', `${base}/ports?name=wanted&fields=id&limit=1`)
  assert.deepEqual(body, { ports: [{ id: port.id }], ports_links: [] })
})

test('get one: 200, flat, unset attributes are null', async () => {
  const { id } = await newPort()
  const { status, body } = await served.ask('GET', `${base}/ports/${id}`)
  assert.equal(status, 200)
  assert.equal(body.id, id)
  assert.equal(body.device_id, null)
  assert.match(body.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/)
})

test('create: 201, flat, with Location; a missing or empty key is made up', async () => {
  for (const given of [{}, { id: '' }]) {
    const body = { tenant_id, mac_address: mac, ...given }
    const made = await served.ask('POST', `${base}/ports`, { body })
    assert.equal(made.status, 201)
    assert.match(made.body.id, /^[0-9a-f-]{36}$/)
    assert.equal(made.headers.get('location'), `${base}/ports/${made.body.id}`)
    assert.deepEqual((await served.ask('GET', made.headers.get('location') ?? '')).body, made.body)
  }
})

test('create: a port brings its default interface along', async () => {
  const port = await newPort({ name: 'p' })
  const { body } = await served.ask('GET', `${base}/interfaces/${port.id}`)
  assert.equal(body.name, 'p_default')
  assert.equal(body.port_id, port.id)
})

test('create: the same key again is 409', async () => {
  const { id } = await newPort()
  const { status, body } = await served.ask('POST', `${base}/ports`, { body: { id, tenant_id, mac_address: mac } })
  assert.equal(status, 409)
  assert.equal(body.code, 'key.taken')
})

test('create: a missing required attribute is 400, and all of them are named', async () => {
  const { status, body } = await served.ask('POST', `${base}/vpnafconfigs`, { body: {} })
  assert.equal(status, 400)
  const pointers = body.errors.map((each: { pointer: string }) => each.pointer).toSorted()
  assert.deepEqual(pointers, ['/tenant_id', '/vrf_rt_type', '/vrf_rt_value'])
  assert.doesNotMatch(body.detail, /insert|sql/i)
})

for (const [what, given] of Object.entries({
  'an unknown attribute': { colour: 'red' },
  'a bad value': { mtu: 'large' },
  'created_at in the body': { created_at: '2026-01-01T00:00:00Z' },
})) {
  test(`create: ${what} is 400`, async () => {
    const { status } = await served.ask('POST', `${base}/ports`, { body: { tenant_id, mac_address: mac, ...given } })
    assert.equal(status, 400)
  })
}

test('create: bad JSON is 400', async () => {
  const { status, body } = await served.ask('POST', `${base}/ports`, { bytes: '{"tenant_id":' })
  assert.deepEqual([status, body.code], [400, 'body.json'])
})

test('update: PUT is 200 and keeps what it leaves out', async () => {
  const { id } = await newPort({ name: 'before', mtu: 9000 })
  const { status, body } = await served.ask('PUT', `${base}/ports/${id}`, { body: { name: 'after' } })
  assert.deepEqual([status, body.name, body.mtu], [200, 'after', 9000])
})

test('update: null clears an optional attribute, and is 400 on a required one', async () => {
  const { id } = await newPort({ name: 'n' })
  const cleared = await served.ask('PUT', `${base}/ports/${id}`, { body: { name: null } })
  assert.deepEqual([cleared.status, cleared.body.name], [200, null])
  const refused = await served.ask('PUT', `${base}/ports/${id}`, { body: { mac_address: null } })
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [400, '/mac_address'])
})

test('update: the key cannot be changed, and may be repeated', async () => {
  const port = await newPort()
  const changed = await served.ask('PUT', `${base}/ports/${port.id}`, { body: { id: unknown } })
  assert.equal(changed.status, 400)
  assert.equal((await served.ask('GET', `${base}/ports/${unknown}`)).status, 404)
  assert.equal((await served.ask('PUT', `${base}/ports/${port.id}`, { body: port })).status, 200)
})

test("update: nobody takes over another tenant's object with its own tenant_id in the body", async () => {
  const { id } = await newPort()
  const body = { tenant_id: projects.bob }
  assert.equal((await served.ask('PUT', `${base}/ports/${id}`, { as: 'bob', body })).status, 404)
  assert.equal((await served.ask('GET', `${base}/ports/${id}`)).body.tenant_id, tenant_id)
})

test('update: the owner needs no tenant_id in the body', async () => {
  const { id } = await newPort()
  assert.equal((await served.ask('PUT', `${base}/ports/${id}`, { as: 'alice', body: { name: 'x' } })).status, 200)
})

test('delete: 204 without a body, and the default interface goes too', async () => {
  const { id } = await newPort()
  const { status, text } = await served.ask('DELETE', `${base}/ports/${id}`)
  assert.deepEqual([status, text], [204, ''])
  assert.equal((await served.ask('GET', `${base}/ports/${id}`)).status, 404)
  assert.equal((await served.ask('GET', `${base}/interfaces/${id}`)).status, 404)
})

for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
  const body = method === 'PUT' || method === 'PATCH' ? { body: {} } : {}
  test(`${method} of an unknown id is 404`, async () => {
    const { status, body: problem } = await served.ask(method, `${base}/ports/${unknown}`, body)
    assert.deepEqual([status, problem.code], [404, 'key.unknown'])
  })

  test(`${method} of a malformed uuid is 400`, async () => {
    const { status, body: problem } = await served.ask(method, `${base}/ports/not-a-uuid`, body)
    assert.deepEqual([status, problem.code], [400, 'id.malformed'])
  })
}

test('PATCH, which Gluon did not have, is a merge patch', async () => {
  const { id } = await newPort({ name: 'n' })
  const headers = { 'content-type': 'application/merge-patch+json' }
  const { status, body } = await served.ask('PATCH', `${base}/ports/${id}`, {
    headers,
    body: { name: null, mtu: 1400 },
  })
  assert.deepEqual([status, body.name, body.mtu], [200, null, 1400])
})

test('HEAD, which Gluon did not have, has the headers of GET', async () => {
  const { id } = await newPort()
  const got = await served.ask('GET', `${base}/ports/${id}`)
  const head = await served.ask('HEAD', `${base}/ports/${id}`)
  assert.deepEqual([head.status, head.text], [200, ''])
  for (const name of ['etag', 'content-type', 'content-length', 'baryon-revision'])
    assert.equal(head.headers.get(name), got.headers.get(name))
})

for (const [method, path] of [
  ['PUT', `${base}/ports`],
  ['PATCH', `${base}/ports`],
  ['DELETE', `${base}/ports`],
  ['POST', `${base}/ports/${unknown}`],
  ['POST', '/proton'],
  ['GET', `${base}/ports/${unknown}/bind`],
] as const) {
  test(`${method} ${path} is 405 and says what is allowed`, async () => {
    const { status, headers } = await served.ask(method, path)
    assert.equal(status, 405)
    assert.doesNotMatch(headers.get('allow') ?? method, new RegExp(`\\b${method}\\b`))
  })
}

test('an unknown service, version or resource is 404 with a problem', async () => {
  for (const path of ['/proton/nothing', '/proton/net-l3vpn/v7', `${base}/nothings`, '/nothing']) {
    const { status, body, headers } = await served.ask('GET', path)
    assert.deepEqual([status, body.code, body.faultcode, body.debuginfo], [404, 'url.unknown', 'Client', null])
    assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/)
  }
})

test('nested: a parent key in the body that is not that of the URL is 400', async () => {
  const [port, other] = [await newPort(), await newPort()]
  const body = { tenant_id, port_id: other.id, segmentation_type: 'vlan', segmentation_id: 7 }
  const { status, body: problem } = await served.ask('POST', `${base}/ports/${port.id}/interfaces`, { body })
  assert.deepEqual([status, problem.errors[0].pointer], [400, '/port_id'])
})

test('nested: a missing parent key is filled in from the URL', async () => {
  const port = await newPort()
  const body = { tenant_id, segmentation_type: 'vlan', segmentation_id: 7 }
  const made = await served.ask('POST', `${base}/ports/${port.id}/interfaces`, { body })
  assert.deepEqual([made.status, made.body.port_id], [201, port.id])
  assert.equal(made.headers.get('location'), `${base}/ports/${port.id}/interfaces/${made.body.id}`)
})

test('nested: GET, PUT, PATCH and DELETE below a wrong parent are 404 and change nothing', async () => {
  const [port, other] = [await newPort(), await newPort()]
  for (const parent of [other.id, unknown]) {
    const path = `${base}/ports/${parent}/interfaces/${port.id}`
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const body = method === 'PUT' || method === 'PATCH' ? { body: { name: 'x' } } : {}
      assert.equal((await served.ask(method, path, body)).status, 404, `${method} ${path}`)
    }
  }
  assert.equal((await served.ask('GET', `${base}/ports/${port.id}/interfaces/${port.id}`)).body.name, '_default')
})

test('nested: the list and the creation below an unknown parent are 404', async () => {
  const path = `${base}/ports/${unknown}/interfaces`
  assert.equal((await served.ask('GET', path)).status, 404)
  const body = { tenant_id, segmentation_type: 'vlan', segmentation_id: 7 }
  assert.equal((await served.ask('POST', path, { body })).status, 404)
})

test('nested: the list has the children of that parent alone', async () => {
  const [port, other] = [await newPort(), await newPort()]
  const { body } = await served.ask('GET', `${base}/ports/${port.id}/interfaces`)
  assert.deepEqual(
    body.interfaces.map((each: { id: string }) => each.id),
    [port.id],
  )
  assert.notEqual(other.id, port.id)
})

test('dangling references are 400 with the attribute that has them', async () => {
  const vpn = await newVpn()
  const binding = { tenant_id, interface_id: unknown, service_id: vpn.id }
  const first = await served.ask('POST', `${base}/vpnbindings`, { body: binding })
  assert.deepEqual([first.status, first.body.errors[0].pointer], [400, '/interface_id'])
  const body = { tenant_id, port_id: unknown, segmentation_type: 'none', segmentation_id: 0 }
  const second = await served.ask('POST', `${base}/interfaces`, { body })
  assert.deepEqual([second.status, second.body.errors[0].pointer], [400, '/port_id'])
})

test('what is in use cannot be deleted: 409', async () => {
  const [port, vpn] = [await newPort(), await newVpn()]
  const body = { tenant_id, interface_id: port.id, service_id: vpn.id }
  assert.equal((await served.ask('POST', `${base}/vpnbindings`, { body })).status, 201)
  assert.equal((await served.ask('DELETE', `${base}/vpns/${vpn.id}`)).status, 409)
})

test("an object whose key is text has it in its URL: a VpnAfConfig '1000:1000'", async () => {
  const body = { tenant_id, vrf_rt_value: '1000:1000', vrf_rt_type: 'both' }
  const made = await served.ask('POST', `${base}/vpnafconfigs`, { body })
  assert.equal(made.status, 201)
  for (const path of [made.headers.get('location') ?? '', `${base}/vpnafconfigs/1000:1000`])
    assert.equal((await served.ask('GET', path)).body.vrf_rt_value, '1000:1000')
})

test('without authentication every URL is 401, and says how to authenticate', async () => {
  for (const path of ['/proton', `${base}/ports`, '/nothing']) {
    const response = await fetch(served.url + path)
    assert.equal(response.status, 401)
    assert.equal(response.headers.get('www-authenticate'), 'Bearer')
  }
})

test("what a caller may not see is 404: another tenant's object", async () => {
  const { id } = await newPort()
  for (const method of ['GET', 'DELETE'])
    assert.equal((await served.ask(method, `${base}/ports/${id}`, { as: 'bob' })).status, 404)
})

test('a policy that denies is 403: creating for another tenant', async () => {
  const { status } = await served.ask('POST', `${base}/ports`, { as: 'bob', body: { tenant_id, mac_address: mac } })
  assert.equal(status, 403)
})
