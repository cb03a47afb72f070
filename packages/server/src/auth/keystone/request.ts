/** One request to Keystone's Identity API v3. */

/** Keystone cannot be asked, or does not answer as it should. */
export class KeystoneAway extends Error {
  readonly reason: string

  constructor(url: string, reason: string) {
    super(`Keystone at "${url}" cannot be asked: ${reason}`)
    this.name = 'KeystoneAway'
    this.reason = reason
  }
}

/** What is read of `token` in an answer. https://docs.openstack.org/api-ref/identity/v3/#validate-and-show-information-for-token */
export interface KeystoneToken {
  readonly expires_at?: string
  readonly user?: { readonly id?: string }
  readonly project?: { readonly id?: string }
  readonly roles?: readonly { readonly name?: string }[]
}

/** What is read of a project. https://docs.openstack.org/api-ref/identity/v3/#projects */
export interface KeystoneProject {
  readonly id?: string
  readonly name?: string
}

interface KeystoneBody {
  readonly token?: KeystoneToken
  readonly project?: KeystoneProject
  readonly projects?: readonly KeystoneProject[]
}

export interface KeystoneAnswer {
  readonly status: number
  readonly headers: Headers
  readonly token: KeystoneToken | undefined
  /** Empty unless it was answered 2xx. */
  readonly body: KeystoneBody
}

interface KeystoneRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds. */
  readonly timeout: number
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

/** A connection that was kept open may have been closed by the other side meanwhile: that is worth a second attempt. */
async function fetchTwice(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return fetch(url, init)
  }
}

/** @throws KeystoneAway when there is no answer, or one that is the server's own failure (5xx) */
export async function askKeystone(url: string, request: KeystoneRequest): Promise<KeystoneAnswer> {
  const { timeout, ...init } = request
  try {
    const answer = await fetchTwice(url, { ...init, signal: AbortSignal.timeout(timeout), redirect: 'error' })
    const text = await answer.text()
    if (answer.status >= 500 || answer.status === 429) throw new Error(`it answered ${answer.status}`)
    const body = answer.ok ? (JSON.parse(text) as KeystoneBody) : {}
    return { status: answer.status, headers: answer.headers, token: body.token, body }
  } catch (error) {
    throw new KeystoneAway(url, reasonOf(error))
  }
}
