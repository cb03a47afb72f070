import type { Clock, Logger } from '@baryon/kit'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose'
import { isLoopback } from '../config/loopback.ts'

/** The issuer cannot be asked, and what is known does not settle the question. */
export class IssuerAway extends Error {
  constructor(issuer: string) {
    super(`the issuer "${issuer}" cannot be reached`)
    this.name = 'IssuerAway'
  }
}

/** Milliseconds. */
export interface IssuerTimes {
  /** Between two reads of the keys while all is well; a withdrawn key works at most that long. */
  readonly refresh: number
  /** Between two reads that tokens with unknown keys can cause, and between two attempts while the issuer is away. */
  readonly cooldown: number
  readonly timeout: number
}

export const issuerTimes: IssuerTimes = { refresh: 600_000, cooldown: 10_000, timeout: 5_000 }

interface Away {
  readonly since: number
  readonly reason: string
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isKeySet = (value: object): value is JSONWebKeySet => 'keys' in value && Array.isArray(value.keys)

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

function isSafe(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')))
}

/**
 * The public keys of an OpenID Connect issuer, found by its discovery document. They are read again from time to time and when a
 * token was signed with an unknown one. Keys that were read stay in use while the issuer is away.
 */
export class IssuerKeys {
  readonly #issuer: string
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #times: IssuerTimes
  #keys: LocalJWKSet | undefined
  #away: Away | undefined
  #lastRead = Number.NEGATIVE_INFINITY
  #reading: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(issuer: string, clock: Clock, logger: Logger, times: IssuerTimes) {
    this.#issuer = issuer
    this.#clock = clock
    this.#logger = logger
    this.#times = times
  }

  /** Whether there are keys to check tokens with. */
  get known(): boolean {
    return this.#keys !== undefined
  }

  /** Since when and why the issuer cannot be asked. */
  get away(): Away | undefined {
    return this.#away
  }

  /** Reads the keys; an issuer that is away is asked again later. */
  async start(): Promise<void> {
    await this.#read()
    this.#schedule()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** For `jwtVerify`. @throws IssuerAway, or what jose throws when no key fits */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const known = this.#keys
    try {
      if (known) return await known(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
    }
    if (this.#clock.now() - this.#lastRead >= this.#times.cooldown) await this.#read()
    if (this.#away || !this.#keys) throw new IssuerAway(this.#issuer)
    return await this.#keys(header, token)
  }

  #schedule(): void {
    if (this.#stopped) return
    const wait = this.#away ? this.#times.cooldown : this.#times.refresh
    this.#timer = setTimeout(() => void this.#read().then(() => this.#schedule()), wait).unref()
  }

  #read(): Promise<void> {
    this.#reading ??= this.#fetchKeys().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #fetchKeys(): Promise<void> {
    const { issuer, clock, logger } = { issuer: this.#issuer, clock: this.#clock, logger: this.#logger }
    try {
      const discovery = await this.#fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
      if (discovery['issuer'] !== issuer) throw new Error(`it calls itself "${String(discovery['issuer'])}"`)
      const url = discovery['jwks_uri']
      if (!isSafe(url)) throw new Error('the URL of its keys is not https')
      const keySet = await this.#fetchJson(url)
      if (!isKeySet(keySet)) throw new Error(`"${url}" answered no key set`)
      this.#keys = createLocalJWKSet(keySet)
      if (this.#away) logger.info({ issuer }, 'identity provider is back')
      this.#away = undefined
    } catch (error) {
      const reason = reasonOf(error)
      if (!this.#away) logger.warn({ issuer, reason }, 'identity provider cannot be asked')
      this.#away = { since: this.#away?.since ?? clock.now(), reason }
    }
    this.#lastRead = clock.now()
  }

  async #fetchJson(url: string): Promise<Readonly<Record<string, unknown>>> {
    const answer = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(this.#times.timeout),
    })
    if (!answer.ok) throw new Error(`"${url}" answered ${answer.status}`)
    const value: unknown = await answer.json()
    if (!isRecord(value)) throw new Error(`"${url}" answered no JSON object`)
    return value
  }
}
