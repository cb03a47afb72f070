import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { dialectOf } from '../dialects/registry.ts'
import { projectionOf } from '../projection/projection.ts'
import { cloud, viewOf } from '../projection/testdata/cloud.ts'
import { readAnswer } from './read-back.ts'
import { mayBeRemade, mustBeRemade } from './remake.ts'
import { variants } from './testdata/dialects.ts'
import { topologyBody } from './topology.ts'

/** Whether all that was found is as it is wanted; what is not told is not compared. */
function agrees(found: Json | undefined, wanted: Json | undefined): boolean {
  if (found === undefined || found === null || typeof found !== 'object') return found === wanted
  if (wanted === undefined || wanted === null || typeof wanted !== 'object') return false
  if (Array.isArray(found))
    return (
      Array.isArray(wanted) && found.length === wanted.length && found.every((one, index) => agrees(one, wanted[index]))
    )
  return Object.entries(found).every(([name, value]) => agrees(value, (wanted as Record<string, Json>)[name]))
}

for (const { name, dialect, capabilities } of variants.filter(one => one.dialect.readBack === 'topology')) {
  test(`${name}: what a controller was told at once is found again under the keys, addresses and bodies of the projection`, async () => {
    const projection = projectionOf({ dialect, metadataRoute: true, segmentationTypes: '', routerRules: [] })
    let text = ''
    const options = { capabilities: new Set(capabilities) }
    for await (const piece of topologyBody(dialect, projection.all(viewOf(cloud)), options)) text += piece
    const found = new Map(
      readAnswer(dialect, options.capabilities, text).map(one => [`${one.key.kind} ${one.key.id}`, one]),
    )
    for await (const wanted of projection.all(viewOf(cloud))) {
      if (!dialect.readable.some(kind => kind === wanted.key.kind)) continue
      const key = `${wanted.key.kind} ${wanted.key.id}`
      const one = found.get(key)
      assert.ok(one, key)
      assert.deepEqual(one.address, wanted.address, key)
      assert.ok(agrees(one.body, wanted.body), `${key}: ${JSON.stringify(one.body)} is ${JSON.stringify(wanted.body)}`)
      found.delete(key)
    }
    assert.deepEqual([...found.keys()], [])
  })
}

const old = dialectOf('floodlight-v1.0', undefined, {})
const newer = dialectOf('floodlight-v1.1', undefined, {})
const none = new Set<string>()

test('readAnswer() reads the networks of Floodlight 0.90, whose MAC addresses tell no ports', () => {
  const answer = '[{"name":"n1","guid":"n1","gateway":"10.0.0.1","mac":["00:11:22:33:44:55"]}]'
  assert.deepEqual(readAnswer(old, none, answer), [
    {
      key: { kind: 'network', id: 'n1' },
      address: { tenant: 'default' },
      body: { id: 'n1', name: 'n1', gateway: '10.0.0.1' },
      ours: true,
    },
  ])
})

test('readAnswer() reads networks and ports of Floodlight 0.91, and knows ours by their names', () => {
  const answer =
    '[{"name":"n1","guid":"n1","gateway":null,"portMac":[{"port":"p1","mac":"FA:16:3E:00:00:01"}]},{"name":"lab","guid":"n2","gateway":null,"portMac":[]}]'
  const found = readAnswer(newer, none, answer)
  assert.deepEqual(
    found.map(({ key, ours }) => [key.kind, key.id, ours]),
    [
      ['network', 'n1', true],
      ['port', 'p1', true],
      ['network', 'n2', false],
    ],
  )
  assert.deepEqual(found[1]?.address, { tenant: 'default', network: 'n1' })
  assert.deepEqual(found[1]?.body, { attachment: { mac: 'fa:16:3e:00:00:01' } })
})

test('readAnswer() throws at an answer that is not what was asked for', () => {
  for (const answer of ['{"status":"ok"}', '"ok"', '[7]'])
    assert.throws(() => readAnswer(newer, none, answer), TypeError)
  assert.throws(() => readAnswer(newer, none, '<html>'), SyntaxError)
  assert.throws(() => readAnswer(dialectOf('bsn-v1.1', 'F', {}), none, '{"status":"ok"}'), TypeError)
})

test('a gateway that goes has the network made again, where controllers keep gateways', () => {
  const wanted = (gateway: string | null) => ({
    key: { kind: 'network', id: 'n' },
    parents: [],
    address: { tenant: 't' },
    body: { id: 'n', name: 'n', gateway },
  })
  const found = (gateway: string | null) => ({ ...wanted(gateway), ours: true })
  assert.equal(mayBeRemade(newer, wanted(null)), true)
  assert.equal(mayBeRemade(newer, wanted('10.0.0.1')), false)
  assert.equal(mayBeRemade(dialectOf('floodlight-v1.0', 'A', {}), wanted(null)), false)
  assert.equal(mustBeRemade(newer, wanted(null), found('10.0.0.1')), true)
  assert.equal(mustBeRemade(newer, wanted(null), found(null)), false)
  assert.equal(mustBeRemade(newer, wanted('10.0.0.2'), found('10.0.0.1')), false)
})
