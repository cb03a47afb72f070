import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { type Clock, type Result, silentLogger } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { keystoneAuthentication } from './keystone.ts'

interface Known {
  readonly user: string
  readonly project?: string
  readonly roles: readonly string[]
  until: number
}

/** The part of Keystone's Identity API that checks tokens, with what it was asked. */
class FakeKeystone {
  readonly tokens = new Map<string, Known>()
  asked: string[] = []
  signOns = 0
  #server: Server | undefined
  #port = 0

  get url() {
    return `http://127.0.0.1:${this.#port}`
  }

  async open() {
    this.#server = createServer((request, answer) => this.#answer(request, answer))
    await new Promise<void>(resolve => this.#server?.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async close() {
    const server = this.#server
    this.#server = undefined
    server?.closeAllConnections()
    if (server) await new Promise(resolve => server.close(resolve))
  }

  #answer(request: IncomingMessage, answer: ServerResponse) {
    if (request.method === 'POST') {
      this.signOns += 1
      const token = `own-${this.signOns}`
      this.tokens.set(token, { user: 'neutron', project: 'service', roles: ['service'], until: clock.time + 3_600_000 })
      answer.statusCode = 201
      answer.setHeader('x-subject-token', token)
      return answer.end(JSON.stringify({ token: { expires_at: new Date(clock.time + 3_600_000).toISOString() } }))
    }
    const own = String(request.headers['x-auth-token'])
    const subject = String(request.headers['x-subject-token'])
    this.asked.push(subject)
    if (!this.#isGood(own)) return answer.writeHead(401).end('{}')
    const found = this.tokens.get(subject)
    const late = request.url?.includes('allow_expired') === true
    if (found === undefined || (found.until <= clock.time && !late)) return answer.writeHead(404).end('{}')
    const roles = found.roles.map(name => ({ name }))
    const project = found.project === undefined ? {} : { project: { id: found.project } }
    const token = { expires_at: new Date(found.until).toISOString(), user: { id: found.user }, ...project, roles }
    return answer.writeHead(200).end(JSON.stringify({ token }))
  }

  #isGood(token: string) {
    return (this.tokens.get(token)?.until ?? 0) > clock.time
  }
}

const clock: Clock & { time: number } = { time: Date.now(), now: () => clock.time }
const keystone = new FakeKeystone()
const folder = await mkdtemp(join(tmpdir(), 'baryon-keystone-'))
const credentials = join(folder, 'credentials.yaml')
await writeFile(credentials, 'username: neutron\npassword: secret\nproject_name: service\n')

beforeEach(async () => {
  await keystone.close()
  await keystone.open()
  keystone.tokens.clear()
  keystone.asked = []
  keystone.signOns = 0
  keystone.tokens.set('ada', { user: 'ada', project: 'p1', roles: ['member'], until: clock.time + 3_600_000 })
})
after(async () => {
  await keystone.close()
  await rm(folder, { recursive: true })
})

const open = (file: string | undefined = credentials) =>
  keystoneAuthentication({ url: keystone.url, credentials: file, clock, logger: silentLogger })

const codeOf = (result: Result<Caller>) => (result.ok ? 'ok' : result.faults[0]?.code)
const settled = () => new Promise(resolve => setTimeout(resolve, 100))

