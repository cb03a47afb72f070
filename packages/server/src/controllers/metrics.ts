/** What Prometheus is told of controllers. A controller is named as everywhere; no label is an address or an id. */
import type { Breaker, Endpoint, Phase, Report } from '@baryon/reconcile'
import { Counter, Gauge, type Registry as Metrics } from 'prom-client'
import type { RunningBackend } from '../context.ts'
import { nameOf } from './named.ts'

const phases: readonly Phase[] = [
  'starting',
  'following',
  'resyncing',
  'away',
  'denied',
  'braked',
  'paused',
  'draining',
]
const breakers: readonly Breaker[] = ['closed', 'open', 'half-open']
const healths: readonly Endpoint['health'][] = ['up', 'down', 'unknown']

/** One number of a report each. */
const numbers: readonly (readonly [string, string, (report: Report) => number])[] = [
  ['waiting', 'Things that wait for a controller or are under way', report => report.waiting],
  ['behind', 'Revisions that a controller is behind the newest', report => report.behind],
  ['cursor', 'Revision up to which a controller was told', report => report.cursor],
  ['oldest_seconds', 'Age of the oldest change that a controller has not acknowledged', report => report.oldest / 1000],
  ['there', 'Things that a controller has acknowledged', report => report.there],
  ['refused', 'Things that a controller refuses, set aside', report => report.refused],
  ['concurrency', 'Calls to a controller that are allowed at a time', report => report.concurrency],
]

const counts: readonly (readonly [string, string, (report: Report) => number])[] = [
  ['requests_total', 'Requests to a controller since the start', report => report.sent],
  ['retries_total', 'Requests to a controller that were repeated, since the start', report => report.retries],
]

/** For each of the states of a thing 1 where it is the one, else 0. */
const states: readonly (readonly [string, string, readonly string[], (report: Report) => string])[] = [
  ['phase', 'Whether this is what is done with a controller now', phases, report => report.phase],
  ['breaker', 'Whether the circuit breaker of a controller is this', breakers, report => report.breaker],
]

type Told = readonly { readonly controller: string; readonly report: Report }[]
type Tell = (told: Told) => void

const prefix = 'baryon_controller_'

function tellNumbers(metrics: Metrics): Tell[] {
  const gauges = numbers.map(([name, help, read]): Tell => {
    const gauge = new Gauge({ name: prefix + name, help, labelNames: ['controller'], registers: [metrics] })
    return told => {
      gauge.reset()
      for (const { controller, report } of told) gauge.set({ controller }, read(report))
    }
  })
  const counters = counts.map(([name, help, read]): Tell => {
    const counter = new Counter({ name: prefix + name, help, labelNames: ['controller'], registers: [metrics] })
    return told => {
      counter.reset()
      for (const { controller, report } of told) counter.inc({ controller }, read(report))
    }
  })
  return [...gauges, ...counters]
}

const tellStates = (metrics: Metrics): Tell[] =>
  states.map(([name, help, all, read]): Tell => {
    const gauge = new Gauge({ name: prefix + name, help, labelNames: ['controller', name], registers: [metrics] })
    return told => {
      gauge.reset()
      for (const { controller, report } of told)
        for (const one of all) gauge.set({ controller, [name]: one }, one === read(report) ? 1 : 0)
    }
  })

function tellRest(metrics: Metrics): Tell {
  const gauge = <Label extends string>(name: string, help: string, label: Label) =>
    new Gauge({ name: prefix + name, help, labelNames: ['controller', label], registers: [metrics] })
  const endpoints = gauge('endpoints', 'Endpoints of a controller by their health', 'health')
  const drift = gauge('drift', 'Differences that the newest comparison with a controller found', 'drift')
  const latency = gauge('request_seconds', 'Quantiles of the time of the last requests to a controller', 'quantile')
  return told => {
    for (const each of [endpoints, drift, latency]) each.reset()
    for (const { controller, report } of told) {
      for (const health of healths)
        endpoints.set({ controller, health }, report.endpoints.filter(one => one.health === health).length)
      for (const kind of ['missing', 'different', 'surplus'] as const)
        if (report.drift !== undefined) drift.set({ controller, drift: kind }, report.drift[kind])
      latency.set({ controller, quantile: '0.5' }, report.latency.p50 / 1000)
      latency.set({ controller, quantile: '0.99' }, report.latency.p99 / 1000)
    }
  }
}

async function toldBy(backends: readonly RunningBackend[]): Promise<Told> {
  const each = backends.map(async ({ name, fleet }) =>
    (await fleet.report()).map(report => ({ controller: nameOf(name, report.target), report })),
  )
  return (await Promise.all(each)).flat()
}

/** Adds the metrics of controllers. @returns what brings them up to date, to be called before they are read */
export function controllerMetrics(metrics: Metrics, backends: readonly RunningBackend[]): () => Promise<void> {
  if (backends.length === 0) return async () => {}
  const tells = [...tellNumbers(metrics), ...tellStates(metrics), tellRest(metrics)]
  return async () => {
    const told = await toldBy(backends)
    for (const tell of tells) tell(told)
  }
}
