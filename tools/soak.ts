/**
 * `npm run soak [seconds]`: the long tests. The seeded tests run again and again, each time with new seeds and many more rounds
 * than in `npm test`, until the time is over (default: one hour). A failure prints its seed and ends the run.
 */
import { runTests, summary } from './run-tests.ts'

process.chdir(new URL('..', import.meta.url).pathname)
const seconds = Number(process.argv[2] ?? 3600)
if (!(seconds > 0)) {
  console.error(`Give the seconds to run for (not "${process.argv[2]}")`)
  process.exit(2)
}
const end = Date.now() + seconds * 1000
process.env['SOAK_ROUNDS'] ??= '250'
process.env['STORE_STORIES'] ??= '2000'
process.env['SERVER_CRASHES'] ??= '50'
process.env['NETWORKING_STORIES'] ??= '10'
process.env['NETWORKING_STORY_LENGTH'] ??= '800'
process.env['NETWORKING_FUZZ'] ??= '20000'
process.env['NETWORKING_CRASHES'] ??= '20'
process.env['RESTPROXY_SCHEDULES'] ??= '1000'
process.env['RESTPROXY_SEED'] ??= String(Date.now() % 1_000_000)
process.env['RECONCILE_RUNS'] ??= '2000'
process.env['RECONCILE_SEED'] ??= String(Date.now() % 1_000_000)
process.env['RESTPROXY_KILLS'] ??= '20'
const seeded = [
  'packages/store/src/dialect/**/*.test.ts',
  'packages/decide/src/**/*.test.ts',
  'test/e2e/crash.test.ts',
  'test/networking/stories/*.test.ts',
  'packages/reconcile/src/fleet.property.test.ts',
  'test/restproxy/simulation/*.test.ts',
  'test/restproxy/outage/*.test.ts',
]
const outage = process.env['RESTPROXY_OUTAGE']
const total = { passed: 0, failed: 0, skipped: 0 }
do {
  // A controller is down for half of what is left, at most as long as one file may take
  const left = Math.max(0, Math.floor((end - Date.now()) / 2000))
  process.env['RESTPROXY_OUTAGE'] = outage ?? String(Math.min(left, 600))
  const counts = await runTests(seeded)
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key]
} while (Date.now() < end && total.failed === 0)
console.log(`\n${summary(total)}`)
process.exit(total.failed > 0 ? 1 : 0)
