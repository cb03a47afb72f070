/** The unit tests alone, as `npm run check` runs them. */
import { runTests, summary, unitTests } from './run-tests.ts'

process.chdir(new URL('..', import.meta.url).pathname)
const counts = await runTests(unitTests)
console.log(`\n${summary(counts)}`)
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0)
