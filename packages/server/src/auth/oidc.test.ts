import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, describe, it } from 'node:test'
import { type Clock, type Result, silentLogger } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { oidcAuthentication } from './oidc.ts'

interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

async function newKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** An OpenID Connect issuer of its own port, with keys that can be rotated; it can go away and come back. */
class Issuer {
  keys: SigningKey[] = []
  reads = 0
  #server: Server | undefined
  #port = 0
  name: string | undefined

  get url() {
    return `http://127.0.0.1:${this.#port}`
  }

  async open() {
    this.#server = createServer((request, answer) => {
      answer.setHeader('content-type', 'application/json')
      if (request.url === '/.well-known/openid-configuration')
        return answer.end(JSON.stringify({ issuer: this.name ?? this.url, jwks_uri: `${this.url}/keys` }))
      this.reads++
      return answer.end(JSON.stringify({ keys: this.keys.map(key => key.jwk) }))
    })
    const server = this.#server
    await new Promise<void>(resolve => server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (server.address() as AddressInfo).port
  }

  async close() {
    const server = this.#server
    this.#server = undefined
    server?.closeAllConnections()
    if (server) await new Promise(resolve => server.close(resolve))
  }
}

const issuer = new Issuer()
const clock: Clock & { time: number } = { time: 0, now: () => clock.time }
const open: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  await issuer.close()
  await issuer.open()
  issuer.name = undefined
  issuer.reads = 0
  issuer.keys = [await newKey('first')]
  clock.time = Date.now()
})
after(async () => {
  for (const auth of open) await auth.stop()
  await issuer.close()
})

async function authentication() {
  const auth = oidcAuthentication({
    issuer: issuer.url,
    audience: 'baryon',
    claims: { user: ['sub'], project: ['project', 'id'], roles: ['realm_access', 'roles'] },
    clock,
    logger: silentLogger,
    times: { refresh: 600_000, cooldown: 10_000, timeout: 2_000 },
  })
  open.push(auth)
  await auth.start()
  return auth
}

const claims = { sub: 'alice', project: { id: 'demo' }, realm_access: { roles: ['member', 'net'] } }

async function token(
  payload: JWTPayload = claims,
  change: Partial<{ key: SigningKey; audience: string; issuer: string; expires: number; kid: boolean }> = {},
) {
  const key = change.key ?? issuer.keys[0]
  assert.ok(key)
  const seconds = Math.floor(clock.time / 1000)
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', ...(change.kid === false ? {} : { kid: key.kid }) })
    .setIssuer(change.issuer ?? issuer.url)
    .setAudience(change.audience ?? 'baryon')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + (change.expires ?? 3600))
    .sign(key.privateKey)
}

const outcome = (result: Result<Caller>) => (result.ok ? result.value : result.faults[0]?.code)
const reason = (result: Result<Caller>) => (result.ok ? '' : result.faults[0]?.message)

