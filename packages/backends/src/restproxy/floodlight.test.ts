import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Desired } from '@baryon/reconcile'
import * as site from './testdata/site.ts'
import { forever, openSite, readAll, short } from './testdata/site.ts'

/** As the projection cuts them for Floodlight. */
const network = (id: string, { gateway = null }: { readonly gateway?: string | null } = {}): Desired => ({
  ...site.network(id),
  parents: [],
  body: { id, name: id, gateway },
})

const port = (id: string, of: string, mac = '00:00:00:00:00:01'): Desired => ({
  ...site.port(id, of),
  body: { attachment: { id: 'd1', mac } },
})

const floodlight = { dialect: 'floodlight-v1.1', faithful: 'floodlight-0.91' } as const
const old = { dialect: 'floodlight-v1.0', faithful: 'floodlight-0.90' } as const
const names = async (opened: { target: Parameters<typeof readAll>[0] }) =>
  (await readAll(opened.target)).map(one => (one === 'complete' ? one : `${one.key.kind}/${one.key.id}`))

for (const options of [floodlight, old])
  test(`${options.faithful} is told, changed and cleared as it can be`, async test => {
    const opened = await openSite(test, options)
    const { target } = opened
    for (const thing of [network('n1', { gateway: '10.0.0.1' }), network('n2'), port('p1', 'n1'), port('p2', 'n2')])
      assert.equal(short(await target.update(thing, forever)), 'done')
    assert.equal(short(await target.update(port('p1', 'n1', '00:00:00:00:00:09'), forever, true)), 'done')
    for (let twice = 0; twice < 2; twice++) {
      assert.equal(short(await target.remove(port('p1', 'n1').key, port('p1', 'n1').address, forever)), 'done')
      assert.equal(short(await target.remove(network('n1').key, network('n1').address, forever)), 'done')
    }
    assert.deepEqual(
      await names(opened),
      options === old ? ['network/n2', 'complete'] : ['network/n2', 'port/p2', 'complete'],
    )
  })

test('a gateway that goes takes its network with it, which is made again and compared', async test => {
  const { target, controller } = await openSite(test, floodlight)
  await target.update(network('n1', { gateway: '10.0.0.1' }), forever)
  await target.update(network('n1'), forever, true)
  const [found] = await readAll(target)
  assert.deepEqual(typeof found === 'object' && found.body, { id: 'n1', name: 'n1', gateway: null })
  assert.equal((await target.intact?.(forever))?.result, 'diverged')
  controller.forgetRequests()
  await target.update(network('n1'), forever, true)
  await target.update(network('n2'), forever)
  assert.deepEqual(
    controller.requests().map(({ method }) => method),
    ['PUT', 'PUT'],
    'a network that never had one costs no reading',
  )
})

test('while a network is made again nothing is told of what is on it, and what is being told ends first', async test => {
  const { target, controller, told } = await openSite(test, floodlight)
  for (const thing of [network('n1', { gateway: '10.0.0.1' }), port('p1', 'n1')]) await target.update(thing, forever)
  controller.forgetRequests()
  controller.faults([
    { method: 'PUT', path: 'attachment$', latency: 150, times: 1 },
    { method: 'DELETE', latency: 150, times: 1 },
  ])
  const before = target.update(port('p1', 'n1'), forever, true)
  for (let turns = 0; turns < 5; turns++) await new Promise(resolve => setImmediate(resolve))
  const again = target.update(network('n1'), forever, true)
  assert.equal(short(await before), 'done')
  const after = target.update(port('p2', 'n1'), forever)
  assert.deepEqual((await Promise.all([again, after])).map(short), ['done', 'done'])
  const order = told().filter(line => !line.startsWith('GET'))
  const removed = order.findIndex(line => line.startsWith('DELETE'))
  const made = order.findIndex((line, at) => at > removed && /networks\S* 200/.test(line) && !/attachment/.test(line))
  const places = ['p1', 'p2'].map(id => order.findIndex(line => line.includes(`${id}/attachment`)))
  assert.ok(removed > places[0]! && made > removed && places[1]! > made, order.join('\n'))
})

test('what is on a network that could not be made again waits for it', async test => {
  const { target, controller } = await openSite(test, floodlight)
  for (const thing of [network('n1', { gateway: '10.0.0.1' }), port('p1', 'n1')]) await target.update(thing, forever)
  controller.faults([{ method: 'DELETE', lost: 'after', times: 2 }])
  assert.equal(short(await target.update(network('n1'), forever, true)), 'again away controller.unanswered')
  assert.equal(short(await target.update(port('p1', 'n1'), forever, true)), 'orphan controller.remaking')
  assert.equal(short(await target.update(network('n1'), forever, true)), 'done')
  assert.equal(short(await target.update(port('p1', 'n1'), forever, true)), 'done')
})

test('a gateway that was there before this process is found', async test => {
  const before = await openSite(test, floodlight)
  await before.target.update(network('n1', { gateway: '10.0.0.1' }), forever)
  const other = await openSite(test, floodlight, { controllers: before.controller.urls })
  assert.equal(short(await other.target.update(network('n1'), forever)), 'done')
  const [found] = await readAll(other.target)
  assert.deepEqual(typeof found === 'object' && found.body, { id: 'n1', name: 'n1', gateway: null })
})

test('a removal is believed when it is read back, whatever was answered', async test => {
  const { target, controller } = await openSite(test, floodlight)
  await target.update(network('n1'), forever)
  controller.faults([{ method: 'DELETE', status: 200 }])
  const { key, address } = network('n1')
  assert.equal(short(await target.remove(key, address, forever)), 'again there controller.failed')
  controller.faults([{ method: 'DELETE', status: 500 }])
  assert.equal(short(await target.remove(key, address, forever)), 'again there controller.failed')
  controller.faults([])
  assert.equal(short(await target.remove(key, address, forever)), 'done')
})

test('a removal that cannot be read back is not believed when somebody between failed, and is when the controller did', async test => {
  const { target, controller } = await openSite(test, { dialect: 'floodlight-v1.0' })
  const { key, address } = port('p1', 'n1')
  const remove = async () => short(await target.remove(key, address, forever))
  controller.faults([{ method: 'DELETE', status: 500, body: '<html>Bad Gateway</html>', times: 1 }])
  assert.equal(await remove(), 'again there controller.failed')
  controller.faults([{ method: 'DELETE', status: 500, body: '{"code":500,"description":"no such port"}', times: 1 }])
  assert.equal(await remove(), 'done')
  assert.equal(await remove(), 'done')
})

test('many removals at a time share what is read back', async test => {
  const { target, controller } = await openSite(test, floodlight)
  const ids = Array.from({ length: 30 }, (_, index) => `n${index}`)
  for (const id of ids) await target.update(network(id, { gateway: '10.0.0.1' }), forever)
  controller.forgetRequests()
  await Promise.all(ids.map(id => target.remove(network(id).key, network(id).address, forever)))
  const read = controller.requests().filter(({ method }) => method === 'GET').length
  assert.ok(read >= 1 && read < 30, `${read} readings for 30 removals`)
  assert.deepEqual(await readAll(target), ['complete'])
})
