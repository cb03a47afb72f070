import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { parse } from 'yaml'
import { writeFiles } from '../read/testdata/models.ts'
import { modelCommand } from './index.ts'

interface Ran {
  readonly out: string
  readonly error: string
  readonly code: number | undefined
}

/** Runs `baryon model …` in a folder, as the process would. */
async function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const out: string[] = []
  const error: string[] = []
  let code: number | undefined
  const command = modelCommand({
    out: text => out.push(text),
    error: text => error.push(text),
    colour: false,
    env,
    cwd,
    exit: value => {
      code = value
    },
  })
  await command.parseAsync(args, { from: 'user' })
  return { out: out.join('\n'), error: error.join('\n'), code }
}

const GOOD =
  'file_version: "2.0"\ninfo: { name: things, version: "1.0" }\nobjects: { Thing: { api: { name: thing } } }\n'
const BAD = GOOD.replace('{ name: thing }', '{ nam: thing }')

const folderWith = (context: TestContext, text: string) => writeFiles(context, { 'models/things/things.yaml': text })

describe('baryon model check', () => {
  test('answers 0 and says how many services there are', async context => {
    const cwd = await folderWith(context, GOOD)
    assert.deepEqual(await run(cwd, ['check', 'models']), { out: '1 service, no errors', error: '', code: 0 })
  })

  test('answers 1 and lists every fault', async context => {
    const cwd = await folderWith(context, BAD)
    const { out, error, code } = await run(cwd, ['check', 'models'])
    assert.equal(code, 1)
    assert.equal(out, '2 errors')
    assert.match(error, /^models\/things\/things\.yaml:3:\d+: error\[schema\.unknown\]/m)
    assert.match(error, /^models\/things\/things\.yaml:3:\d+: error\[schema\.missing\]/m)
  })

  test('takes a root, a folder of a service, or a file', async context => {
    const cwd = await folderWith(context, GOOD)
    for (const path of ['models', 'models/things', 'models/things/things.yaml']) {
      assert.equal((await run(cwd, ['check', path])).code, 0, path)
    }
    assert.equal((await run(cwd, ['check', 'nothing'])).code, 1)
  })

  test('checks what a server would serve when no path is given', async context => {
    const cwd = await folderWith(context, BAD)
    assert.equal((await run(cwd, ['check'])).code, 0)
    assert.equal((await run(cwd, ['check'], { BARYON_MODELS: 'models' })).code, 1)
  })

  test('--format json is for programs', async context => {
    const cwd = await folderWith(context, BAD)
    const { out, error } = await run(cwd, ['check', 'models', '--format', 'json'])
    const { ok, services, diagnostics } = JSON.parse(out)
    assert.deepEqual([ok, services, error], [false, [], ''])
    assert.deepEqual(Object.keys(diagnostics[0]).sort(), [
      'code',
      'column',
      'endColumn',
      'excerpt',
      'file',
      'hint',
      'line',
      'message',
      'severity',
    ])
  })
})

describe('baryon model show', () => {
  test('prints the resolved model of a service by its name', async context => {
    const cwd = await writeFiles(context, {})
    const { out } = await run(cwd, ['show', 'net-l3vpn'])
    assert.equal(parse(out).kinds[0].attributes[0].name, 'id')
    const json = await run(cwd, ['show', 'net-l3vpn', '--format', 'json'])
    assert.deepEqual(JSON.parse(json.out), parse(out))
  })

  test('prints the resolved model at a path', async context => {
    const cwd = await folderWith(context, GOOD)
    assert.equal(parse((await run(cwd, ['show', 'models/things'])).out).name, 'things')
  })

  test('shows the faults of a model that has some', async context => {
    const cwd = await folderWith(context, BAD)
    const { out, error, code } = await run(cwd, ['show', 'models/things'])
    assert.deepEqual([out, code], ['', 1])
    assert.match(error, /schema\.unknown/)
  })

  test('names the services there are when there is none of that name', async context => {
    const cwd = await writeFiles(context, {})
    const { error, code } = await run(cwd, ['show', 'net-l4vpn'])
    assert.equal(code, 2)
    assert.match(error, /^error: .*"net-l4vpn"\n {2}cause: .*\n {2}next: {2}.*Did you mean "net-l3vpn"/)
  })
})

describe('baryon model docs', () => {
  test('prints Markdown, or only the diagram', async context => {
    const cwd = await writeFiles(context, {})
    assert.match((await run(cwd, ['docs', 'net-l3vpn'])).out, /^# .*VPN/m)
    assert.match((await run(cwd, ['docs', 'net-l3vpn', '--diagram'])).out, /^erDiagram/)
  })
})

describe('baryon model new', () => {
  test('makes a service that has no fault and whose test passes', { timeout: 120_000 }, async context => {
    const cwd = await writeFiles(context, {})
    const made = await run(cwd, ['new', 'my-pools', '--dir', 'models'])
    assert.deepEqual(readdirSync(join(cwd, 'models/my-pools')).sort(), [
      'README.md',
      'example.json',
      'example.test.ts',
      'model.yaml',
    ])
    assert.deepEqual(
      made.out.split('\n').map(path => path.startsWith('models/my-pools/')),
      [true, true, true, true],
    )
    assert.deepEqual(await run(cwd, ['check', 'models']), { out: '1 service, no errors', error: '', code: 0 })
    const file = join(cwd, 'models/my-pools/example.test.ts')
    // What tells a test file that it runs inside another one's process must not reach it.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', file], { encoding: 'utf8', env })
    assert.equal(status, 0, stdout + stderr)
    assert.match(stdout, /pass 2/)
  })

  test('overwrites nothing', async context => {
    const cwd = await writeFiles(context, { 'things/model.yaml': 'mine' })
    const { error, code } = await run(cwd, ['new', 'things'])
    assert.equal(code, 2)
    assert.match(error, /"things" is there already/)
    assert.equal(readFileSync(join(cwd, 'things/model.yaml'), 'utf8'), 'mine')
    assert.deepEqual(readdirSync(join(cwd, 'things')), ['model.yaml'])
  })

  test('refuses names that cannot be a service', async context => {
    const cwd = await writeFiles(context, {})
    for (const name of ['Things', '../x', 'a b', 'base', 'docs', '1st', '']) {
      const { error, code } = await run(cwd, ['new', name])
      assert.equal(code, 2, name)
      assert.match(error, /Choose another name/)
    }
    assert.deepEqual(readdirSync(cwd), [])
  })
})
