/** What Keystone says of a token. */
import type { Clock } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { askKeystone, KeystoneAway, type KeystoneToken } from './request.ts'
import type { KeystoneSession } from './session.ts'

export interface Validated {
  readonly caller: Caller
  /** When the token ends, in milliseconds since the epoch. */
  readonly until: number
}

export interface ValidatorOptions {
  /** With `/v3` at its end. */
  readonly url: string
  /** Without one each token is shown to Keystone by itself, which is allowed to everyone but says nothing of expired ones. */
  readonly session: KeystoneSession | undefined
  readonly clock: Clock
  readonly timeout: number
}

function validatedOf({ expires_at, user, project, roles }: KeystoneToken): Validated | undefined {
  const until = Date.parse(expires_at ?? '')
  if (user?.id === undefined || Number.isNaN(until)) return undefined
  const names = (roles ?? []).flatMap(role => (role.name === undefined ? [] : [role.name]))
  const caller: Caller = Object.freeze({
    user: user.id,
    ...(project?.id === undefined ? {} : { project: project.id }),
    roles: Object.freeze(names),
  })
  return { caller, until }
}

/** Keystone refuses the header of a token that never was one: no control characters, and of sane length. */
const isSane = (token: string) => token.length <= 8192 && /^[\x21-\x7e]+$/.test(token)

export class TokenValidator {
  readonly #options: ValidatorOptions

  constructor(options: ValidatorOptions) {
    this.#options = options
  }

  /**
   * @param allowExpired also says who had a token that has ended a moment ago, for what one service asks of another on behalf of
   *   a user whose work takes longer than the token; needs credentials
   * @returns undefined when it authenticates nobody
   * @throws KeystoneAway
   */
  async validate(token: string, allowExpired = false): Promise<Validated | undefined> {
    if (!isSane(token)) return undefined
    const { session } = this.#options
    const first = await this.#ask(token, session === undefined ? token : await session.token(), allowExpired)
    if (first.status !== 401 || session === undefined) return this.#understood(first)
    return this.#understood(await this.#ask(token, await session.token(), allowExpired))
  }

  async #ask(token: string, own: string, allowExpired: boolean) {
    const { url, session, timeout } = this.#options
    const answer = await askKeystone(`${url}/auth/tokens?nocatalog${allowExpired ? '&allow_expired=1' : ''}`, {
      method: 'GET',
      headers: { 'x-auth-token': own, 'x-subject-token': token },
      timeout,
    })
    if (answer.status === 401) session?.forget(own)
    return answer
  }

  #understood({ status, token }: { readonly status: number; readonly token: KeystoneToken | undefined }) {
    const { url, session } = this.#options
    if (status === 200 && token !== undefined) return validatedOf(token)
    if (status === 404 || (status === 401 && session === undefined)) return undefined
    throw new KeystoneAway(url, `it answered ${status} when it was asked for a token`)
  }
}
