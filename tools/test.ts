/**
 * `npm test [pattern …]`: installs the programs that tests drive, runs all tests (or the files that match), and ends with the line
 * `N passed, N failed`.
 */
import { runTests, summary, unitTests, wholeTests } from './run-tests.ts'
import { installTestPrograms } from './test-programs.ts'

process.chdir(new URL('..', import.meta.url).pathname)
const patterns = process.argv.slice(2)
installTestPrograms()
const counts = await runTests(patterns.length > 0 ? patterns : [...unitTests, ...wholeTests])
console.log(`\n${summary(counts)}`)
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0)
