import { type Clock, failure, type Logger, Refusal, type Result, success } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { serverErrors } from '../../errors.ts'
import type { Authentication } from '../authentication.ts'
import { hashOf } from '../token-file.ts'
import { loadCredentials } from './credentials.ts'
import { type KnownToken, KnownTokens } from './known-tokens.ts'
import { KeystoneProjects } from './projects.ts'
import { KeystoneAway } from './request.ts'
import { KeystoneSession } from './session.ts'
import { TokenValidator } from './validate.ts'

/** Milliseconds. */
export interface KeystoneTimes {
  /** A token that Keystone was asked for more recently is taken without a thought. */
  readonly fresh: number
  /** One that was asked for longer ago is only taken once Keystone was asked again, unless Keystone is away. In between it is asked beside. */
  readonly stale: number
  /** A refused token is not asked for again that long. */
  readonly refused: number
  readonly timeout: number
}

export const keystoneTimes: KeystoneTimes = { fresh: 10_000, stale: 60_000, refused: 5_000, timeout: 5_000 }

export interface KeystoneOptions {
  /** Of the Identity API, with or without `/v3`. */
  readonly url: string
  /** File with the server's own credentials. */
  readonly credentials: string | undefined
  readonly clock: Clock
  readonly logger: Logger
  readonly times?: KeystoneTimes
}

/** Roles by which a service is known that asks on behalf of a user. */
const serviceRoles: ReadonlySet<string> = new Set(['service', 'admin'])

/** Entries of either sort that are kept: some megabytes at most. */
const kept = 20_000

async function credentialsOf(file: string) {
  const loaded = await loadCredentials(file)
  if (!loaded.ok) throw new Refusal(...loaded.faults)
  return loaded.value
}

const identityUrl = (url: string) => url.replace(/\/+$/, '').replace(/(\/v3)?$/, '/v3')

/** The server's own session at Keystone. @param file with its credentials */
export const keystoneSession = (url: string, file: string, clock: Clock, times = keystoneTimes): KeystoneSession =>
  new KeystoneSession(identityUrl(url), () => credentialsOf(file), clock, times.timeout)

/** What Keystone calls projects. @param file with the server's own credentials */
export const keystoneProjects = (url: string, file: string, clock: Clock, times = keystoneTimes): KeystoneProjects =>
  new KeystoneProjects(identityUrl(url), keystoneSession(url, file, clock, times), times.timeout)

/**
 * Tokens of OpenStack's Keystone (Identity API v3), whatever they were got with: password, application credential, token. They
 * are kept until they end; Keystone is asked again while they are used, so a revoked token works for `stale` at most, and while
 * Keystone is away those that are known go on working until they end.
 */
export function keystoneAuthentication(options: KeystoneOptions): Authentication {
  const { clock, logger, credentials, times = keystoneTimes } = options
  const url = identityUrl(options.url)
  const session = credentials === undefined ? undefined : keystoneSession(url, credentials, clock, times)
  const validator = new TokenValidator({ url, session, clock, timeout: times.timeout })
  const known = new KnownTokens(kept)
  const asking = new Map<string, Promise<Result<Caller>>>()
  let away: { readonly since: number; readonly reason: string } | undefined

  const required = failure(serverErrors.fault('auth.required'))
  const invalid = failure(serverErrors.fault('auth.invalid', { reason: 'Keystone does not know this one' }))

  function noteAway(reason: string) {
    if (away === undefined) logger.warn({ url, reason }, 'identity provider cannot be asked')
    away = { since: away?.since ?? clock.now(), reason }
  }

  function noteBack() {
    if (away !== undefined) logger.info({ url }, 'identity provider is back')
    away = undefined
  }

  async function ask(hash: string, token: string, allowExpired: boolean): Promise<Result<Caller>> {
    try {
      const validated = await validator.validate(token, allowExpired)
      noteBack()
      const now = clock.now()
      if (validated === undefined) {
        known.refuse(hash, now + times.refused)
        return invalid
      }
      const until = allowExpired ? Math.max(validated.until, now + times.stale) : validated.until
      known.accept(hash, { ...validated, until, checked: now })
      return success(validated.caller)
    } catch (error) {
      if (!(error instanceof KeystoneAway)) throw error
      noteAway(error.reason)
      const kept = known.get(hash, clock.now())
      return kept ? success(kept.caller) : failure(serverErrors.fault('auth.unavailable', { issuer: url }))
    }
  }

  /** Requests with one token cost one question. */
  function askOnce(hash: string, token: string, allowExpired = false): Promise<Result<Caller>> {
    let asked = asking.get(hash)
    if (asked === undefined) {
      asked = ask(hash, token, allowExpired).finally(() => asking.delete(hash))
      asking.set(hash, asked)
    }
    return asked
  }

  function take(hash: string, token: string, found: KnownToken): Result<Caller> | Promise<Result<Caller>> {
    const age = clock.now() - found.checked
    if (age > times.stale) return askOnce(hash, token)
    if (age > times.fresh && !asking.has(hash))
      void askOnce(hash, token).catch(cause => logger.error({ err: cause }, 'a token could not be checked'))
    return success(found.caller)
  }

  function authenticate(token: string): Result<Caller> | Promise<Result<Caller>> {
    const hash = hashOf(token)
    const now = clock.now()
    const found = known.get(hash, now)
    if (found !== undefined) return take(hash, token, found)
    return known.isBad(hash, now) ? invalid : askOnce(hash, token)
  }

  /** What a service asks on behalf of a user goes on when the user's token has ended meanwhile. */
  async function onBehalf(token: string, service: string): Promise<Result<Caller>> {
    const direct = await authenticate(token)
    if (direct.ok || session === undefined) return direct
    const asked = await authenticate(service)
    if (!asked.ok || !asked.value.roles.some(role => serviceRoles.has(role))) return direct
    const hash = hashOf(`${token} ${service}`)
    const found = known.get(hash, clock.now())
    return found ? success(found.caller) : askOnce(hash, token, true)
  }

  return {
    method: 'keystone',
    authenticate(token, service) {
      if (token === undefined) return required
      return service === undefined ? authenticate(token) : onBehalf(token, service)
    },
    stillGood: token => token !== undefined && known.get(hashOf(token), clock.now()) !== undefined,
    check: () => {
      if (away === undefined) return { name: 'auth', ok: true }
      const since = new Date(away.since).toISOString()
      return {
        name: 'auth',
        ok: false,
        detail: `"${url}" is away since ${since} (${away.reason}): tokens that were checked before work until they end`,
      }
    },
    async start() {
      if (credentials !== undefined) await credentialsOf(credentials)
      await session?.token().catch((error: unknown) => {
        if (!(error instanceof KeystoneAway)) throw error
        noteAway(error.reason)
      })
    },
    stop: async () => {},
  }
}
