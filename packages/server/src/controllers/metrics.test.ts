import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Register } from '../context.ts'
import { metricRoutes } from '../health/metrics.ts'
import { projects, serve } from '../testdata/serve.ts'
import { report, running, ScriptedFleet } from './testdata/scripted-fleet.ts'

const metrics: Register = (app, context) =>
  metricRoutes({ journal: context.store.journal, watchers: () => 0 })(app, context)

test('the metrics have the queue, the age, the requests, the breaker and the drift of every controller', async (t: TestContext) => {
  const fleet = new ScriptedFleet('east', 'west')
  fleet.reports[1] = report('west', { breaker: 'open', phase: 'away', sent: 5, oldest: 90_000 })
  const served = await serve({ parts: [metrics], fleets: [running('restproxy', fleet)] })
  t.after(() => served.close())
  const lines = async () => {
    const { text } = await served.ask('GET', '/metrics')
    return text.split('\n').filter(line => line.startsWith('baryon_controller_'))
  }
  const first = await lines()
  const east = 'controller="restproxy/east"'
  const west = 'controller="restproxy/west"'
  for (const line of [
    `baryon_controller_waiting{${east}} 1`,
    `baryon_controller_oldest_seconds{${west}} 90`,
    `baryon_controller_requests_total{${east}} 40`,
    `baryon_controller_retries_total{${east}} 3`,
    `baryon_controller_refused{${east}} 1`,
    `baryon_controller_breaker{${east},breaker="closed"} 1`,
    `baryon_controller_breaker{${west},breaker="closed"} 0`,
    `baryon_controller_breaker{${west},breaker="open"} 1`,
    `baryon_controller_phase{${west},phase="away"} 1`,
    `baryon_controller_endpoints{${east},health="down"} 1`,
    `baryon_controller_drift{${east},drift="different"} 2`,
    `baryon_controller_request_seconds{${east},quantile="0.99"} 0.011`,
  ])
    assert.ok(first.includes(line), `${line} is not in\n${first.join('\n')}`)
  // A counter is what the report says, however often it is asked for, and a controller that is gone is told no more.
  fleet.reports = [report('east', { sent: 41 })]
  const second = await lines()
  assert.ok(second.includes(`baryon_controller_requests_total{${east}} 41`))
  assert.ok(!second.some(line => line.includes(west)))
})

test('the metrics tell how long each reader took to reach what was committed, and nothing of controllers without one', async (t: TestContext) => {
  const served = await serve({ parts: [metrics] })
  t.after(() => served.close())
  const reader = served.convergence.register('restproxy/east', 0)
  const made = await served.ask('POST', '/proton/lab/v2.1/samples', { body: { tenant_id: projects.alice } })
  assert.equal(made.status, 201)
  reader.advance(served.store.journal.head())
  const { text } = await served.ask('GET', '/metrics')
  assert.match(text, /^baryon_convergence_seconds_count\{reader="restproxy\/east"\} 1$/m)
  assert.doesNotMatch(text, /baryon_controller_/)
})
