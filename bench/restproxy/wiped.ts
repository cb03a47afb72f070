/** A controller that lost everything, and an answer that got lost. */
import { cloud } from '../networking.ts'
import { removeFolder, type ServerProcess, temporaryFolder } from '../process.ts'
import { cost, type Figure } from '../report.ts'
import { type Outside, startOutside } from './outside.ts'
import { fill, order, startBaryon, startLegacy, untilSo, untilTold } from './sides.ts'

/** Milliseconds that pass on average until the watchdog of the legacy plug-in looks: half of its 60 s. */
const legacyLook = 30_000

interface Times {
  /** Milliseconds until the controller has everything again: once it is asked for, and from the loss on. */
  readonly asked: number
  readonly noticed: number
}

/** Of one update whose answer got lost. */
interface Costs {
  readonly requests: number
  readonly bytes: number
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Writes that reached the controller, and their bytes, once an update was made whose answer got lost. */
async function lostAnswer(outside: Outside, update: () => Promise<void>) {
  await outside.forgetRequests()
  await outside.faults([{ method: 'PUT', lost: 'after', times: 1 }])
  await update()
  const told = (await outside.requests()).filter(({ method }) => method !== 'GET')
  return { requests: told.length, bytes: sumOf(told.map(({ bytes }) => bytes)) }
}

async function rename(server: ServerProcess, port: string, name: string): Promise<void> {
  const answer = await fetch(`${server.url}/v2.0/ports/${port}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-auth-token': 'bench-admin' },
    body: JSON.stringify({ port: { name } }),
  })
  await answer.arrayBuffer()
}

async function legacy(ports: number): Promise<Times & Costs> {
  const folder = temporaryFolder()
  const outside = await startOutside('--dialect', 'bsn-v1.1')
  const server = await startLegacy(folder, outside.urls)
  try {
    const filled = await fetch(`${server.url}/bench/fill/${ports}`, { method: 'POST' })
    const { ports: made } = (await filled.json()) as { ports: readonly string[] }
    const sync = async () => {
      const begin = performance.now()
      await fetch(`${server.url}/bench/sync`, { method: 'POST' })
      return performance.now() - begin
    }
    await sync()
    await outside.wipe()
    const asked = await sync()
    const lost = await lostAnswer(outside, async () => {
      // The first is done, and the hash that comes of it lost; the next one is told that it knows another state.
      await rename(server, made[0] ?? '', 'renamed')
      await rename(server, made[0] ?? '', 'renamed')
    })
    return { asked, noticed: legacyLook + asked, ...lost }
  } finally {
    await server.stop()
    await outside.stop()
    removeFolder(folder)
  }
}

async function baryonTimes(ports: number): Promise<Times> {
  const folder = temporaryFolder()
  const outside = await startOutside('--dialect', 'bsn-v1.1')
  const server = await startBaryon(folder, outside.urls, { mode: 'failover', dialect: 'bsn-v1.1' })
  try {
    const network = await cloud(server)
    await fill(server, network, ports)
    await untilTold(server)
    const size = await outside.size()
    const again = async (order?: () => Promise<void>) => {
      await outside.wipe()
      const begin = performance.now()
      const ordered = order?.()
      const time = await untilSo('all is told again', begin, async () => (await outside.size()) === size)
      await ordered
      await untilTold(server)
      return time
    }
    const asked = await again(() => order(server, 'resync', { scope: 'bulk', force: true }))
    return { asked, noticed: await again() }
  } finally {
    await server.stop()
    await outside.stop()
    removeFolder(folder)
  }
}

/** Without a hash, which none but the first controllers have: with it everything is told again, as the legacy plug-in does. */
async function baryonCosts(ports: number): Promise<Costs> {
  const folder = temporaryFolder()
  const outside = await startOutside('--dialect', 'bsn-v2.0')
  const server = await startBaryon(folder, outside.urls, { mode: 'failover', dialect: 'bsn-v2.0' })
  try {
    const one = await fill(server, await cloud(server), ports)
    await untilTold(server)
    return await lostAnswer(outside, async () => {
      await rename(server, one, 'renamed')
      await untilTold(server)
    })
  } finally {
    await server.stop()
    await outside.stop()
    removeFolder(folder)
  }
}

export async function wiped(ports: number): Promise<Figure[]> {
  const [times, ours, theirs] = [await baryonTimes(ports), await baryonCosts(ports), await legacy(ports)]
  const label = ports.toLocaleString('en')
  const note = 'floor: legacy full sync'
  return [
    cost(
      `a wiped controller with ${label} ports has all again`,
      times.noticed,
      theirs.noticed,
      'ms',
      0.1,
      `${note}, with 30 s until its watchdog looks`,
    ),
    cost('the same, once it is asked for', times.asked, theirs.asked, 'ms', 1, note),
    cost(
      'requests for an update whose answer got lost',
      ours.requests - 1,
      theirs.requests - 1,
      'more',
      1,
      'besides the first; bsn-v2.0',
    ),
    cost('bytes of them', ours.bytes, theirs.bytes, 'B', 0.01, 'floor: the legacy plug-in tells everything'),
  ]
}
