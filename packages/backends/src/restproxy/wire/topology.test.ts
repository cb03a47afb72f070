import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Desired, Row } from '@baryon/reconcile'
import { dialectOf } from '../dialects/registry.ts'
import { projectionOf } from '../projection/projection.ts'
import { cloud, viewOf } from '../projection/testdata/cloud.ts'
import { tell } from './tell.ts'
import { variants } from './testdata/dialects.ts'
import { topologyBody } from './topology.ts'

const settings = { metadataRoute: true, segmentationTypes: '', routerRules: [] }

async function textOf(pieces: AsyncIterable<string>) {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** What single requests tell, put together as everything at once has it. */
async function merged(name: string) {
  const variant = variants.find(one => one.name === name)
  assert.ok(variant)
  const { dialect } = variant
  const capabilities = new Set(variant.capabilities)
  const told = new Map<string, Json>()
  const things: Desired[] = []
  for await (const thing of projectionOf({ dialect, ...settings }).all(viewOf(cloud))) {
    things.push(thing)
    const bodies = tell(dialect, capabilities, 'update', thing)
      .filter(({ method }) => method !== 'DELETE')
      .map(({ body }) => JSON.parse(body))
    told.set(`${thing.key.kind} ${thing.key.id}`, Object.assign({}, ...bodies))
  }
  return { dialect, capabilities, things, told }
}

for (const { name } of variants.filter(({ dialect }) => dialect.bulk?.networks === 'whole')) {
  test(`${name}: everything at once says of each thing what its own request says`, async () => {
    const { dialect, capabilities, things, told } = await merged(name)
    const all = projectionOf({ dialect, ...settings }).all(viewOf(cloud))
    const topology = JSON.parse(await textOf(topologyBody(dialect, all, { capabilities })))
    const seen = new Set<string>()
    const check = (kind: string, id: string, body: Json) => {
      seen.add(`${kind} ${id}`)
      assert.deepEqual(body, told.get(`${kind} ${id}`), `${kind} ${id}`)
    }
    for (const { ports, ...network } of topology.networks) {
      check('network', network.id, { network })
      for (const { attachment, ...port } of ports)
        check('port', port.id, attachment === undefined ? { port } : { port, attachment })
    }
    for (const { interfaces, policies = [], ...router } of topology.routers ?? []) {
      check('router', router.id, { router })
      for (const leg of interfaces) check('interface', `${router.id}/${leg.id}`, { interface: leg })
      for (const policy of policies) check('policy', `${router.tenant_id}/${policy.priority}`, { policy })
    }
    for (const group of topology['security-groups'] ?? [])
      check('security-group', group.id, { 'security-group': group })
    const tenants = topology.tenants ?? []
    for (const id of Array.isArray(tenants) ? tenants.map((tenant: Row) => tenant['id']) : Object.keys(tenants))
      seen.add(`tenant ${id}`)
    const wanted = things.map(({ key }) => `${key.kind} ${key.id}`).filter(key => !key.startsWith('floatingip'))
    assert.deepEqual([...seen].sort(), wanted.sort())
  })
}

const grizzly = dialectOf('bsn-v1.1', 'C', {})
const thing = (kind: string, id: string): Desired => ({
  key: { kind, id },
  parents: [],
  address: {},
  body: kind === 'port' ? { port: { id } } : { id },
})

test('topologyBody() hands on what is written long before everything is read', async () => {
  const ports = 20_000
  let read = 0
  async function* all() {
    yield thing('network', 'n')
    for (; read < ports; read++) yield thing('port', `port-${read}`)
  }
  let longest = 0
  let readAtFirst: number | undefined
  let text = ''
  for await (const piece of topologyBody(grizzly, all(), { capabilities: new Set() })) {
    readAtFirst ??= read
    longest = Math.max(longest, piece.length)
    text += piece
  }
  assert.ok(
    readAtFirst !== undefined && readAtFirst < ports / 2,
    `${readAtFirst} ports were read before the first piece`,
  )
  assert.ok(longest < 70_000, `a piece has ${longest} characters`)
  assert.equal(JSON.parse(text).networks[0].ports.length, ports)
})

test('topologyBody() writes what has nothing inside as empty lists', async () => {
  async function* all() {
    yield thing('network', 'a')
    yield thing('network', 'b')
    yield thing('port', 'p')
    yield thing('router', 'r')
    yield thing('router', 's')
    yield thing('interface', 's/b')
  }
  assert.deepEqual(JSON.parse(await textOf(topologyBody(grizzly, all(), { capabilities: new Set() }))), {
    networks: [
      { id: 'a', ports: [] },
      { id: 'b', ports: [{ id: 'p' }] },
    ],
    routers: [
      { id: 'r', interfaces: [] },
      { id: 's', interfaces: [{ id: 's/b' }] },
    ],
  })
})

test('topologyBody() refuses things that come in another order than they are written', async () => {
  async function* late() {
    yield thing('router', 'r')
    yield thing('network', 'n')
  }
  async function* alone() {
    yield thing('port', 'p')
  }
  await assert.rejects(textOf(topologyBody(grizzly, late(), { capabilities: new Set() })), /networks come before/)
  await assert.rejects(textOf(topologyBody(grizzly, alone(), { capabilities: new Set() })), /ports come behind/)
})
