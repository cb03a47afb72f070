/** What Keystone calls projects. */
import { askKeystone, type KeystoneAnswer, KeystoneAway } from './request.ts'
import type { KeystoneSession } from './session.ts'

export class KeystoneProjects {
  readonly #url: string
  readonly #session: KeystoneSession
  readonly #timeout: number

  /** @param url with `/v3` at its end */
  constructor(url: string, session: KeystoneSession, timeout: number) {
    this.#url = url
    this.#session = session
    this.#timeout = timeout
  }

  /** @returns undefined: there is no such project. @throws KeystoneAway also where the server may not ask */
  async nameOf(id: string): Promise<string | undefined> {
    const { status, body } = await this.#ask(`projects/${encodeURIComponent(id)}`)
    if (status === 404) return undefined
    if (status !== 200) throw this.#refused(status)
    return body.project?.name
  }

  /** Names by ids. Keystone may be set to tell only so many. @throws KeystoneAway also where the server may not ask */
  async all(): Promise<ReadonlyMap<string, string>> {
    const { status, body } = await this.#ask('projects')
    if (status !== 200) throw this.#refused(status)
    const pairs = (body.projects ?? []).flatMap(({ id, name }) =>
      id === undefined || name === undefined ? [] : [[id, name] as const],
    )
    return new Map(pairs)
  }

  #refused(status: number): KeystoneAway {
    return new KeystoneAway(this.#url, `it answered ${status} to a question about projects`)
  }

  /** With another token when the first one is refused. */
  async #ask(path: string): Promise<KeystoneAnswer> {
    const token = await this.#session.token()
    const first = await this.#send(path, token)
    if (first.status !== 401) return first
    this.#session.forget(token)
    return this.#send(path, await this.#session.token())
  }

  #send(path: string, token: string): Promise<KeystoneAnswer> {
    const headers = { 'x-auth-token': token }
    return askKeystone(`${this.#url}/${path}`, { method: 'GET', headers, timeout: this.#timeout })
  }
}
