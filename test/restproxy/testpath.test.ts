/** Which way a packet would take, asked of controllers that can say it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { baryonOf } from './baryon.ts'
import { type Lab, startLab } from './lab.ts'
import { plug, route, stage } from './stage.ts'

async function furnish(lab: Lab) {
  const [blue, red] = [await stage(lab, 'blue net', '10.0.1.0/24'), await stage(lab, 'red', '10.0.2.0/24')]
  const ends = [await plug(lab, blue.network), await plug(lab, blue.network), await plug(lab, red.network)]
  const [source, neighbour, far] = ends.map(port => port.fixed_ips[0].ip_address)
  await lab.settled()
  const asked = (destination: string, more: object = {}) =>
    new URLSearchParams({ project: lab.demo.project, network: blue.network.id, source, destination, ...more })
  const ask = (destination: string, more: object = {}, target = 'cluster') =>
    lab.admin.get(`//v1/controllers/${target}/testpath?${asked(destination, more)}`)
  return { blue, red, source, neighbour, far, ask }
}

test('the way of a packet is asked by the names that the controller was told, and shown', async context => {
  // With names as they are, and escaped for a controller that cannot show others
  for (const capabilities of [['display-name'], []]) {
    const lab = await startLab({ controller: { capabilities } })
    context.after(() => lab.stop())
    const { blue, red, source, neighbour, far, ask } = await furnish(lab)
    const { status, body } = await ask(neighbour)
    assert.equal(status, 200)
    const { logical_path, ...rest } = body
    assert.deepEqual(rest, {
      controller: 'restproxy/cluster',
      project: lab.demo.project,
      network: blue.network.id,
      source,
      destination: neighbour,
      result: 'forwarded',
      error: null,
      physical_path: [],
    })
    assert.equal(logical_path.length, 3)
    assert.equal((await ask(far)).body.result, 'dropped by route')
    await route(lab, [blue.subnet, red.subnet])
    await lab.settled()
    assert.equal((await ask(far)).body.result, 'forwarded')
    const { result, error } = (await ask('192.0.2.7')).body
    assert.deepEqual([result, error], ['dropped', 'nobody has 192.0.2.7'])
  }
})

test('a question that cannot be asked says so: by the dialect, by its parameters, by who asks, by an answer that is none', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const { neighbour, ask, blue } = await furnish(lab)
  const wrong = await ask('nowhere', { via: 'x' })
  assert.deepEqual(
    [wrong.status, wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)],
    [400, ['?via', '?destination']],
  )
  assert.equal((await lab.admin.get('//v1/controllers/cluster/testpath')).body.errors.length, 4)
  assert.equal((await lab.demo.get('//v1/controllers/cluster/testpath')).status, 403)
  assert.equal((await lab.admin.post('//v1/controllers/cluster/testpath', {})).status, 405)
  lab.controller.faults([{ path: '/testpath', text: '<html>' }])
  assert.equal((await ask(neighbour)).body.code, 'controller.unreadable')
  lab.controller.faults([{ path: '/testpath', text: '[]' }])
  assert.deepEqual([(await ask(neighbour)).body.result, (await ask(neighbour)).body.logical_path], [null, []])
  lab.controller.faults([])
  await lab.controller.door('refuse')
  assert.deepEqual([(await ask(neighbour)).status, (await ask(neighbour)).body.code], [503, 'controller.away'])
  const older = await startLab({ dialect: 'bsn-v1.1' })
  context.after(() => older.stop())
  const asked = new URLSearchParams({ project: 'p', network: blue.network.id, source: '::1', destination: '::2' })
  const unserved = await older.admin.get(`//v1/controllers/cluster/testpath?${asked}`)
  assert.deepEqual([unserved.status, unserved.body.code], [501, 'target.pathless'])
})

test('baryon controllers testpath tells it in words', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const home = await mkdtemp(path.join(tmpdir(), 'baryon-path-'))
  context.after(() => rm(home, { recursive: true }))
  const { source, neighbour } = await furnish(lab)
  const baryon = baryonOf(lab.cloud.url, lab.admin, home)
  const between = ['--project', lab.demo.project, '--network', 'blue net', '--from', source]
  const told = await baryon('controllers', 'testpath', 'cluster', ...between, '--to', neighbour)
  assert.equal(told.status, 0, told.stderr)
  assert.match(told.stdout, new RegExp(`^${source} -> ${neighbour}: forwarded\nlogical:\n  `))
  const json = await baryon('controllers', 'testpath', 'cluster', ...between, '--to', '192.0.2.7', '-f', 'json')
  assert.equal(JSON.parse(json.stdout).result, 'dropped')
})
