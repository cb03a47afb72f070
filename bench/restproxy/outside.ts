/** The reference controller in a process of its own, and what the bench does to it. */
import { freePort, type ServerProcess, startProcess } from '../process.ts'

interface Request {
  /** When it was answered (milliseconds since the epoch). */
  readonly time: number
  readonly method: string
  readonly path: string
  readonly bytes: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Outside {
  readonly url: string
  /** Of each member: all have the same. */
  readonly urls: readonly string[]
  /** Objects that it has. */
  size(): Promise<number>
  /** The newest requests that it got, the oldest of them first. */
  requests(): Promise<readonly Request[]>
  forgetRequests(): Promise<void>
  /** Begins anew with nothing. */
  wipe(): Promise<void>
  /** The first member takes connections, and answers nothing. */
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

export const startOutside = (...options: readonly string[]): Promise<Outside> => startCluster(1, ...options)

/** Members of which each serves what all have. */
export async function startCluster(members: number, ...options: readonly string[]): Promise<Outside> {
  const admin = await freePort()
  const hosts: string[] = []
  while (hosts.length < members) hosts.push(`127.0.0.1:${await freePort()}`)
  const where = ['--listen', hosts.join(','), '--symmetric', '--admin', `127.0.0.1:${admin}`]
  const process = await startProcess(['examples/controller/main.ts', ...where, ...options], () => ({}), '/_hash', admin)
  const at = `http://127.0.0.1:${admin}`
  const urls = hosts.map(host => `http://${host}`)
  return {
    url: urls[0] ?? '',
    urls,
    process,
    async size() {
      const { hash } = (await ask(`${at}/_hash`)) as { hash: string }
      return Number(hash.split(',')[1])
    },
    requests: async () => (await ask(`${at}/_log`)) as readonly Request[],
    forgetRequests: async () => void (await ask(`${at}/_log`, 'DELETE')),
    wipe: async () => void (await ask(`${at}/_restart?empty=true`, 'POST')),
    silence: async () => void (await ask(`${at}/_door?door=silent&member=0`, 'PUT')),
    faults: async rules => void (await ask(`${at}/_faults`, 'PUT', rules)),
    stop: process.stop,
  }
}