describe('oidcAuthentication()', () => {
  it('makes the caller from the claims, nested ones too', async () => {
    const auth = await authentication()
    assert.deepEqual(outcome(await auth.authenticate(await token())), {
      user: 'alice',
      project: 'demo',
      roles: ['member', 'net'],
    })
    const plain = await token({ sub: 'bob', realm_access: { roles: 'a b' } })
    assert.deepEqual(outcome(await auth.authenticate(plain)), { user: 'bob', roles: ['a', 'b'] })
    assert.deepEqual(auth.check(), { name: 'auth', ok: true })
  })

  it('refuses a token that is expired, of another issuer, for another audience, without user, forged or none', async () => {
    const auth = await authentication()
    const forger = await newKey('first')
    const cases: readonly [string, RegExp][] = [
      [await token(claims, { expires: -60 }), /expired/],
      [await token(claims, { issuer: 'http://127.0.0.1:1' }), /"iss"/],
      [await token(claims, { audience: 'other' }), /"aud"/],
      [await token({}), /no user/],
      [await token(claims, { key: forger }), /signature/],
      [await token(claims, { key: await newKey('unknown') }), /does not have/],
      ['nonsense', /no signed JWT/],
      [`${btoa('{"alg":"none"}')}.${btoa('{}')}.`, /not accepted|no signed/],
    ]
    for (const [text, expected] of cases) {
      const result = await auth.authenticate(text)
      assert.equal(outcome(result), 'auth.invalid')
      assert.match(reason(result) ?? '', expected)
    }
    assert.equal(outcome(await auth.authenticate(undefined)), 'auth.required')
  })

  it('refuses a token signed with the public key as a shared secret', async () => {
    const auth = await authentication()
    const secret = new TextEncoder().encode(JSON.stringify(issuer.keys[0]?.jwk))
    const text = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setIssuer(issuer.url)
      .setAudience('baryon')
      .setExpirationTime('1h')
      .sign(secret)
    assert.equal(outcome(await auth.authenticate(text)), 'auth.invalid')
  })

  it('reads the keys again for an unknown key, but not more often than the cooldown', async () => {
    const auth = await authentication()
    const next = await newKey('second')
    issuer.keys = [next]
    const rotated = await token()
    assert.equal(outcome(await auth.authenticate(rotated)), 'auth.invalid')
    assert.equal(issuer.reads, 1)
    clock.time += 10_000
    assert.ok((await auth.authenticate(rotated)).ok)
    assert.equal(issuer.reads, 2)
    const forger = await newKey('third')
    for (let n = 0; n < 5; n++) await auth.authenticate(await token({ sub: `u${n}` }, { key: forger }))
    assert.equal(issuer.reads, 2)
  })

  it('tries every key for a token without key id', async () => {
    issuer.keys = [await newKey('a'), await newKey('b')]
    const auth = await authentication()
    assert.ok((await auth.authenticate(await token(claims, { kid: false, key: issuer.keys[1]! }))).ok)
    assert.equal(
      outcome(await auth.authenticate(await token(claims, { kid: false, key: await newKey('c') }))),
      'auth.invalid',
    )
  })

  it('goes on with the keys it has while the issuer is away, and says so', async () => {
    const auth = await authentication()
    await issuer.close()
    clock.time += 10_000
    assert.ok((await auth.authenticate(await token())).ok)
    const unknown = await token(claims, { key: await newKey('new') })
    assert.equal(outcome(await auth.authenticate(unknown)), 'auth.unavailable')
    assert.equal(auth.check().ok, true)
    assert.match(auth.check().detail ?? '', /is away since .* keys read before are in use/)
  })

  it('starts without the issuer, answers 503 until it is there, and recovers', async () => {
    await issuer.close()
    const auth = await authentication()
    const result = await auth.authenticate(await token())
    assert.ok(!result.ok)
    assert.deepEqual(
      [result.faults[0]?.code, result.faults[0]?.status, result.faults[0]?.retry],
      ['auth.unavailable', 503, true],
    )
    assert.equal(auth.check().ok, false)
    await issuer.open()
    clock.time += 10_000
    assert.ok((await auth.authenticate(await token())).ok)
    assert.deepEqual(auth.check(), { name: 'auth', ok: true })
  })

  it('does not trust an issuer that calls itself otherwise', async () => {
    issuer.name = 'https://other.example'
    const auth = await authentication()
    assert.equal(outcome(await auth.authenticate(await token())), 'auth.unavailable')
    assert.match(auth.check().detail ?? '', /calls itself "https:\/\/other.example"/)
  })

  it('remembers a checked token until it ends', async () => {
    const auth = await authentication()
    const text = await token(claims, { expires: 40 })
    const accepted = await auth.authenticate(text)
    assert.ok(accepted.ok)
    assert.ok(!(auth.authenticate(text) instanceof Promise))
    assert.equal(auth.stillGood(text, accepted.value), true)
    clock.time += 71_000
    assert.equal(auth.stillGood(text, accepted.value), false)
    assert.equal(outcome(await auth.authenticate(text)), 'auth.invalid')
  })
})
