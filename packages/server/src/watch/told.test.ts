import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Entry } from '@baryon/store'
import { View } from '../journal/view.ts'
import { Told } from './told.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const entry: Entry = {
  revision: 1,
  transaction: 1,
  plane: 'intent',
  service: 'lab',
  kind: 'Port',
  id: '1',
  project: null,
  operation: 'create',
  image: {},
  actor: '',
  requestId: '',
  time: 0,
}

function viewThatCounts() {
  let looks = 0
  const noKinds = { kind: () => void looks++ }
  return { view: new View({ user: 'x', roles: [] }, () => noKinds as never), looks: () => looks }
}

test('Told looks once for all watchers of a view', () => {
  const told = new Told(entry)
  const { view, looks } = viewThatCounts()
  for (let watcher = 0; watcher < 5; watcher++) assert.equal(told.frame(view), undefined)
  assert.equal(looks(), 1)
})

test('Told keeps no views of watchers that have gone', async () => {
  const told = new Told(entry)
  const views = Array.from({ length: 20 }, () => {
    const { view } = viewThatCounts()
    told.frame(view)
    return new WeakRef(view)
  })
  await new Promise(resolve => setImmediate(resolve))
  collectGarbage()
  const kept = views.filter(view => view.deref() !== undefined).length
  assert.ok(kept <= 1, `${kept} views are kept`)
  assert.equal(told.entry, entry)
})
