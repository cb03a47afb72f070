import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/** Tests of one function or stage, beside their code. */
export const unitTests = [
  'packages/*/src/**/*.test.ts',
  'packages/*/conformance/**/*.test.ts',
  'services/**/*.test.ts',
  'examples/**/*.test.ts',
  'tools/**/*.test.ts',
]
/** Tests of the whole, as its users meet it. */
export const wholeTests = ['test/**/*.test.ts']

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** A suite fails because one of its tests does; that test is counted by itself. */
const isSubtestFailure = (error: unknown) =>
  error instanceof Error && 'failureType' in error && error.failureType === 'subtestsFailed'

/** Runs the test files in processes of their own, as many at a time as there are cores, and prints each test. */
export async function runTests(patterns: readonly string[]): Promise<Counts> {
  const files = globSync(patterns, { exclude: ['**/node_modules/**'] }).sort()
  if (files.length === 0) throw new Error(`no test file matches ${patterns.join(', ')}`)
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const failures: string[] = []
  const stream = run({ files, concurrency: availableParallelism(), timeout: 900_000 })
  stream.on('test:pass', event => {
    if (event.details.type === 'suite') return
    if (event.skip !== undefined || event.todo !== undefined) counts.skipped++
    else counts.passed++
  })
  stream.on('test:fail', event => {
    if (event.details.type === 'suite' && isSubtestFailure(event.details.error)) return
    counts.failed++
    failures.push(`${event.file ?? ''}: ${event.name}`)
  })
  const report = stream.compose(spec)
  for await (const chunk of report) process.stdout.write(chunk)
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map(failure => `  ${failure}`).join('\n')}`)
  return counts
}

/** The line that ends a run of tests. */
export const summary = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
