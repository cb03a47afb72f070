import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest } from 'node:http'
import { get as httpsGet } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Refusal } from '@baryon/kit'
import { events } from '../testdata/events.ts'
import { hearing } from '../testdata/hearing.ts'
import { labModels, projects, shippedModels } from '../testdata/serve.ts'
import { BrokenModels } from './broken-models.ts'
import { type RunningServer, type StartOptions, startServer } from './start-server.ts'

let folder: string
const running: RunningServer[] = []
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-process-'))
})
after(async () => {
  for (const server of running) await server.stop()
  await rm(folder, { recursive: true })
})

const newFolder = () => mkdtemp(join(folder, 'data-'))

async function start(options: StartOptions = {}): Promise<RunningServer> {
  const data = await newFolder()
  const server = await startServer({ listen: '127.0.0.1:0', data, shipped: [labModels], folder, ...options })
  running.push(server)
  return server
}

const codes = async (options: StartOptions) => {
  const error = await start(options).then(
    () => undefined,
    (refusal: unknown) => refusal,
  )
  assert.ok(error instanceof Refusal, `it started, or failed with ${String(error)}`)
  return error.faults.map(fault => fault.code)
}

const switches = (server: RunningServer) => `${server.url}/proton/lab/v2.1/switches`

const create = (server: RunningServer, headers: Record<string, string> = {}) =>
  fetch(switches(server), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ tenant_id: projects.alice, name: 'core' }),
  })

