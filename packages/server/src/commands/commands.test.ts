import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { settingNames, variableOf } from '../config/settings.ts'
import { exitCodeOf } from './exit-codes.ts'
import { serverCommands } from './index.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-commands-'))
})
const children: ChildProcess[] = []
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

const program = fileURLToPath(new URL('testdata/run.ts', import.meta.url))

interface Ran {
  readonly child: ChildProcess
  readonly output: () => string
  readonly errors: () => string
  /** Waits until its output or errors have it. */
  has(pattern: RegExp): Promise<RegExpExecArray>
  readonly ended: Promise<number | null>
}

/** Runs a command in the folder, with no other setting than those given. */
function run(args: readonly string[], environment: Record<string, string> = {}): Ran {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
  })
  children.push(child)
  let output = ''
  let errors = ''
  child.stdout.on('data', chunk => (output += chunk))
  child.stderr.on('data', chunk => (errors += chunk))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended,
    async has(pattern) {
      let closed = false
      void ended.then(() => {
        closed = true
      })
      for (;;) {
        const found = pattern.exec(output) ?? pattern.exec(errors)
        if (found) return found
        if (closed) throw new Error(`it ended:\n${output}${errors}`)
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended])
      }
    },
  }
}

/** What a program does not say within this time (milliseconds) it will not say. */
const limited = { timeout: 60_000 }

const start = (...args: string[]) => run(['start', '--listen', '127.0.0.1:0', ...args])

describe('baryon start', limited, () => {
  it('says where everything is and what to try, and stops on SIGINT with exit code 0', async () => {
    const server = start()
    const [url] = await server.has(/http:\/\/127\.0\.0\.1:\d+(?=\/proton)/)
    await server.has(/^ {2}npx baryon --url \S+ .* list$/m)
    for (const part of ['/openapi.json', '/docs', join(folder, 'data', 'baryon.sqlite')])
      assert.ok(server.output().includes(part), part)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
    server.child.kill('SIGINT')
    assert.equal(await server.ended, 0)
    const lines = server.errors().trim().split('\n')
    const messages = lines.map(line => JSON.parse(line).msg)
    assert.deepEqual(messages, ['listening', 'request answered', 'stopping', 'stopped'])
  })

  it('stops on SIGTERM too, and takes two signals at once as one', async () => {
    const server = start()
    await server.has(/Ctrl-C/)
    server.child.kill('SIGTERM')
    server.child.kill('SIGTERM')
    assert.equal(await server.ended, 0)
  })

  it('ends at once on a second signal', async () => {
    const server = start('--stop-timeout', '10m')
    const [url] = await server.has(/http:\/\/127\.0\.0\.1:\d+(?=\/proton)/)
    const slow = fetch(`${url}/proton/net-l3vpn/v1.0/ports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new ReadableStream({ start: controller => controller.enqueue(new TextEncoder().encode('{')) }),
      duplex: 'half',
    }).catch(() => 'broken off')
    await fetch(`${url}/healthz`)
    await server.has(/healthz/)
    server.child.kill('SIGINT')
    await server.has(/stopping/)
    await new Promise(resolve => setTimeout(resolve, 600))
    server.child.kill('SIGINT')
    assert.equal(await server.ended, 130)
    assert.equal(await slow, 'broken off')
  })

  it('names every fault of the configuration without a stack trace, exit code 2', async () => {
    const server = run(['start', '--listen', 'nonsense', '--auth', 'keystone:k'], { BARYON_LOG_LEVLE: 'info' })
    assert.equal(await server.ended, 2)
    const text = server.errors()
    assert.match(text, /BARYON_LISTEN \(flag --listen\): "nonsense" is not HOST:PORT/)
    assert.match(text, /is not keystone:URL of the Identity API/)
    assert.match(text, /Did you mean "BARYON_LOG_LEVEL"\?/)
    assert.ok(!text.includes('    at '))
  })

  it('says that the port is taken, exit code 6', async context => {
    const other = createServer()
    context.after(() => other.close())
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const server = run(['start', '--listen', `127.0.0.1:${port}`])
    assert.equal(await server.ended, 6)
    assert.match(server.errors(), new RegExp(`another program listens on "127.0.0.1:${port}"`))
    assert.ok(!server.errors().includes('    at '))
  })

  it('shows what is wrong with models by file and line, exit code 2', async () => {
    const file = join(folder, 'service', 'service.yaml')
    await mkdir(join(folder, 'service'))
    await writeFile(file, 'file_version: "2.0"\nobjects: 5\n')
    const server = start('--models', folder)
    assert.equal(await server.ended, 2)
    assert.match(server.errors(), /service\.yaml:2/)
    assert.match(server.errors(), /Correct the models/)
    await rm(join(folder, 'service'), { recursive: true })
  })
})

describe('baryon config', limited, () => {
  it('shows each value, where it came from and what it means', async () => {
    await writeFile(join(folder, 'settings.yaml'), 'log-level: warn\n')
    const shown = run(['config', '--config', 'settings.yaml', '--data', 'here'], { BARYON_AUTH: 'tokens:t.yaml' })
    assert.equal(await shown.ended, 0)
    assert.match(shown.output(), /^data +here +flag --data +Folder/m)
    assert.match(shown.output(), /^auth +tokens:t.yaml +environment BARYON_AUTH +How callers/m)
    assert.match(shown.output(), /^log-level +warn +\S+settings.yaml:1 /m)
    assert.match(shown.output(), /^listen +127.0.0.1:9696 +default /m)
  })

  it('prints JSON', async () => {
    const shown = run(['config', '--format', 'json'])
    assert.equal(await shown.ended, 0)
    assert.deepEqual(JSON.parse(shown.output()).listen.value, '127.0.0.1:9696')
  })

  it('ends with 2 when something is wrong', async () => {
    assert.equal(await run(['config', '--body-limit', 'x']).ended, 2)
  })
})

describe('baryon inspect parts', limited, () => {
  it('lists the parts in their order', async () => {
    const shown = run(['inspect', 'parts'])
    assert.equal(await shown.ended, 0)
    const names = shown
      .output()
      .trim()
      .split('\n')
      .map(line => line.split(' ')[0])
    assert.deepEqual(names, [
      'backends',
      'models',
      'store',
      'registry',
      'fleets',
      'auth',
      'watch',
      'nova',
      'projects',
      'http',
      'housekeeping',
    ])
  })
})

describe('serverCommands()', () => {
  it('explains every setting with its variable in the help of start', () => {
    const help = serverCommands()[0]?.helpInformation() ?? ''
    const words = help.replaceAll(/\s+/g, ' ')
    for (const name of settingNames) assert.ok(words.includes(variableOf(name)), name)
  })
})

describe('exitCodeOf()', () => {
  const fault = (code: string) => ({ code, status: 0, retry: false, message: '', cause: '', next: '' })

  it('tells what the user wrote from what the machine lacks', () => {
    assert.equal(exitCodeOf([fault('config.value')]), 2)
    assert.equal(exitCodeOf([fault('data.folder')]), 6)
  })
})
