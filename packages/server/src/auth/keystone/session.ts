/** The server's own token of Keystone, got when it is needed and again when it has ended. */
import type { Clock } from '@baryon/kit'
import type { Credentials } from './credentials.ts'
import { askKeystone, KeystoneAway } from './request.ts'

interface OwnToken {
  readonly token: string
  /** Milliseconds since the epoch. */
  readonly until: number
}

/** A token is renewed that long before its end (milliseconds). */
const margin = 60_000

export class KeystoneSession {
  readonly #url: string
  readonly #load: () => Promise<Credentials>
  readonly #clock: Clock
  readonly #timeout: number
  #own: OwnToken | undefined
  #renewing: Promise<OwnToken> | undefined

  /** @param load reads the credentials, each time one signs on, so that they can be changed while the server runs */
  constructor(url: string, load: () => Promise<Credentials>, clock: Clock, timeout: number) {
    this.#url = url
    this.#load = load
    this.#clock = clock
    this.#timeout = timeout
  }

  /** @throws KeystoneAway also when the credentials are refused */
  async token(): Promise<string> {
    if (this.#own !== undefined && this.#own.until - margin > this.#clock.now()) return this.#own.token
    this.#renewing ??= this.#signOn().finally(() => {
      this.#renewing = undefined
    })
    this.#own = await this.#renewing
    return this.#own.token
  }

  /** The token was refused: the next one is a new one. */
  forget(token: string): void {
    if (this.#own?.token === token) this.#own = undefined
  }

  async #signOn(): Promise<OwnToken> {
    const { request } = await this.#load()
    const answer = await askKeystone(`${this.#url}/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      timeout: this.#timeout,
    })
    const token = answer.headers.get('x-subject-token')
    if (answer.status !== 201 || token === null)
      throw new KeystoneAway(this.#url, `it answered ${answer.status} to the credentials of this server`)
    const until = Date.parse(answer.token?.expires_at ?? '')
    return { token, until: Number.isNaN(until) ? this.#clock.now() + margin : until }
  }
}
