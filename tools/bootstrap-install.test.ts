import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'

const lock = '{"lockfileVersion":3}\n'
const lockHash = createHash('sha256').update(lock).digest('hex')

/** A project with the bootstrap, commands that only tell that they ran, and an npm that only notes how it was called. */
function project(context: TestContext, stamp?: { readonly lock: string; readonly development: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-install-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['tools', 'bin', 'node_modules']) mkdirSync(join(folder, name))
  copyFileSync(join(import.meta.dirname, 'bootstrap.mjs'), join(folder, 'tools', 'bootstrap.mjs'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'package-lock.json'), lock)
  writeFileSync(join(folder, 'bin', 'main.ts'), "console.log('ran')\n")
  writeFileSync(join(folder, 'tools', 'test.ts'), "console.log('ran')\n")
  const calls = join(folder, 'calls')
  const npm = join(folder, 'npm.cjs')
  writeFileSync(npm, `require('node:fs').appendFileSync(${JSON.stringify(calls)}, process.argv.slice(2).join(' '))\n`)
  if (stamp) writeFileSync(join(folder, 'node_modules', '.baryon-installed.json'), JSON.stringify(stamp))
  return (command: string) => {
    const { status, stdout } = spawnSync(process.execPath, [join(folder, 'tools', 'bootstrap.mjs'), command], {
      env: { ...process.env, npm_execpath: npm },
      encoding: 'utf8',
    })
    assert.deepEqual([status, stdout], [0, 'ran\n'])
    return existsSync(calls) ? readFileSync(calls, 'utf8') : undefined
  }
}

test('what is installed already is not installed again', context => {
  assert.equal(project(context, { lock: lockHash, development: false })('start'), undefined)
  assert.equal(project(context, { lock: lockHash, development: true })('start'), undefined)
  assert.equal(project(context, { lock: lockHash, development: true })('test'), undefined)
})

test('the first start installs without what only the tests need', context => {
  assert.match(project(context)('start') ?? '', /^install .*--omit=dev/)
})

test('the tests install what a start left out', context => {
  const call = project(context, { lock: lockHash, development: false })('test') ?? ''
  assert.match(call, /^install /)
  assert.doesNotMatch(call, /--omit/)
})

test('another lock file is installed anew', context => {
  assert.match(project(context, { lock: 'of before', development: true })('start') ?? '', /^install /)
})
