/** The reference controller in a process of its own, and what the bench does to it. */
import { freePort, type ServerProcess, startProcess } from '../process.ts'

interface Request {
  readonly method: string
  readonly path: string
  readonly bytes: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Outside {
  readonly url: string
  /** Objects that it has. */
  size(): Promise<number>
  /** The newest requests that it got, the oldest of them first. */
  requests(): Promise<readonly Request[]>
  forgetRequests(): Promise<void>
  /** Begins anew with nothing. */
  wipe(): Promise<void>
  /** Takes connections, and answers nothing. */
  silence(): Promise<void>
  /** From now on; none ends those before. */
  faults(rules: readonly object[]): Promise<void>
  readonly process: ServerProcess
  stop(): Promise<void>
}

async function ask(url: string, method = 'GET', body?: unknown): Promise<unknown> {
  const answer = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

export async function startOutside(...options: readonly string[]): Promise<Outside> {
  const [port, admin] = [await freePort(), await freePort()]
  const where = ['--listen', `127.0.0.1:${port}`, '--admin', `127.0.0.1:${admin}`]
  const process = await startProcess(['examples/controller/main.ts', ...where, ...options], () => ({}), '/_hash', admin)
  const at = `http://127.0.0.1:${admin}`
  return {
    url: `http://127.0.0.1:${port}`,
    process,
    async size() {
      const { hash } = (await ask(`${at}/_hash`)) as { hash: string }
      return Number(hash.split(',')[1])
    },
    requests: async () => (await ask(`${at}/_log`)) as readonly Request[],
    forgetRequests: async () => void (await ask(`${at}/_log`, 'DELETE')),
    wipe: async () => void (await ask(`${at}/_restart?empty=true`, 'POST')),
    silence: async () => void (await ask(`${at}/_door?door=silent`, 'PUT')),
    faults: async rules => void (await ask(`${at}/_faults`, 'PUT', rules)),
    stop: process.stop,
  }
}
