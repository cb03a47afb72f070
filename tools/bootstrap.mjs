// The way into every npm script. Plain JavaScript for any Node from 18 on: it installs what the lock file names and is
// not there yet, then runs the command: in this process where its Node is new enough, otherwise in one of the Node 24
// that npm brings along.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import * as module from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const MINIMUM = 24
const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'node_modules', '.baryon-installed.json')

/** What each script runs, and whether it needs the development dependencies. */
const commands = {
  // Who tries Baryon out finds something to look at; BARYON_DEMO=false starts it empty.
  start: { run: ['bin/main.ts', 'start'], development: false, environment: { BARYON_DEMO: 'true' } },
  baryon: { run: ['bin/main.ts'], development: false },
  protonclient: { run: ['bin/proton.ts'], development: false },
  test: { run: ['tools/test.ts'], development: true },
  check: { run: ['tools/check.ts'], development: true },
  generate: { run: ['tools/generate.ts'], development: true },
  bench: { run: ['bench/run.ts'], development: true },
  soak: { run: ['tools/soak.ts'], development: true },
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** Of which lock file everything is there, and whether with the development dependencies. */
const installed = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {}

function install(development) {
  const omit = development ? [] : ['--omit=dev']
  console.error(
    `Installing dependencies${development ? ' with those of the tests' : ''} (once; later starts skip this) …`,
  )
  const npm = process.env.npm_execpath
  const [file, before] = npm ? [process.execPath, [npm]] : ['npm', []]
  // Not `npm ci`: it refuses a lock file that lacks optional binaries for other platforms. `--no-save` leaves the lock file as it is.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...omit]
  const { status } = spawnSync(file, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  console.error('Installing failed: check that the npm registry can be reached, then run the command again')
  process.exit(1)
}

const isNewEnough = version => Number.parseInt(version, 10) >= MINIMUM

/** The Node that npm brought, for a process whose own is too old. */
function broughtNode() {
  const node = join(root, 'node_modules', '.bin', 'node')
  try {
    if (isNewEnough(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }))) return node
  } catch {
    // Not there, or built for another machine.
  }
  console.error(
    `Baryon needs Node ${MINIMUM} or newer. This is ${process.version}, and npm brings no Node for ${process.platform}-${process.arch}: install Node ${MINIMUM}, then try again`,
  )
  process.exit(1)
}

/** Starts over in a process of the Node that npm brought. */
function runElsewhere(args) {
  const child = spawn(broughtNode(), [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself (same terminal); a signal sent to this process alone is passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

/** Runs a script in this process, as if Node had been started with it. What Node makes of the sources is kept, which halves the time to start. */
async function runHere([script, ...args]) {
  module.enableCompileCache(join(root, 'node_modules', '.cache', 'compiled'))
  const { emitWarning } = process
  process.emitWarning = (warning, ...about) => {
    const type = typeof about[0] === 'object' ? about[0]?.type : about[0]
    if (type !== 'ExperimentalWarning') emitWarning.call(process, warning, ...about)
  }
  const file = join(root, script)
  process.argv = [process.execPath, file, ...args]
  await import(pathToFileURL(file).href)
}

const [name, ...rest] = process.argv.slice(2)
if (name === 'stamp') {
  if (!existsSync(join(root, 'node_modules'))) process.exit()
  const development = !/\bdev\b/.test(process.env.npm_config_omit ?? '')
  writeFileSync(stampFile, `${JSON.stringify({ lock: lockHash(), development })}\n`)
} else {
  const command = commands[name]
  if (!command) {
    console.error(`Give one of: ${Object.keys(commands).join(', ')}`)
    process.exit(2)
  }
  // Who has the development dependencies keeps them: npm would remove what it is told to leave out.
  const development = command.development || installed.development === true
  if (installed.lock !== lockHash() || installed.development !== development) install(development)
  process.env = { ...command.environment, ...process.env }
  if (isNewEnough(process.versions.node)) await runHere([...command.run, ...rest])
  else runElsewhere([name, ...rest])
}
