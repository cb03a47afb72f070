/** One of two controllers that share what they know takes connections and answers nothing: what users of the API see. */
import { type Arrivals, arrivals, type Latencies } from '../arrivals.ts'
import { admin } from '../networking.ts'
import { removeFolder, type ServerProcess, temporaryFolder } from '../process.ts'
import { cost, type Figure } from '../report.ts'
import { type Outside, startCluster } from './outside.ts'
import { scaled, startBaryon, startLegacy } from './sides.ts'

const perSecond = 50

const creating = (url: string, seconds: number): Arrivals => ({
  url: `${url}/v2.0/networks`,
  method: 'POST',
  headers: { 'x-auth-token': admin },
  body: number => JSON.stringify({ network: { name: `n${number}` } }),
  perSecond,
  seconds,
})

interface Seen {
  readonly healthy: Latencies
  readonly outage: Latencies
}

/** The one that is told goes silent when the outage begins. */
async function watch(
  seconds: number,
  start: (folder: string, outside: Outside) => Promise<ServerProcess>,
): Promise<Seen> {
  const folder = temporaryFolder()
  const cluster = await startCluster(2, '--dialect', 'bsn-v1.1')
  const server = await start(folder, cluster)
  try {
    await arrivals(creating(server.url, 1))
    const healthy = await arrivals(creating(server.url, seconds))
    await cluster.silence()
    return { healthy, outage: await arrivals(creating(server.url, seconds)) }
  } finally {
    await server.stop()
    await cluster.stop()
    removeFolder(folder)
  }
}

const baryon =
  (commit: 'async' | 'sync') =>
  (folder: string, { urls }: Outside) =>
    startBaryon(folder, urls, {
      mode: 'failover',
      dialect: 'bsn-v1.1',
      commit: { mode: commit },
      deadlines: { connect: '600ms', answer: `${scaled.timeout}ms`, body: `${scaled.timeout}ms` },
      health: { every: '400ms', deadline: '400ms' },
    })

/** @param seconds of each window; a minute in earnest, where the timeout is ten seconds */
export async function outage(seconds: number): Promise<Figure[]> {
  const ours = await watch(seconds, baryon('async'))
  const waiting = await watch(seconds, baryon('sync'))
  const legacy = await watch(seconds, (folder, { urls }) => startLegacy(folder, urls, scaled))
  const what = 'network create, p99, one of two controllers silent'
  return [
    cost(
      what,
      ours.outage.p99,
      ours.healthy.p99,
      'ms',
      2,
      `floor: both well; the longest ${ours.outage.most.toFixed(0)} ms`,
    ),
    cost(`${what}, beside legacy`, ours.outage.p99, legacy.outage.p99, 'ms', 0.1, 'floor: the legacy algorithm'),
    cost(
      'the same, answered when a controller took it (sync)',
      waiting.outage.p99,
      legacy.outage.p99,
      'ms',
      1,
      `both well: ${waiting.healthy.p99.toFixed(0)} ms, legacy ${legacy.healthy.p99.toFixed(0)} ms`,
    ),
  ]
}
