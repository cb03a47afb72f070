/** `npm run check [step …]`: the one command before a change is handed in. Runs every step and names those that failed. */
import { spawnSync } from 'node:child_process'

const root = new URL('..', import.meta.url).pathname
process.chdir(root)

const node = (...args: string[]) => [process.execPath, '--disable-warning=ExperimentalWarning', ...args]

/** In this order; the quick ones first. */
const steps: Readonly<Record<string, readonly string[]>> = {
  lint: node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  types: node('node_modules/typescript7/bin/tsc', '-p', '.'),
  imports: node(
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'packages',
    'services',
  ),
  'dead code': node('node_modules/knip/bin/knip.js'),
  artefacts: node('tools/generate.ts', '--check'),
  docs: node('tools/check-docs.ts'),
  tests: node('tools/unit-tests.ts'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in steps))
if (unknown.length > 0) {
  console.error(`Give steps out of: ${Object.keys(steps).join(', ')} (not "${unknown.join('", "')}")`)
  process.exit(2)
}

const failed: string[] = []
for (const [name, [file, ...args]] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${name}`)
  const { status } = spawnSync(file as string, args, { stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\nAll checks passed' : `\nFailed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
