import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'

const bootstrap = join(import.meta.dirname, 'bootstrap.mjs')
const module = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`

/** Says of every Node that is started that it was. */
const telling = `--import=${module('process.stderr.write("[node]")')}`
/** Makes one Node, not those that it starts, believe that it is older than Baryon needs. */
const old = `--import=${module('Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.0.0" } })')}`

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly nodes: number
}

function start(flags: readonly string[], args: readonly string[], context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-bootstrap-'))
  const env = {
    ...process.env,
    NODE_OPTIONS: telling,
    BARYON_DATA: folder,
    BARYON_LISTEN: '127.0.0.1:0',
    XDG_CACHE_HOME: folder,
    XDG_CONFIG_HOME: folder,
  }
  const child: ChildProcess = spawn(process.execPath, [...flags, bootstrap, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  context.after(() => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  let out = ''
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      out += chunk
      if (out.includes('"msg":"listening"')) resolve()
    })
  const ended = new Promise<Ended>(done =>
    child.once('close', code => done({ code, out, nodes: out.split('[node]').length - 1 })),
  )
  return { child, ready, ended }
}

const run = (flags: readonly string[], args: readonly string[], context: TestContext) =>
  start(flags, args, context).ended

test('a Node that is new enough runs the command itself', async context => {
  const { code, out, nodes } = await run([], ['baryon', '--version'], context)
  assert.match(out, /\d+\.\d+\.\d+/)
  assert.deepEqual([code, nodes], [0, 1])
})

test('an older Node hands the command to the one that npm brought', async context => {
  const { code, out, nodes } = await run([old], ['baryon', '--version'], context)
  assert.match(out, /\d+\.\d+\.\d+/)
  assert.equal(code, 0)
  assert.ok(nodes > 1, out)
})

for (const [name, flags] of [
  ['this Node', []],
  ['the Node that npm brought', [old]],
] as const) {
  test(`${name}: the exit code and the arguments are those of the command`, async context => {
    const unknown = await run(flags, ['baryon', 'profile', 'show', 'nowhere at all'], context)
    assert.equal(unknown.code, 2, unknown.out)
    assert.match(unknown.out, /nowhere at all/)
    const away = await run(flags, ['baryon', '--url', 'http://127.0.0.1:9', '--retries', '0', 'status'], context)
    assert.equal(away.code, 6, away.out)
  })

  test(`${name}: SIGTERM to the first process stops the server in order`, async context => {
    const { child, ready, ended } = start(flags, ['start'], context)
    await Promise.race([ready, ended])
    child.kill('SIGTERM')
    const { code, out } = await ended
    assert.match(out, /"msg":"stopped"/)
    assert.equal(code, 0, out)
    assert.doesNotMatch(out, /ExperimentalWarning/)
  })
}

test('a script that is not there is refused with those that are', async context => {
  const { code, out } = await run([], ['dance'], context)
  assert.equal(code, 2)
  assert.match(out, /Give one of: start, baryon/)
})
