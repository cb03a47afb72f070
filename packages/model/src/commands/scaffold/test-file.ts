import type { Scaffold } from './files.ts'

/** A test that serves the model and applies the example to it. */
export const testFile = ({
  name,
  baryon,
}: Scaffold): string => `/** Checks the model, serves it, and applies the example to it. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const program = join(here, '${baryon.replaceAll(/[\\']/g, '\\$&')}/bin/baryon.mjs')

/** The URL that the server prints when it serves. */
async function urlOf(server: ChildProcess): Promise<string> {
  let output = ''
  for await (const chunk of server.stdout ?? []) {
    output += String(chunk)
    const url = /http:\\/\\/127\\.0\\.0\\.1:\\d+/.exec(output)?.[0]
    if (url !== undefined) return url
  }
  throw new Error(\`the server ended: \${output}\`)
}

test('the model of ${name} has no fault', () => {
  const { status, stderr } = spawnSync(process.execPath, [program, 'model', 'check', here], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
})

test('the example of ${name} is accepted', async context => {
  const data = await mkdtemp(join(tmpdir(), 'baryon-example-'))
  const env = {
    ...process.env,
    BARYON_LISTEN: '127.0.0.1:0',
    BARYON_DATA: data,
    BARYON_AUTH: 'none',
    BARYON_MODELS: here,
  }
  const server = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  context.after(async () => {
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'close')
    await rm(data, { recursive: true, force: true })
  })
  const body = await readFile(join(here, 'example.json'), 'utf8')
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(\`\${await urlOf(server)}/v1/changes\`, { method: 'POST', headers, body })
  const text = await answer.text()
  assert.equal(answer.status, 200, text)
  assert.equal(JSON.parse(text).results.length, JSON.parse(body).operations.length)
})
`