describe('keystoneAuthentication()', () => {
  it('asks Keystone who has a token, once as long as it is fresh', async () => {
    const auth = open()
    const first = await auth.authenticate('ada')
    assert.deepEqual(first.ok && first.value, { user: 'ada', project: 'p1', roles: ['member'] })
    await auth.authenticate('ada')
    assert.deepEqual(keystone.asked, ['ada'])
    assert.equal(keystone.signOns, 1)
  })

  it('asks once for many requests that come together', async () => {
    const auth = open()
    const answers = await Promise.all(Array.from({ length: 20 }, () => auth.authenticate('ada')))
    assert.ok(answers.every(answer => answer.ok))
    assert.deepEqual(keystone.asked, ['ada'])
  })

  it('works without credentials: each token speaks for itself', async () => {
    const auth = keystoneAuthentication({
      url: `${keystone.url}/v3/`,
      credentials: undefined,
      clock,
      logger: silentLogger,
    })
    assert.equal(codeOf(await auth.authenticate('ada')), 'ok')
    assert.equal(codeOf(await auth.authenticate('nobody')), 'auth.invalid')
    assert.equal(keystone.signOns, 0)
  })

  it('refuses no token, an unknown one, and one that could not be a header', async () => {
    const auth = open()
    assert.equal(codeOf(await auth.authenticate(undefined)), 'auth.required')
    assert.equal(codeOf(await auth.authenticate('nobody')), 'auth.invalid')
    assert.equal(codeOf(await auth.authenticate('a b\u0007')), 'auth.invalid')
    assert.deepEqual(keystone.asked, ['nobody'])
  })

  it('notices a revoked token: while it is used at once, else at its next use', async () => {
    const auth = open()
    await auth.authenticate('ada')
    keystone.tokens.delete('ada')
    clock.time += 20_000
    assert.equal(codeOf(await auth.authenticate('ada')), 'ok')
    await settled()
    assert.equal(codeOf(await auth.authenticate('ada')), 'auth.invalid')

    keystone.tokens.set('eve', { user: 'eve', roles: [], until: clock.time + 3_600_000 })
    await auth.authenticate('eve')
    keystone.tokens.delete('eve')
    clock.time += 61_000
    assert.equal(codeOf(await auth.authenticate('eve')), 'auth.invalid')
  })

  it('refuses a token once it has ended, without asking', async () => {
    const auth = open()
    await auth.authenticate('ada')
    clock.time += 3_600_001
    assert.equal(auth.stillGood('ada', { user: 'ada', roles: [] }), false)
    assert.equal(codeOf(await auth.authenticate('ada')), 'auth.invalid')
  })

  it('takes known tokens while Keystone is away, answers 503 for others, and says so', async () => {
    const auth = open()
    await auth.authenticate('ada')
    await keystone.close()
    clock.time += 120_000
    assert.equal(codeOf(await auth.authenticate('ada')), 'ok')
    assert.equal(codeOf(await auth.authenticate('other')), 'auth.unavailable')
    assert.equal(auth.check().ok, false)
    await keystone.open()
    keystone.tokens.set('other', { user: 'other', roles: [], until: clock.time + 3_600_000 })
    assert.equal(codeOf(await auth.authenticate('other')), 'ok')
    assert.equal(auth.check().ok, true)
  })

  it('signs on again when its own token has been revoked', async () => {
    const auth = open()
    await auth.authenticate('ada')
    keystone.tokens.delete('own-1')
    keystone.tokens.set('bob', { user: 'bob', roles: [], until: clock.time + 3_600_000 })
    assert.equal(codeOf(await auth.authenticate('bob')), 'ok')
    assert.equal(keystone.signOns, 2)
  })

  it('goes on for a user whose token has ended when a service asks, and for nobody else', async () => {
    const auth = open()
    keystone.tokens.set('nova', { user: 'nova', roles: ['service'], until: clock.time + 3_600_000 })
    keystone.tokens.set('mallory', { user: 'mallory', roles: ['member'], until: clock.time + 3_600_000 })
    keystone.tokens.set('old', { user: 'old', project: 'p1', roles: ['member'], until: clock.time - 1000 })
    assert.equal(codeOf(await auth.authenticate('old', 'mallory')), 'auth.invalid')
    const answer = await auth.authenticate('old', 'nova')
    assert.deepEqual(answer.ok && answer.value, { user: 'old', project: 'p1', roles: ['member'] })
    assert.equal(codeOf(await auth.authenticate('old')), 'auth.invalid')
  })

  it('stops the start when the credentials file is wrong, and starts while Keystone is away', async () => {
    const broken = join(folder, 'broken.yaml')
    await writeFile(broken, 'username: neutron\npasword: secret\n')
    await assert.rejects(open(broken).start(), (error: Error) => {
      assert.match(error.message, /remove "pasword"/)
      assert.match(error.message, /give "password" as text/)
      assert.ok(!error.message.includes('secret'))
      return true
    })
    await keystone.close()
    const auth = open()
    await auth.start()
    assert.equal(auth.check().ok, false)
  })
})
