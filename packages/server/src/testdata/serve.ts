/** The HTTP server on a free port over a real store, with three callers. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clock, failure, type Logger, silentLogger, success, systemClock } from '@baryon/kit'
import { type Caller, loadModels, Registry } from '@baryon/model'
import { openSqlite, type Store } from '@baryon/store'
import { Convergence } from '../convergence/convergence.ts'
import { defaultLimits, type Limits, type Register, type RunningBackend } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { createHttp } from '../http/create-http.ts'
import type { BehaviourSet } from '@baryon/decide'

export const projects = {
  alice: '11111111-1111-4111-8111-111111111111',
  bob: '22222222-2222-4222-8222-222222222222',
} as const

export type Who = 'admin' | 'alice' | 'bob'

const callers: Readonly<Record<Who, Caller>> = {
  admin: { user: 'admin', roles: ['admin'] },
  alice: { user: 'alice', project: projects.alice, roles: ['member'] },
  bob: { user: 'bob', project: projects.bob, roles: ['member'] },
}

/** What came back, its body parsed where it is JSON. */
export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every form
  readonly body: any
}

export interface Ask {
  readonly as?: Who
  readonly body?: unknown
  /** Instead of `body`: exactly these bytes. */
  readonly bytes?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

export interface Served {
  readonly url: string
  readonly store: Store
  readonly convergence: Convergence
  /** Asks with a path such as `/proton/lab/v2.1/ports`; the caller is the administrator unless said otherwise. */
  ask(method: string, path: string, ask?: Ask): Promise<Got>
  /** Swaps the models at run time. */
  use(registry: Registry): void
  close(): Promise<void>
}

const root = (folder: string) => fileURLToPath(new URL(folder, import.meta.url))

/** The models shipped with Baryon. */
export const shippedModels = root('../../../../services')
/** The service `office`, which has a behaviour. */
export const officeModels = root('behaving')
/** The model `lab`, made for these tests. */
export const labModels = root('models')

export interface ServeOptions {
  readonly models?: readonly string[]
  readonly limits?: Partial<Limits>
  readonly parts?: readonly Register[]
  readonly fleets?: readonly RunningBackend[]
  readonly clock?: Clock
  readonly logger?: Logger
  readonly behaviours?: (registry: Registry) => BehaviourSet
  /** What the routes get instead of the store itself. */
  readonly wrap?: (store: Store) => Store
}

async function got(response: Response): Promise<Got> {
  const text = await response.text()
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, text, body: isJson && text ? JSON.parse(text) : undefined }
}

async function openStore(folder: string, models: readonly string[], clock: Clock) {
  const loaded = await loadModels(models)
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(each => `${each.code} ${each.message}`).join('\n'))
  const opened = await openSqlite({ path: path.join(folder, 'test.sqlite'), services: loaded.services, clock })
  if (!opened.ok) throw new Error(opened.faults.map(fault => fault.message).join('\n'))
  return { store: opened.value, registry: new Registry(loaded.services) }
}

export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { models = [labModels], limits = {}, parts = [], clock = systemClock, logger = silentLogger } = options
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-http-'))
  const { store, registry } = await openStore(folder, models, clock)
  let current = registry
  const behaviours = options.behaviours?.(registry)
  const convergence = new Convergence()
  const app = createHttp(
    {
      store: options.wrap?.(store) ?? store,
      registry: () => current,
      behaviours: () => behaviours,
      convergence,
      fleets: options.fleets ?? [],
      authenticate(request) {
        const token = String(request.headers['x-auth-token'] ?? '')
        return Object.hasOwn(callers, token) ? success(callers[token as Who]) : failure(serverErrors.fault('auth.required'))
      },
      clock,
      newId: randomUUID,
      logger,
      limits: { ...defaultLimits, ...limits },
      version: '0.0.0',
    },
    { parts },
  )
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    store,
    convergence,
    async ask(method, target, { as = 'admin', body, bytes, headers = {} } = {}) {
      const sent = bytes ?? (body === undefined ? undefined : JSON.stringify(body))
      const type = sent === undefined ? {} : { 'content-type': 'application/json' }
      return got(
        await fetch(url + target, {
          method,
          headers: { 'x-auth-token': as, ...type, ...headers },
          ...(sent === undefined ? {} : { body: sent }),
        }),
      )
    },
    use(next) {
      current = next
    },
    async close() {
      await app.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
