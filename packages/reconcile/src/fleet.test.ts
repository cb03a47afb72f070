import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Rig } from './testing/rig.ts'

const network = (id: string, name = id, mtu = 1500) => ['network', id, { id, name, mtu }] as const
const port = (id: string, net: string, name = id, plugged = true) =>
  ['port', id, { id, network: net, name, plugged }] as const

test('what is wanted is told, parents first, and kept as acknowledged', async () => {
  const rig = new Rig()
  await rig.fleet.start()
  rig.world.commit(port('p1', 'n1'), port('p2', 'n1'), network('n1'))
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
  assert.deepEqual(rig.outside.violations, [])
  assert.equal(rig.outside.calls[0], 'update network n1')
  assert.equal(rig.outside.calls.length, 3)
  rig.world.commit(['network', 'n1', undefined], ['port', 'p1', undefined], ['port', 'p2', undefined])
  assert.ok(await rig.converged())
  assert.deepEqual(await rig.differences(), [])
  assert.deepEqual(rig.outside.violations, [])
  assert.equal(rig.outside.calls.at(-1), 'remove network n1')
  await rig.fleet.stop()
})