/** A request with headers that `fetch` does not let pass. */
function ask(server: RunningServer, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${server.url}/proton`, { method, headers }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.once('error', reject).end()
  })
}

describe('startServer()', () => {
  it('serves, stops, and finds everything again', async () => {
    const data = await newFolder()
    const first = await start({ data })
    const created = await create(first)
    assert.equal(created.status, 201)
    const { id } = (await created.json()) as { id: string }
    await first.stop()
    await assert.rejects(fetch(switches(first)))
    const second = await start({ data })
    assert.equal((await fetch(`${switches(second)}/${id}`)).status, 200)
  })

  it('makes the data folder for this user alone', async () => {
    const data = join(await newFolder(), 'a', 'b')
    await start({ data })
    assert.equal((await promisify(execFile)('stat', ['-c', '%a', data])).stdout.trim(), '700')
  })

  it('listens on IPv6 and on names', async () => {
    for (const [listen, expected] of [
      ['[::1]:0', /^http:\/\/\[::1\]:\d+$/],
      ['localhost:0', /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/],
    ] as const) {
      const server = await start({ listen })
      assert.match(server.url, expected)
      assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
    }
  })

  it('refuses a wrong configuration, a taken port, an address of another machine and an unusable data folder', async () => {
    assert.deepEqual(await codes({ listen: 'x', auth: 'y' }), ['config.value', 'config.value'])
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    assert.deepEqual(await codes({ listen: `127.0.0.1:${port}` }), ['listen.taken'])
    other.close()
    assert.deepEqual(await codes({ listen: '192.0.2.1:0', authForce: true }), ['listen.address'])
    const file = join(folder, 'file')
    await writeFile(file, '')
    assert.deepEqual(await codes({ data: file }), ['data.folder'])
  })

  it('refuses broken models, token files and certificates, and leaves nothing running', async () => {
    const models = await newFolder()
    await mkdir(join(models, 'bad'))
    await writeFile(join(models, 'bad', 'bad.yaml'), 'file_version: "2.0"\nobjects: 5\n')
    await assert.rejects(start({ models: [models] }), (error: unknown) => {
      assert.ok(error instanceof BrokenModels)
      assert.ok(error.diagnostics.length > 0)
      return true
    })
    const data = await newFolder()
    assert.deepEqual(await codes({ data, auth: 'tokens:absent.yaml' }), ['auth.file'])
    assert.deepEqual(await codes({ data, tlsCert: 'absent.crt', tlsKey: 'absent.key' }), ['tls.files'])
    await start({ data })
  })

  it('serves models of other folders too', async () => {
    const models = await newFolder()
    await mkdir(join(models, 'extra'))
    await writeFile(
      join(models, 'extra', 'extra.yaml'),
      `file_version: "2.0"
info: { name: extra, version: "1.0", title: Extra, description: Of a stranger. }
objects:
  Lamp:
    description: A lamp
    api: { name: lamp, plural_name: lamps }
    attributes:
      id: { type: uuid, primary: true }
    policies: { create: "", delete: "", get: "", list: "", update: "" }
`,
    )
    const server = await start({ models: [models] })
    assert.equal((await fetch(`${server.url}/proton/extra/v1.0/lamps`)).status, 200)
  })
})

describe('a running server', () => {
  it('is ready, and tells what it checked', async () => {
    const server = await start()
    assert.deepEqual(await (await fetch(`${server.url}/healthz`)).json(), { status: 'alive' })
    const ready = (await (await fetch(`${server.url}/readyz`)).json()) as { status: string; checks: { name: string }[] }
    assert.equal(ready.status, 'ready')
    assert.deepEqual(
      ready.checks.map(check => check.name),
      ['store', 'auth', 'server'],
    )
  })

  it('is not ready, with the reason, while its identity provider was never there', async () => {
    const server = await start({ auth: 'oidc:http://127.0.0.1:1' })
    const answer = await fetch(`${server.url}/readyz`)
    const problem = (await answer.json()) as { code: string; detail: string }
    assert.deepEqual([answer.status, problem.code], [503, 'server.not-ready'])
    assert.match(problem.detail, /"http:\/\/127.0.0.1:1" is away/)
    assert.ok(Number(answer.headers.get('retry-after')) > 0)
    const asked = await create(server, { authorization: 'Bearer x.y.z' })
    assert.equal(asked.status, 401)
  })

  it('takes tokens from the file, by both headers, and takes new ones while running', async () => {
    const file = join(folder, 'tokens.yaml')
    await writeFile(file, 'tokens: [{token: one, user: alice, roles: [admin]}]', { mode: 0o600 })
    const { logger, hears } = hearing()
    const server = await start({ auth: `tokens:${file}`, logger })
    assert.equal((await create(server, { authorization: 'Bearer one' })).status, 201)
    assert.equal((await create(server, { 'x-auth-token': 'one' })).status, 201)
    const refused = await create(server)
    assert.deepEqual([refused.status, refused.headers.get('www-authenticate')], [401, 'Bearer'])
    for (const path of ['/v1/models', '/v1/journal', '/v1/watch'])
      assert.equal((await fetch(server.url + path)).status, 401)
    for (const path of ['/healthz', '/openapi.json', '/docs', '/metrics'])
      assert.equal((await fetch(server.url + path)).status, 200)
    await writeFile(file, 'tokens: [{token: two, user: bob, roles: [admin]}]')
    await hears('tokens reloaded')
    assert.equal((await create(server, { authorization: 'Bearer one' })).status, 401)
    assert.equal((await create(server, { authorization: 'bearer two' })).status, 201)
  })

  it('without authentication refuses web pages of others', async () => {
    const server = await start({ hosts: 'control.example' })
    const { host } = new URL(server.url)
    assert.equal(await ask(server, 'GET', { host: 'evil.example' }), 403)
    assert.equal(await ask(server, 'GET', { host: 'control.example' }), 200)
    assert.equal((await create(server, { origin: 'http://evil.example' })).status, 403)
    assert.equal((await create(server, { origin: `http://${host}` })).status, 201)
  })

  it('answers by HTTPS, with the new certificate when the files change', async () => {
    const openssl = (name: string) =>
      promisify(execFile)('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-subj', `/CN=${name}`, '-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)],
      ])
    await Promise.all([openssl('one'), openssl('two')])
    const tlsCert = join(folder, 'live.crt')
    const tlsKey = join(folder, 'live.key')
    const install = async (name: string) => {
      await copyFile(join(folder, `${name}.key`), tlsKey)
      await copyFile(join(folder, `${name}.crt`), tlsCert)
    }
    await install('one')
    const { logger, hears } = hearing()
    const server = await start({ tlsCert, tlsKey, logger })
    const name = () =>
      new Promise((resolve, reject) => {
        httpsGet(`${server.url}/healthz`, { rejectUnauthorized: false, agent: false }, answer => {
          const { socket } = answer
          answer.resume()
          resolve(
            'getPeerCertificate' in socket
              ? (socket as import('node:tls').TLSSocket).getPeerCertificate().subject.CN
              : undefined,
          )
        }).once('error', reject)
      })
    assert.match(server.url, /^https:/)
    assert.equal(await name(), 'one')
    await install('two')
    await hears('certificate reloaded')
    assert.equal(await name(), 'two')
    await writeFile(tlsCert, 'broken')
    await hears('the one from before stays')
    assert.equal(await name(), 'two')
  })

  it('shows models with an ETag of their content', async () => {
    const server = await start()
    const answer = await fetch(`${server.url}/v1/models`)
    const etag = answer.headers.get('etag') ?? ''
    const { services } = (await answer.json()) as { services: { name: string }[] }
    assert.deepEqual(
      services.map(service => service.name),
      ['lab'],
    )
    const again = await fetch(`${server.url}/v1/models`, { headers: { 'if-none-match': etag } })
    assert.deepEqual([again.status, await again.text()], [304, ''])
    const other = await start({ shipped: [shippedModels] })
    assert.notEqual((await fetch(`${other.url}/v1/models`)).headers.get('etag'), etag)
  })

  it('documents itself without another host', async () => {
    const server = await start()
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as { openapi: string; paths: object }
    assert.match(document.openapi, /^3\.1/)
    const page = await fetch(`${server.url}/docs`)
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    const text = await page.text()
    for (const [, path] of text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.match(path ?? '', /^\//)
      assert.equal((await fetch(server.url + path)).status, 200, path)
    }
    assert.equal((await fetch(`${server.url}/docs/assets/package.json`)).status, 404)
    assert.equal((await fetch(`${server.url}/docs/assets/..%2f..%2fpackage.json`)).status, 404)
    const refused = (await (await fetch(`${server.url}/proton/lab/v2.1/nothing`)).json()) as {
      type: string
      code: string
    }
    const errors = await (await fetch(`${server.url}${refused.type}`)).text()
    assert.ok(errors.includes(`id="${refused.code}"`))
  })

  it('counts requests by what they are, never by whom or which', async () => {
    const server = await start()
    const { id } = (await (await create(server)).json()) as { id: string }
    await fetch(`${switches(server)}/${id}`)
    await fetch(`${server.url}/nothing/${id}`)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    assert.match(metrics, /baryon_http_request_duration_seconds_count\{route="resources create",status="201"\} 1/)
    assert.match(metrics, /^baryon_journal_head 1$/m)
    assert.match(metrics, /^baryon_watchers 0$/m)
    assert.match(metrics, /^baryon_commit_entries_count 1$/m)
    assert.match(metrics, /^nodejs_eventloop_lag_seconds /m)
    assert.ok(!metrics.includes(id))
  })

  it('logs requests without secrets in URLs', async () => {
    const lines: Record<string, unknown>[] = []
    const keep = (fields: object, message: string) => lines.push({ ...fields, message })
    const logger = { debug: keep, info: keep, warn: keep, error: keep }
    const server = await start({ logger })
    await fetch(`${server.url}/proton/lab/v2.1/vaults?password=hidden&name=core&access_token=hidden`, {
      headers: { 'x-request-id': 'req-7', authorization: 'Bearer hidden' },
    })
    await server.stop()
    const line = lines.find(one => one['requestId'] === 'req-7')
    assert.equal(line?.['url'], '/proton/lab/v2.1/vaults?password=***&name=core&access_token=***')
    assert.equal(line?.['method'], 'GET')
    assert.ok(!JSON.stringify(lines).includes('hidden'))
  })

  it('stops though clients watch and keep connections open, and ends their watches', async () => {
    const server = await start()
    const { hostname, port } = new URL(server.url)
    const unused = connect(Number(port), hostname)
    await new Promise(resolve => unused.once('connect', resolve))
    const ended = new Promise(resolve => unused.once('close', resolve))
    const watcher = await events(`${server.url}/v1/watch`)
    assert.equal((await watcher.next())?.event, 'synced')
    await server.stop()
    assert.equal(await watcher.next(), undefined)
    await ended
  })

  it('breaks off requests that do not finish in time', async () => {
    const { logger, hears } = hearing()
    const server = await start({ logger, stopTimeout: '0s' })
    const { hostname, port, host } = new URL(server.url)
    const slow = connect(Number(port), hostname)
    slow.on('error', () => {})
    slow.write(
      `POST /proton/lab/v2.1/switches HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    )
    const ended = new Promise(resolve => slow.once('close', resolve))
    await fetch(`${server.url}/healthz`)
    await server.stop()
    await hears('broken off')
    await ended
  })

  it('forgets the journal beyond its retention', async () => {
    const data = await newFolder()
    let time = Date.now()
    const clock = { now: () => time }
    const first = await start({ data, clock })
    for (let n = 0; n < 3; n++) await create(first)
    await first.stop()
    time += 31 * 86_400_000
    const { logger, hears } = hearing()
    const second = await start({ data, clock, logger })
    await hears('journal compacted')
    const { horizon, head } = (await (await fetch(`${second.url}/v1/journal`)).json()) as {
      horizon: number
      head: number
    }
    assert.deepEqual([horizon, head], [3, 3])
    assert.equal((await fetch(`${second.url}/v1/watch?from=1`)).status, 410)
  })
})
