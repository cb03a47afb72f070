import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { npmStart } from './npm-start.ts'
import { portValues } from './story.ts'
import { byHttp } from './tellers.ts'

const plurals = { port: 'ports', interface: 'interfaces' }

test('npm start says where everything is, stops on Ctrl-C, and finds everything again', async context => {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-start-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))

  const first = await npmStart({ BARYON_DATA: folder })
  const answers = async (path: string) => {
    const answer = await fetch(first.url + path)
    await answer.arrayBuffer()
    return answer.status
  }
  assert.equal(await answers('/proton'), 200)
  assert.equal(await answers('/openapi.json'), 200)
  assert.equal(await answers('/docs'), 200)
  const port = await byHttp(first.url, 'net-l3vpn', plurals).create('port', portValues)
  assert.match(first.output(), /\/openapi\.json/)
  assert.match(first.output(), /\/docs/)
  assert.match(first.output(), /npx baryon /)
  await first.interrupt()
  assert.match(first.output(), /"msg":"stopped"/, 'it stops in order')
  await assert.rejects(fetch(first.url))

  const second = await npmStart({ BARYON_DATA: folder })
  assert.deepEqual(await byHttp(second.url, 'net-l3vpn', plurals).show('port', String(port['id'])), port)
  await second.kill()

  const third = await npmStart({ BARYON_DATA: folder })
  assert.deepEqual(
    await byHttp(third.url, 'net-l3vpn', plurals).show('port', String(port['id'])),
    port,
    'after kill -9 too',
  )
  await third.interrupt()
})

test('npm start refuses a database that another server has open, and says so', async context => {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-start-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const server = await npmStart({ BARYON_DATA: folder })
  await assert.rejects(npmStart({ BARYON_DATA: folder }), /another|in use|open/i)
  await server.interrupt()
})

test('npm start -- --help explains every option', async () => {
  await assert.rejects(
    npmStart({}, ['--help']),
    /ended with 0:[\s\S]*--listen[\s\S]*BARYON_LISTEN[\s\S]*--data[\s\S]*--auth/,
  )
})
