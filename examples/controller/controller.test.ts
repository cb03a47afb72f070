/** Doors, faults, clusters and the command line. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, type TestContext, test } from 'node:test'
import { type Controller, startController } from './controller.ts'
import type { ControllerOptions } from './options.ts'
import { clientOf } from './testdata/client.ts'

async function started(context: TestContext, options: Partial<ControllerOptions> = {}): Promise<Controller> {
  const controller = await startController({ dialect: 'bsn-v2.0', ...options })
  context.after(() => controller.stop())
  return controller
}

const tenant = { tenant_id: 'T', tenant_name: 'demo' }
const kept = (controller: Controller) => Object.keys((controller.state() as { tenants: object }).tenants)

describe('faults', () => {
  test('strike the requests they name, as often as they say', async context => {
    const controller = await started(context)
    const ask = clientOf(controller)
    controller.faults([{ method: 'POST', path: '^/tenants$', times: 2, status: 503, headers: { 'retry-after': '1' } }])
    const health = await ask('GET', '/health')
    const posted = [await ask('POST', '/tenants', tenant), await ask('POST', '/tenants', tenant)]
    assert.deepEqual(kept(controller), [])
    posted.push(await ask('POST', '/tenants', tenant))
    assert.deepEqual(
      [health, ...posted].map(({ status }) => status),
      [200, 503, 503, 200],
    )
    assert.equal(posted[0]?.headers.get('retry-after'), '1')
  })

  test('lose the request, or its answer alone', async context => {
    const controller = await started(context)
    const ask = clientOf(controller)
    controller.faults([{ times: 1, lost: 'before' }])
    await assert.rejects(ask('POST', '/tenants', tenant))
    assert.deepEqual(kept(controller), [])
    controller.faults([{ times: 1, lost: 'after' }])
    await assert.rejects(ask('POST', '/tenants', tenant))
    assert.deepEqual(kept(controller), ['T'])
    assert.deepEqual(
      controller.requests().map(({ status }) => status),
      [0, 0],
    )
  })

  test('strike the same share of requests for the same seed', async context => {
    const struck = async () => {
      const controller = await started(context, { seed: 7 })
      controller.faults([{ share: 0.5, status: 500 }])
      const ask = clientOf(controller)
      const statuses = []
      for (let index = 0; index < 20; index++) statuses.push((await ask('GET', '/health')).status)
      return statuses
    }
    const [one, other] = [await struck(), await struck()]
    assert.deepEqual(one, other)
    assert.deepEqual(new Set(one), new Set([200, 500]))
  })

  test('tell another hash, and find the view of the client another', async context => {
    const controller = await started(context)
    const ask = clientOf(controller)
    controller.faults([{ times: 1, hash: 'wrong,1' }])
    assert.equal((await ask('GET', '/health')).headers.get('x-bsn-bvs-hash-match'), 'wrong,1')
    controller.faults([{ conflict: true }])
    assert.equal((await ask('GET', '/health')).status, 409)
  })

  test('close the door, or leave those who come without an answer', async context => {
    const controller = await started(context)
    const ask = clientOf(controller)
    const { url } = controller
    await controller.door('refuse')
    await assert.rejects(ask('GET', '/health'))
    await controller.door('open')
    assert.deepEqual([controller.url, (await ask('GET', '/health')).status], [url, 200])
    await controller.door('silent')
    const waiting = fetch(`${url}${controller.base}/health`, { signal: AbortSignal.timeout(50) })
    await assert.rejects(waiting, { name: 'TimeoutError' })
  })

  test('are set over HTTP by whoever is at the admin door', async context => {
    const { admin, ...controller } = await started(context, { admin: '127.0.0.1:0' })
    const put = (path: string, body?: unknown) =>
      fetch(admin + path, { method: 'PUT', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    await put('/_faults', [{ status: 500 }])
    const ask = clientOf(controller as Controller)
    assert.equal((await ask('POST', '/tenants', tenant)).status, 500)
    await fetch(`${admin}/_faults`, { method: 'DELETE' })
    assert.equal((await ask('POST', '/tenants', tenant)).status, 200)
    const state = async () => (await (await fetch(`${admin}/_state`)).json()) as { tenants: object }
    assert.deepEqual((await state()).tenants, { T: tenant })
    assert.equal(((await (await fetch(`${admin}/_log`)).json()) as unknown[]).length, 2)
    await fetch(`${admin}/_restart?empty=true`, { method: 'POST' })
    assert.deepEqual((await state()).tenants, {})
    assert.equal((await fetch(`${admin}/elsewhere`)).status, 404)
  })
})

describe('a cluster', () => {
  test('shares what it is told; those that do not lead name the one that does', async context => {
    const controller = await started(context, { listen: ['127.0.0.1:0', '127.0.0.1:0'] })
    const [leader = '', follower = ''] = controller.urls
    const hint = await clientOf(controller, follower)('GET', '/health')
    assert.deepEqual([hint.status, hint.headers.get('location')], [302, `${leader}${controller.base}/health`])
    await clientOf(controller, leader)('POST', '/tenants', tenant)
    await controller.door('refuse', 0)
    assert.equal((await clientOf(controller, follower)('GET', '/tenants/T')).status, 200)
  })

  test('without a leader all serve', async context => {
    const controller = await started(context, { listen: ['127.0.0.1:0', '127.0.0.1:0'], redirects: false })
    for (const url of controller.urls) assert.equal((await clientOf(controller, url)('GET', '/health')).status, 200)
  })
})

describe('who is let in', () => {
  test('has the password', async context => {
    const controller = await started(context, { auth: 'user:pass' })
    const ask = clientOf(controller)
    const authorization = `Basic ${Buffer.from('user:pass').toString('base64')}`
    assert.equal((await ask('GET', '/health')).status, 401)
    assert.equal((await ask('GET', '/health', '', { authorization })).status, 200)
  })

  test('has the cookie', async context => {
    const controller = await started(context, { token: 'secret' })
    const ask = clientOf(controller)
    assert.equal((await ask('GET', '/health', '', { cookie: 'session_cookie="other"' })).status, 401)
    assert.equal((await ask('GET', '/health', '', { cookie: 'session_cookie="secret"' })).status, 200)
  })

  test('has a certificate, where one is asked for', async context => {
    const folder = mkdtempSync(join(tmpdir(), 'controller-'))
    context.after(() => rmSync(folder, { recursive: true }))
    const file = (name: string) => join(folder, name)
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'].concat(
        ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'],
        ['-keyout', file('key'), '-out', file('cert')],
      ),
      { stdio: 'ignore' },
    )
    const [cert, key] = [readFileSync(file('cert'), 'utf8'), readFileSync(file('key'), 'utf8')]
    const controller = await started(context, { tls: { cert, key, clientCa: cert } })
    const ask = (more: object) =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'content-length': 2 }
        request(`${controller.url}${controller.base}/health`, { ca: cert, agent: false, headers, ...more }, answer => {
          answer.resume()
          resolve(answer.statusCode)
        })
          .on('error', reject)
          .end('""')
      })
    assert.equal(await ask({ cert, key }), 200)
    await assert.rejects(ask({}))
  })
})

test('the command says where it listens, and finds again what it kept when it is killed', async context => {
  const folder = mkdtempSync(join(tmpdir(), 'controller-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const start = async () => {
    const args = [join(import.meta.dirname, 'main.ts'), '--dialect', 'bsn-v2.0', '--state', join(folder, 'state')]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const { value } = await createInterface(child.stdout)[Symbol.asyncIterator]().next()
    return { url: value as string, kill: () => new Promise(resolve => child.once('exit', resolve).kill('SIGKILL')) }
  }
  const headers = { 'content-type': 'application/json' }
  const first = await start()
  const made = await fetch(`${first.url}/tenants`, { method: 'POST', headers, body: JSON.stringify(tenant) })
  assert.equal(made.status, 200)
  await first.kill()
  const second = await start()
  const shown = await fetch(`${second.url}/tenants/T`, { headers })
  assert.deepEqual(await shown.json(), tenant)
  await second.kill()
})
