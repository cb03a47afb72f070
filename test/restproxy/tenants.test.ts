/** What controllers are told that projects are called, where Keystone knows it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { startServer } from '@baryon/server'
import { startController } from '../../examples/controller/controller.ts'
import { eventually } from '../eventually.ts'
import { kept } from './lab.ts'

const member = { user: { id: 'ada' }, project: { id: 'p1' }, roles: [{ name: 'member' }] }

/** The part of Keystone's Identity API that is asked: everybody is a member of `p1`. */
class Keystone {
  readonly names = new Map<string, string>()
  /** Questions about projects are answered 503. */
  away = false
  readonly #server = createServer((request, answer) => this.#answer(request, answer))

  async open(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v3`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #answer({ method, url = '' }: IncomingMessage, answer: ServerResponse) {
    const expires_at = new Date(Date.now() + 3_600_000).toISOString()
    const say = (status: number, body: object) => answer.writeHead(status).end(JSON.stringify(body))
    if (method === 'POST') {
      answer.setHeader('x-subject-token', 'own')
      return say(201, { token: { expires_at } })
    }
    if (url.startsWith('/v3/auth/tokens')) return say(200, { token: { expires_at, ...member } })
    if (this.away) return say(503, {})
    const projects = [...this.names].map(([id, name]) => ({ id, name }))
    if (url === '/v3/projects') return say(200, { projects })
    const project = projects.find(({ id }) => url === `/v3/projects/${id}`)
    return project === undefined ? say(404, {}) : say(200, { project })
  }
}

async function start(context: TestContext, capabilities: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-tenants-'))
  const keystone = new Keystone()
  const controller = await startController({ dialect: 'bsn-v2.0', listen: ['127.0.0.1:0'], capabilities })
  const restproxy = path.join(folder, 'restproxy.yaml')
  const names = { unicode: capabilities.includes('display-name') }
  const controllers = controller.urls.map(url => ({ url }))
  await writeFile(restproxy, JSON.stringify({ dialect: 'bsn-v2.0', names, controllers }))
  const credentials = path.join(folder, 'credentials.yaml')
  await writeFile(credentials, 'username: neutron\npassword: secret\nproject_name: service\n', { mode: 0o600 })
  const options = {
    listen: '127.0.0.1:0',
    data: path.join(folder, 'data'),
    auth: `keystone:${await keystone.open()}`,
    keystoneCredentials: credentials,
    restproxy,
  }
  let server = await startServer(options)
  context.after(async () => {
    await server.stop()
    await controller.stop()
    await keystone.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    keystone,
    controller,
    async network(name: string) {
      const answer = await fetch(`${server.url}/v2.0/networks`, {
        method: 'POST',
        headers: { 'x-auth-token': 'any', 'content-type': 'application/json' },
        body: JSON.stringify({ network: { name } }),
      })
      assert.equal(answer.status, 201, await answer.text())
    },
    async restart() {
      await server.stop()
      server = await startServer(options)
    },
    tenant: () => kept(controller)['tenants']?.['p1'],
  }
}

test('they are called as Keystone calls them', async context => {
  const lab = await start(context, ['display-name'])
  lab.keystone.names.set('p1', 'Front end/1')
  await lab.network('blue')
  await eventually(() => assert.equal(lab.tenant()?.['display-name'], 'Front end/1'))
  await lab.restart()
  assert.equal(lab.tenant()?.['display-name'], 'Front end/1')
})

test('while Keystone is away they are told by their ids, and by their names when it is back', async context => {
  const lab = await start(context, ['display-name'])
  lab.keystone.names.set('p1', 'Front end/1')
  lab.keystone.away = true
  await lab.network('blue')
  await eventually(() => assert.equal(Object.keys(kept(lab.controller)['networks'] ?? {}).length, 1))
  assert.equal(lab.tenant()?.['display-name'], 'p1')
  lab.keystone.away = false
  await eventually(() => assert.equal(lab.tenant()?.['display-name'], 'Front end/1'))
})

test('where names are escaped, so are those of projects, wherever they are told', async context => {
  const lab = await start(context, [])
  lab.keystone.names.set('p1', 'Front end/1')
  await lab.network('blue')
  await eventually(() => {
    assert.equal(lab.tenant()?.tenant_name, 'Front_send_f1')
    const [network] = Object.values(kept(lab.controller)['networks'] ?? {})
    assert.equal(network.network.tenant_name, 'Front_send_f1')
  })
})
