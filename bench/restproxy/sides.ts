/** Baryon and the legacy algorithm, each with the same controllers. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LegacySettings } from '../legacy/main.ts'
import { admin, post } from '../networking.ts'
import { freePort, type ServerProcess, startNetworking, startProcess } from '../process.ts'

/** What a call waits for at most, on both sides: a fifth of what they wait in earnest, where the windows of time are a fifth too. */
export const scaled = { timeout: 2000, pause: 600 }
const inEarnest = { timeout: 10_000, pause: 3000 }

export async function startLegacy(
  folder: string,
  controllers: readonly string[],
  times: LegacySettings['times'] = inEarnest,
): Promise<ServerProcess> {
  const port = await freePort()
  const settings: LegacySettings = { port, database: join(folder, 'legacy.sqlite'), controllers, times }
  return startProcess(['bench/legacy/main.ts'], () => ({ LEGACY: JSON.stringify(settings) }), '/ready', port)
}

/**
 * @param urls of the controllers
 * @param settings of the backend, besides them
 */
export async function startBaryon(folder: string, urls: readonly string[], settings: object): Promise<ServerProcess> {
  const file = join(folder, 'restproxy.yaml')
  const controllers = urls.map((url, at) => ({ name: `c${at}`, url }))
  writeFileSync(file, JSON.stringify({ name: 'cluster', controllers, ...settings }), { mode: 0o600 })
  return startNetworking(folder, { BARYON_RESTPROXY: file })
}

/** Ports of machines: controllers are told of ports that have a device. @returns the id of one */
export async function fill(server: ServerProcess, network_id: string, count: number): Promise<string> {
  let one = ''
  for (let left = count; left > 0; left -= 1000) {
    const device = () => ({ device_owner: 'compute:nova', device_id: randomUUID(), 'binding:host_id': 'host-1' })
    const ports = Array.from({ length: Math.min(left, 1000) }, () => ({ network_id, ...device() }))
    const made = (await post(server, '/ports', { ports })) as unknown as { readonly ports: readonly { id: string }[] }
    one = made.ports[0]?.id ?? ''
  }
  return one
}

/** Asks Baryon's API of controllers about its one target. */
export async function order(server: ServerProcess, verb: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${server.url}/v1/controllers/cluster/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': admin },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** What is waited for at most (milliseconds). */
const most = 300_000

/**
 * @param pause milliseconds between two looks, which take time from what is looked at
 * @returns milliseconds from `begin` until it is so
 */
export async function untilSo(what: string, begin: number, isSo: () => Promise<boolean>, pause = 10) {
  while (!(await isSo())) {
    if (performance.now() - begin > most) throw new Error(`it did not come to this: ${what}`)
    await sleep(pause)
  }
  return performance.now() - begin
}

/** Until everything that is stored was told. */
export const untilTold = (server: ServerProcess) =>
  untilSo('everything is told', performance.now(), async () => {
    const answer = await fetch(`${server.url}/v1/controllers/cluster`, { headers: { 'x-auth-token': admin } })
    const { phase, waiting, behind } = (await answer.json()) as { phase: string; waiting: number; behind: number }
    return phase === 'following' && waiting === 0 && behind === 0
  })
