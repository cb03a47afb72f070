import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { npmStart } from './npm-start.ts'

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

test('the interactive documentation shows every service in a browser, without another host', async context => {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-docs-'))
  const server = await npmStart({ BARYON_DATA: join(folder, 'data') })
  context.after(async () => {
    await server.interrupt()
    rmSync(folder, { recursive: true, force: true })
  })
  const { stdout, stderr } = await promisify(execFile)(
    'chromium',
    [
      ...quiet,
      `--user-data-dir=${join(folder, 'browser')}`,
      '--enable-logging=stderr',
      '--virtual-time-budget=20000',
      '--dump-dom',
      `${server.url}/docs#/net-l3vpn`,
    ],
    { maxBuffer: 64 * 2 ** 20 },
  )
  for (const service of ['net-l3vpn', 'ietf-sfc']) assert.match(stdout, new RegExp(`data-tag="${service}"`))
  assert.doesNotMatch(stderr, /Content Security Policy|Refused to/)
  const loaded = stdout.matchAll(
    /<(?:script|img|iframe)[^>]*? src="(https?:\/\/[^"/]+)|<link[^>]*? href="(https?:\/\/[^"/]+)/g,
  )
  const foreign = [...loaded].map(([, source, link]) => source ?? link).filter(host => host !== server.url)
  assert.deepEqual(foreign, [])
})
