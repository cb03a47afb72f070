/** The whole server with a backend of controllers that can be told to fail. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningServer, type StartOptions, startServer } from '../../process/start-server.ts'
import { Controller, type FakeOptions, fakeBackends } from './fake.ts'

export interface Got {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every form
  readonly body: any
}

export interface Site {
  readonly server: RunningServer
  readonly controllers: readonly Controller[]
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Got>
  /** Stops the server and starts it again on the same data, with controllers of the same names. */
  restart(options?: FakeOptions): Promise<void>
}

export interface SiteOptions extends FakeOptions {
  readonly controllers?: number
  readonly start?: StartOptions
}

/** Comes back when something holds that is on its way; the test fails by its time limit otherwise. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(5)
}

/** @param context of the test that it ends with */
export async function openSite(
  context: { after(cleanup: () => Promise<void>): void },
  { controllers: count = 1, start = {}, ...options }: SiteOptions = {},
): Promise<Site> {
  const data = await mkdtemp(join(tmpdir(), 'baryon-backends-'))
  const controllers = Array.from({ length: count }, () => new Controller())
  const open = (fake: FakeOptions) =>
    startServer({
      listen: '127.0.0.1:0',
      data,
      restproxy: 'controllers.yaml',
      backends: fakeBackends(controllers, fake),
      ...start,
    })
  let server = await open(options)
  context.after(async () => {
    await server.stop()
    await rm(data, { recursive: true })
  })
  return {
    get server() {
      return server
    },
    controllers,
    async ask(method, path, body, headers = {}) {
      const answer = await fetch(server.url + path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
    async restart(fake = {}) {
      await server.stop()
      server = await open({ ...options, ...fake })
    },
  }
}
