/** What operators do with `baryon controllers`, against a whole Baryon and controllers that misbehave. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { createClient } from '@baryon/client'
import { Document } from '../contract/document.ts'
import { eventually } from '../eventually.ts'
import { baryonOf } from './baryon.ts'
import { idsOf, type Lab, startLab } from './lab.ts'
import { stage } from './stage.ts'

async function operating(context: TestContext) {
  const lab = await startLab({ replicate: 2 })
  const home = await mkdtemp(path.join(tmpdir(), 'baryon-operator-'))
  context.after(async () => {
    await lab.stop()
    await rm(home, { recursive: true, force: true })
  })
  const baryon = baryonOf(lab.cloud.url, lab.admin, home)
  const json = async (...words: readonly string[]) => {
    const { status, stdout, stderr } = await baryon('controllers', ...words, '-f', 'json')
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout)
  }
  return { lab, baryon, json, home }
}

const metricsOf = async ({ cloud }: Lab) => (await fetch(`${cloud.url}/metrics`)).text()

test('an operator pauses a controller, sees what it misses, and brings it in step again', async context => {
  const { lab, baryon, json } = await operating(context)
  const { network } = await stage(lab)
  await lab.settled()
  const list = await json('list')
  assert.deepEqual(
    list.map((one: { name: string; phase: string }) => [one.name, one.phase]),
    [
      ['restproxy/c0', 'following'],
      ['restproxy/c1', 'following'],
    ],
  )
  assert.equal((await baryon('controllers', 'diff', 'c1')).stderr, 'no differences\n')

  const tried = await json('pause', 'c1', '--dry-run')
  assert.deepEqual(
    [tried[0].before, tried[0].after, (await json('status', 'c1')).mode],
    ['running', 'paused', 'running'],
  )
  await json('pause', 'restproxy/c1')
  const missed = await lab.demo.make('/networks', { network: { name: 'missed' } })
  await eventually(async () => assert.ok(idsOf(lab.controllers[0] as never, 'networks').includes(missed.id)))
  assert.ok(!idsOf(lab.controllers[1] as never, 'networks').includes(missed.id))
  const status = await baryon('controllers', 'status', 'c1')
  assert.match(status.stdout, /^restproxy\/c1 {2}paused/m)
  assert.match(status.stdout, /next +go on with: baryon controllers resume restproxy\/c1/)
  await json('resume', 'c1')
  await lab.settled()
  assert.ok(idsOf(lab.controllers[1] as never, 'networks').includes(missed.id))

  const [again] = [await json('resync', 'c1', '--network', network.id, '--dry-run')]
  assert.deepEqual(
    [again.controller, again.scope, again.dry_run, again.fault],
    ['restproxy/c1', 'network', true, undefined],
  )
  lab.forget()
  const done = await json('resync', 'c1', '--object', `network/${network.id}`, '--force')
  assert.deepEqual([done.fault, done.scope], [undefined, 'object'])
  assert.ok(
    lab.told().some(line => line.includes(network.id)),
    lab.told().join('\n'),
  )
})

test('what a controller lost is shown, said to be told again, and told again', async context => {
  const { lab, baryon, json } = await operating(context)
  const { network } = await stage(lab)
  await lab.settled()
  await json('pause', 'c1')
  await lab.controllers[1]?.restart({ empty: true })
  const lost = await eventually(async () => {
    const { status, stdout, stderr } = await baryon('controllers', 'diff', 'c1', '-f', 'json')
    assert.equal(status, 0, stderr)
    return stdout
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line))
  })
  const isLost = (one: { kind: string; id: string }) => one.kind === 'network' && one.id === network.id
  assert.equal(lost.find(isLost)?.drift, 'missing', JSON.stringify(lost))
  assert.equal(idsOf(lab.controllers[1] as never, 'networks').length, 0)
  const table = await baryon('controllers', 'diff', 'c1')
  assert.match(table.stdout, new RegExp(`^\\+ network ${network.id} {2}missing$`, 'm'))
  await json('resume', 'c1')
  await eventually(() => assert.deepEqual(idsOf(lab.controllers[1] as never, 'networks'), [network.id]))
  await eventually(async () => assert.equal((await baryon('controllers', 'diff', 'c1')).stderr, 'no differences\n'))
})

test('what happens to a controller is watched', async context => {
  const { lab } = await operating(context)
  await lab.settled()
  const stop = new AbortController()
  context.after(() => stop.abort())
  const client = createClient({ url: lab.cloud.url, token: lab.admin.token })
  const heard = (async () => {
    // That an endpoint was found to be well may come before
    for await (const event of client.watchControllers({ signal: stop.signal }))
      if (event.controller === 'restproxy/c1' && event.event !== 'endpoint') return event
    return undefined
  })()
  await eventually(async () => assert.match(await metricsOf(lab), /^baryon_watchers 1$/m))
  await client.controllers.pause('c1')
  const event = await heard
  assert.deepEqual([event?.event, event?.controller], ['phase', 'restproxy/c1'])
})

test('who may not know is told nothing; metrics are for everybody', async context => {
  const { lab, baryon, home } = await operating(context)
  await stage(lab)
  await lab.settled()
  const member = baryonOf(lab.cloud.url, lab.demo, home)
  assert.equal((await member('controllers', 'list')).status, 5)
  assert.equal((await baryon('controllers', 'status', 'c9')).status, 3)
  const metrics = await metricsOf(lab)
  assert.match(metrics, /^baryon_controller_phase\{controller="restproxy\/c0",phase="following"\} 1$/m)
  assert.match(metrics, /^baryon_convergence_seconds_count\{reader="[^"]*c0"\} [1-9]/m)
  assert.match(metrics, /^baryon_controller_requests_total\{controller="restproxy\/c1"\} [1-9]/m)
})

test('what is answered of controllers is what the OpenAPI document says', async context => {
  const { lab } = await operating(context)
  const { network } = await stage(lab)
  await lab.settled()
  const document = new Document((await lab.admin.get('//openapi.json')).body)
  const one = '/v1/controllers/{controller}'
  const held = async (method: 'GET' | 'POST', template: string, tail = '', sent: object = {}) => {
    const at = `/${template.replace('{controller}', 'restproxy/c0')}${tail}`
    const got = await (method === 'GET' ? lab.admin.get(at) : lab.admin.post(at, sent))
    document.check({
      method,
      template,
      status: got.status,
      headers: got.headers,
      body: template.endsWith('/diff') ? got.text : got.body,
    })
    return got
  }
  const list = await held('GET', '/v1/controllers')
  assert.equal(list.body.controllers.length, 2)
  const deliveries = await held('GET', `${one}/deliveries`, '?limit=1')
  assert.equal(deliveries.body.deliveries_links.length, 1)
  const scope = { scope: 'object', kind: 'network', id: network.id, parents: true, force: true }
  const answers = [
    await held('GET', one),
    await held('GET', `${one}/deliveries`, '?state=there'),
    await held('GET', `${one}/diff`),
    await held('POST', `${one}/resync`, '?dry_run=true'),
    await held('POST', `${one}/resync`, '', scope),
    await held('POST', `${one}/retry`, '', { dry_run: true }),
    await held('POST', `${one}/pause`),
    await held('POST', `${one}/drain`, '', { dry_run: true }),
    await held('POST', `${one}/resume`),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 200),
    answers.map(({ text }) => text).join('\n'),
  )
  assert.equal((await held('POST', `${one}/resync`, '', { scope: 'x' })).status, 400)
})
