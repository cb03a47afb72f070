import type { Journal } from '@baryon/store'
import type { FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry as Metrics } from 'prom-client'
import type { Register, ServerContext } from '../context.ts'
import { controllerMetrics } from '../controllers/metrics.ts'
import { AckTimes } from '../convergence/ack-times.ts'

export interface MetricSources {
  readonly journal: Journal
  readonly watchers: () => number
}

/** What kind of request it was, without any id: `resources <verb>`, or the URL of a route of its own. */
const routeOf = (request: FastifyRequest): string =>
  request.operation ? `resources ${request.operation.verb}` : (request.routeOptions.url ?? 'unknown')

function requestTimes(metrics: Metrics): Histogram<'route' | 'status'> {
  return new Histogram({
    name: 'baryon_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer; watches are left out',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  })
}

/** Gauges that are read when they are asked for. */
function gauges(metrics: Metrics, { journal, watchers }: MetricSources): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [metrics],
      collect() {
        this.set(read())
      },
    })
  gauge('baryon_journal_head', 'Newest revision of the journal', () => journal.head())
  gauge('baryon_journal_horizon', 'Revision up to which the journal may be forgotten', () => journal.horizon())
  gauge('baryon_watchers', 'Connections that watch', watchers)
}

/** How many entries were committed together: what the commit lane gathers under load. */
function commits(metrics: Metrics, journal: Journal): () => void {
  const entries = new Histogram({
    name: 'baryon_commit_entries',
    help: 'Journal entries told together after a commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    registers: [metrics],
  })
  return journal.subscribe(told => entries.observe(told.length))
}

/** How long readers of the journal take: controllers, and whoever else says how far it is. */
function convergenceTimes(metrics: Metrics, journal: Journal, { convergence, clock }: ServerContext): () => void {
  const times = new Histogram({
    name: 'baryon_convergence_seconds',
    help: 'Time from a commit until a reader of the journal has reached it',
    labelNames: ['reader'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600],
    registers: [metrics],
  })
  const ackTimes = new AckTimes(clock, (reader, milliseconds) => times.observe({ reader }, milliseconds / 1000))
  const unheard = convergence.onProgress(({ name, before, reached }) => {
    ackTimes.reached(name, before, reached)
    ackTimes.forget(convergence.readers)
  })
  const unsubscribe = journal.subscribe(entries => {
    const newest = entries.findLast(entry => entry.plane === 'intent')
    if (newest !== undefined && convergence.readers.length > 0) ackTimes.committed(newest.revision)
  })
  return () => {
    unheard()
    unsubscribe()
  }
}

/** `GET /metrics`: Prometheus metrics of requests, journal, watchers and the process. For everybody; no label is an id. */
export const metricRoutes =
  (sources: MetricSources): Register =>
  (app, context) => {
    const metrics = new Metrics()
    collectDefaultMetrics({ register: metrics })
    gauges(metrics, sources)
    const times = requestTimes(metrics)
    const unsubscribe = commits(metrics, sources.journal)
    const unheard = convergenceTimes(metrics, sources.journal, context)
    const update = controllerMetrics(metrics, context.fleets)
    app.addHook('onResponse', (request, reply, done) => {
      const route = routeOf(request)
      if (route !== '/v1/watch') times.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
      done()
    })
    app.addHook('onClose', (_app, done) => {
      unsubscribe()
      unheard()
      done()
    })
    app.get('/metrics', async (_request, reply) => {
      await update()
      return reply.type(metrics.contentType).send(await metrics.metrics())
    })
  }
