import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Scope } from './report.ts'
import { Rig } from './testing/rig.ts'

const write = (rig: Rig, id: string) => rig.world.commit(['network', id, { id, name: id, mtu: 1500 }])

async function answered<T>(rig: Rig, promise: Promise<T>): Promise<T> {
  let over = false
  const done = promise.finally(() => {
    over = true
  })
  await rig.time.until(() => over)
  return done
}

test('snapshots are closed as soon as they are read, whatever they were taken for', async () => {
  const rig = new Rig({ description: { bulk: true } })
  await rig.fleet.start()
  write(rig, 'n1')
  assert.ok(await rig.converged())
  const before = rig.world.snapshots
  for (const dryRun of [true, false])
    for (const what of ['bulk', 'diff'] satisfies Scope['what'][])
      await answered(rig, rig.fleet.resync('c1', { what }, { dryRun, force: true }))
  const drifts = async () => {
    for await (const _ of rig.fleet.diff('c1', new AbortController().signal));
  }
  await answered(rig, drifts())
  assert.ok(rig.world.snapshots >= before + 5)
  await rig.fleet.pause('c1')
  write(rig, 'n2')
  rig.world.compact()
  write(rig, 'n3')
  const looked = rig.world.snapshots
  await rig.fleet.resume('c1')
  assert.ok(await rig.converged())
  assert.ok(rig.world.snapshots > looked, 'everything was gone through, since the journal was gone')
  assert.equal(rig.world.open, 0)
  await rig.fleet.stop()
})
