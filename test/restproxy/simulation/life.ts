/** One life of Baryon in this process: it ends as a kill ends it, in the middle of whatever it does, and the next one finds what was on disk. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Server, startRemembering } from './server.ts'
import type { Answered, Ask } from './writer.ts'

export const token = 'somebody'
export const project = '0123456789abcdef0123456789abcdef'
const people = { tokens: [{ token, user: 'somebody', project, roles: ['admin', 'member', 'reader'] }] }
const unlimited = { network: -1, subnet: -1, port: -1, router: -1, floatingip: -1, security_group: -1 }

/** What is on disk of a database. */
const files = ['baryon.sqlite', 'baryon.sqlite-wal']

/** Files that Baryon is started with, in a folder of its own for each life. */
export interface Premises {
  readonly data: string
  readonly tokens: string
  readonly settings: string
  readonly restproxy: string
}

/** @param configuration of the backend, as YAML or JSON */
export function premises(folder: string, configuration: object): Premises {
  const made = {
    data: path.join(folder, 'data'),
    tokens: path.join(folder, 'tokens.json'),
    settings: path.join(folder, 'services.json'),
    restproxy: path.join(folder, 'restproxy.yaml'),
  }
  mkdirSync(made.data, { recursive: true, mode: 0o700 })
  writeFileSync(made.tokens, JSON.stringify(people), { mode: 0o600 })
  writeFileSync(made.settings, JSON.stringify({ networking: { quotas: unlimited } }))
  writeFileSync(made.restproxy, JSON.stringify(configuration), { mode: 0o600 })
  return made
}

/** Asks an API until `isOver`, when nobody hears its answers any more. */
export function asking(url: () => string, isOver: () => boolean): Ask {
  return async (method, target, body) => {
    const response = await fetch(url() + (target.startsWith('//') ? target.slice(1) : `/v2.0${target}`), {
      method,
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => undefined)
    const text = await response?.text().catch(() => undefined)
    if (response === undefined || text === undefined || isOver()) return undefined
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) } satisfies Answered
  }
}

export class Life {
  readonly #premises: Premises
  #server: Server | undefined
  #over = false
  readonly ask: Ask

  constructor(premises: Premises) {
    this.#premises = premises
    this.ask = asking(
      () => this.#server?.url ?? '',
      () => this.#over,
    )
  }

  get store() {
    if (this.#server === undefined) throw new Error('Baryon is not running')
    return this.#server.store
  }

  async start(): Promise<void> {
    const { data, tokens, settings, restproxy } = this.#premises
    this.#server = await startRemembering({
      listen: '127.0.0.1:0',
      data,
      auth: `tokens:${tokens}`,
      serviceSettings: settings,
      restproxy,
      stopTimeout: '0s',
    })
  }

  /** What is on disk at this moment goes to the next life. Whatever this one still does, nobody sees it. */
  crash(next: Premises): void {
    this.#over = true
    for (const file of files) {
      const from = path.join(this.#premises.data, file)
      if (existsSync(from)) copyFileSync(from, path.join(next.data, file))
    }
  }

  async stop(): Promise<void> {
    this.#over = true
    await this.#server?.stop()
  }
}
