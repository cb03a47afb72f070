/**
 * `npm run bench [-- --quick] [scenario …]`: measures Baryon against its floors and prints the table. Figures are ratios taken in one run; see
 * docs/performance.md.
 */
import { million } from './million.ts'
import { networking } from './networking.ts'
import { type Figure, report } from './report.ts'
import { requests } from './requests.ts'
import { restproxy } from './restproxy.ts'
import { store } from './store.ts'
import { watchers } from './watchers.ts'

const words = process.argv.slice(2)
const quick = words.includes('--quick')
const scenarios: Readonly<Record<string, () => Promise<Figure[]>>> = {
  requests: () => (quick ? requests(2, 1) : requests(5, 5)),
  store: () => store(quick ? 5_000 : 100_000),
  watchers: () => (quick ? watchers(100, 200) : watchers(1000, 1000)),
  networking: () => (quick ? networking(2, 1, [1000, 10_000]) : networking(4, 6, [1000, 100_000, 1_000_000])),
  restproxy: () =>
    quick
      ? restproxy(2, { wiped: 500, told: 500, few: 500, many: 1000 })
      : restproxy(12, { wiped: 10_000, told: 10_000, few: 10_000, many: 100_000 }),
  million: () => million(quick ? 20_000 : 1_000_000),
}
const wanted = words.filter(word => !word.startsWith('--'))
const unknown = wanted.filter(name => !(name in scenarios))
if (unknown.length > 0) {
  console.error(`Give scenarios out of: ${Object.keys(scenarios).join(', ')} (not "${unknown.join('", "')}")`)
  process.exit(2)
}
const figures: Figure[] = []
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`${name} …`)
  figures.push(...(await scenario()))
}
report(figures)
