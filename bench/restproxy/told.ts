/** How fast controllers are told, and in how much memory. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { cloud } from '../networking.ts'
import { removeFolder, type ServerProcess, temporaryFolder } from '../process.ts'
import { cost, type Figure, median, rate } from '../report.ts'
import { type Outside, startOutside } from './outside.ts'
import { fill, order, startBaryon, untilSo, untilTold } from './sides.ts'

const concurrency = 32

/** The highest resident memory while something goes on, in MiB. */
async function peak(server: ServerProcess, doing: Promise<unknown>): Promise<number> {
  let most = server.memory()
  let isOver = false
  const over = doing.finally(() => {
    isOver = true
  })
  while (!isOver) {
    most = Math.max(most, server.memory())
    await sleep(20)
  }
  await over
  return most
}

/** MiB that memory grows by while everything is told at once. */
async function growth(ports: number): Promise<number> {
  const folder = temporaryFolder()
  const outside = await startOutside('--dialect', 'bsn-v2.0')
  const server = await startBaryon(folder, outside.urls, { mode: 'failover', dialect: 'bsn-v2.0' })
  try {
    const network = await cloud(server)
    await fill(server, network, ports)
    await untilTold(server)
    const before = server.memory()
    return (await peak(server, order(server, 'resync', { scope: 'bulk', force: true }))) - before
  } finally {
    await server.stop()
    await outside.stop()
    removeFolder(folder)
  }
}

type Requests = Awaited<ReturnType<Outside['requests']>>

/** The same requests again, by the HTTP client alone. @returns requests a second */
async function rawRate(outside: Outside, requests: Requests): Promise<number> {
  const pool = new Pool(outside.url, { connections: concurrency })
  const queue = requests.values()
  const begin = performance.now()
  const worker = async () => {
    for (const { method, path, body, headers } of queue) {
      const { 'content-length': _, host: __, connection: ___, ...kept } = headers
      const answer = await pool.request({ method: method as 'PUT', path, body, headers: kept })
      await answer.body.dump()
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  const seconds = (performance.now() - begin) / 1000
  await pool.close()
  return requests.length / seconds
}

const warmUp = 2
const rounds = 3

/**
 * What waited while a controller was paused is told one by one.
 * @returns requests a second from the first to the last, and those of the HTTP client alone
 */
async function flowOnce(server: ServerProcess, outside: Outside, network: string, ports: number) {
  await order(server, 'pause')
  await fill(server, network, ports)
  const wanted = (await outside.size()) + ports
  await outside.forgetRequests()
  await order(server, 'resume')
  await untilSo('all ports are told', performance.now(), async () => (await outside.size()) >= wanted, 100)
  await untilTold(server)
  const requests = (await outside.requests()).filter(({ method }) => method !== 'GET')
  return { told: pace(requests), raw: await rawRate(outside, requests) }
}

/** Of requests a second. */
function pace(requests: Requests): number {
  const [first, last] = [requests[0], requests.at(-1)]
  if (first === undefined || last === undefined) throw new Error('nothing was told')
  return ((requests.length - 1) * 1000) / (last.time - first.time)
}

/** Both in turn, several rounds, because the machine's speed drifts; in those before both sides are compiled. */
async function flow(ports: number): Promise<Figure> {
  const folder = temporaryFolder()
  const outside = await startOutside('--dialect', 'bsn-v2.0')
  const server = await startBaryon(folder, outside.urls, { mode: 'failover', dialect: 'bsn-v2.0' })
  try {
    const network = await cloud(server)
    await fill(server, network, 1)
    await untilTold(server)
    for (let round = 0; round < warmUp; round++) await flowOnce(server, outside, network, ports)
    const taken: Awaited<ReturnType<typeof flowOnce>>[] = []
    while (taken.length < rounds) taken.push(await flowOnce(server, outside, network, ports))
    return rate(
      'requests to a controller, one for each port',
      median(taken.map(({ told }) => told)),
      median(taken.map(({ raw }) => raw)),
      0.5,
      'floor: undici alone, the same requests',
    )
  } finally {
    await server.stop()
    await outside.stop()
    removeFolder(folder)
  }
}

export async function told(ports: number, few: number, many: number): Promise<Figure[]> {
  const flowing = await flow(ports)
  const small = await growth(few)
  const large = await growth(many)
  const note = `floor: 64 MiB; with ${few.toLocaleString('en')}: ${small.toFixed(0)} MiB`
  return [
    flowing,
    cost(
      `memory grown while ${many.toLocaleString('en')} ports are told at once`,
      Math.max(large, 1),
      64,
      'MiB',
      1,
      note,
    ),
  ]
}
