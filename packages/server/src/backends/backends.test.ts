import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openSite, type Site, until } from './testdata/served.ts'

const network = (name: string) => ({ network: { name } })

async function made(site: Site, name: string): Promise<string> {
  const { status, body } = await site.ask('POST', '/v2.0/networks', network(name))
  assert.equal(status, 201)
  assert.equal(body.network.status, 'BUILD')
  return body.network.id
}

const statusOf = async (site: Site, path: string) => {
  const { body } = await site.ask('GET', path)
  return Object.values(body as Record<string, { status: string }>)[0]?.status
}

test('what is written is told to each controller, and its status says so', async t => {
  const site = await openSite(t, { controllers: 2 })
  const id = await made(site, 'red')
  const port = await site.ask('POST', '/v2.0/ports', { port: { network_id: id, name: 'p', 'binding:host_id': 'h2' } })
  assert.deepEqual([port.body.port.status, port.body.port['binding:vif_type']], ['BUILD', 'ivs'])
  const portId = port.body.port.id
  await until(async () => (await statusOf(site, `/v2.0/ports/${portId}`)) === 'ACTIVE')
  assert.equal(await statusOf(site, `/v2.0/networks/${id}`), 'ACTIVE')
  const { status, headers } = await site.ask('PUT', `/v2.0/networks/${id}?wait=60`, network('blue'))
  assert.deepEqual([status, headers.get('baryon-converged')], [200, 'true'])
  for (const { has } of site.controllers)
    assert.deepEqual(
      [...has].sort(),
      [
        [`network/${id}`, 'blue'],
        [`port/${portId}`, 'p'],
      ].sort(),
    )
  await site.ask('DELETE', `/v2.0/ports/${portId}`)
  assert.equal((await site.ask('DELETE', `/v2.0/networks/${id}?wait=60`)).status, 204)
  assert.deepEqual(
    site.controllers.map(({ has }) => has.size),
    [0, 0],
  )
})

test('what a controller refuses becomes an error, and others go on', async t => {
  const site = await openSite(t)
  site.controllers[0]!.answers = name => (name === 'bad' ? 'refused' : 'taken')
  const bad = await made(site, 'bad')
  const good = await made(site, 'good')
  await until(async () => (await statusOf(site, `/v2.0/networks/${good}`)) === 'ACTIVE')
  await until(async () => (await statusOf(site, `/v2.0/networks/${bad}`)) === 'ERROR')
})

test('a controller that is away is no reason not to serve, and is told everything when it is back', async t => {
  const site = await openSite(t)
  const [controller] = site.controllers
  controller!.away = true
  const id = await made(site, 'red')
  await until(async () => {
    const { body } = await site.ask('GET', '/readyz')
    const check = body.checks.find(({ name }: { name: string }) => name === 'restproxy')
    assert.equal(check.ok, true)
    return /c1 is away/.test(check.detail)
  })
  controller!.away = false
  await until(async () => (await statusOf(site, `/v2.0/networks/${id}`)) === 'ACTIVE')
})

test('a restart goes on where the server stopped', async t => {
  const site = await openSite(t)
  const [controller] = site.controllers
  const first = await made(site, 'first')
  await until(async () => (await statusOf(site, `/v2.0/networks/${first}`)) === 'ACTIVE')
  controller!.away = true
  const second = await made(site, 'second')
  await site.restart()
  controller!.away = false
  await until(async () => (await statusOf(site, `/v2.0/networks/${second}`)) === 'ACTIVE')
  assert.deepEqual([...controller!.has.keys()].sort(), [`network/${first}`, `network/${second}`].sort())
})

test('readers of convergence are the targets', async t => {
  const site = await openSite(t, { controllers: 2 })
  const { body } = await site.ask('GET', '/v1/revisions/head')
  assert.deepEqual(
    body.readers.map(({ name }: { name: string }) => name),
    ['restproxy/c1', 'restproxy/c2'],
  )
})

/** A Nova that notes the events it is told of. */
async function openNova(t: { after(cleanup: () => void): void }) {
  const told: { name: string; tag: string; status: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { events } = JSON.parse(Buffer.concat(chunks).toString())
    told.push(...events)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ events: events.map((event: object) => ({ ...event, code: 200 })) }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2.1` }
}

test('Nova hears that a port is wired when a controller has it, and not before', async t => {
  const nova = await openNova(t)
  const site = await openSite(t, { start: { nova: nova.url } })
  const [controller] = site.controllers
  controller!.away = true
  const network_id = await made(site, 'red')
  const server = '7d0e0e2a-3c55-4c53-9a3c-111111111111'
  const port = { network_id, name: 'p', device_owner: 'compute:nova', device_id: server, 'binding:host_id': 'h1' }
  const { id } = (await site.ask('POST', '/v2.0/ports', { port })).body.port
  const bad = (await site.ask('POST', '/v2.0/ports', { port: { ...port, name: 'bad' } })).body.port.id
  const plugged = () => nova.told.filter(({ name }) => name === 'network-vif-plugged')
  await until(async () => /c1 is away/.test(JSON.stringify((await site.ask('GET', '/readyz')).body)))
  assert.deepEqual(plugged(), [])
  controller!.answers = name => (name === 'bad' ? 'refused' : 'taken')
  controller!.away = false
  await until(() => plugged().length === 2)
  assert.deepEqual(
    new Set(plugged().map(({ tag, status }) => `${tag} ${status}`)),
    new Set([`${id} completed`, `${bad} failed`]),
  )
})
