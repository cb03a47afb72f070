/**
 * Rows of a real server while people do what they like: what is told change by change is what is told at once, whenever the journal is read.
 * As a target does it, changes are looked at some time after they were made, with the rows of then.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { Registry } from '@baryon/model'
import type { Desired, Key, Projection, Revision, Source } from '@baryon/reconcile'
import fc from 'fast-check'
import type { Dialect } from '../../packages/backends/src/restproxy/dialects/dialect.ts'
import { dialectOf } from '../../packages/backends/src/restproxy/dialects/registry.ts'
import { projectionOf } from '../../packages/backends/src/restproxy/projection/projection.ts'
import { readRouterRule } from '../../packages/backends/src/restproxy/projection/router-rules.ts'
import { touchingKinds } from '../../packages/backends/src/restproxy/projection/touched.ts'
import { topologyBody } from '../../packages/backends/src/restproxy/wire/topology.ts'
import { sourceOf } from '../../packages/server/src/backends/source.ts'
import { kindsIn } from '../../packages/server/src/backends/view.ts'
import { type Cloud, startCloud } from '../networking/cloud.ts'
import { sorts } from '../networking/stories/calls/index.ts'
import { prepare } from '../networking/stories/prepare.ts'
import { names, type Step, Teller } from '../networking/stories/teller.ts'

const seed = Number(process.env['NETWORKING_STORY_SEED'] ?? Date.now() % 1_000_000)
const length = Number(process.env['NETWORKING_STORY_LENGTH'] ?? 120)

const dialects: readonly Dialect[] = [
  dialectOf('floodlight-v1.0', 'A', {}),
  dialectOf('floodlight-v1.1', undefined, {}),
  dialectOf('bsn-v1.1', 'D', {}),
  dialectOf('bsn-v1.1', 'F', { ml2: true }),
  dialectOf('bsn-v2.0', 'G2', { securityGroups: true }),
]

const textOf = ({ kind, id }: Key) => `${kind} ${id}`
const shownOf = ({ parents, address, body }: Desired): string => JSON.stringify({ parents, address, body })

/** A target that is told of what changes touch, and never of anything else. */
class Follower {
  readonly projection: Projection
  readonly dialect: Dialect
  readonly #source: Source
  readonly #told = new Map<string, string>()
  #cursor: Revision = 0

  constructor(dialect: Dialect, source: Source) {
    const rules = ['*:any:any:permit', '*:external:any:deny'].map(readRouterRule).filter(rule => rule !== undefined)
    this.dialect = dialect
    this.projection = projectionOf({ dialect, metadataRoute: true, segmentationTypes: '', routerRules: rules })
    this.#source = source
  }

  async follow(): Promise<void> {
    for (;;) {
      const stretch = await this.#source.after(this.#cursor, 500)
      assert.ok(stretch)
      for (const change of stretch.changes) {
        const touched = await this.projection.touched(change, this.#source.newest())
        for (const { key } of touched) await this.#look(key)
      }
      this.#cursor = stretch.upTo
      if (stretch.changes.length === 0) return
    }
  }

  async #look(key: Key): Promise<void> {
    const desired = await this.projection.desired(key, this.#source.newest())
    if (desired === undefined) this.#told.delete(textOf(key))
    else this.#told.set(textOf(key), shownOf(desired))
  }

  /** What it was told is everything, everything comes in order, and each thing is the same by its key. */
  async agrees(): Promise<number> {
    const view = this.#source.newest()
    const everything = new Map<string, string>()
    for await (const thing of this.projection.all(view)) {
      const name = textOf(thing.key)
      assert.ok(!everything.has(name), `${name} comes twice`)
      this.#parentsCame(thing, everything)
      everything.set(name, shownOf(thing))
      const alone = await this.projection.desired(thing.key, view)
      assert.equal(alone && shownOf(alone), shownOf(thing), `${this.dialect.name}: ${name} by its key and among all`)
    }
    const told = Object.fromEntries([...this.#told].sort())
    assert.deepEqual(
      told,
      Object.fromEntries([...everything].sort()),
      `${this.dialect.name} ${this.dialect.generation}`,
    )
    return everything.size
  }

  /** A parent that is not to be there itself (a port that nobody uses) is never waited for. */
  #parentsCame({ key, parents }: Desired, came: ReadonlyMap<string, string>) {
    for (const parent of parents)
      if (this.#told.has(textOf(parent)))
        assert.ok(came.has(textOf(parent)), `${this.dialect.name}: ${textOf(key)} comes before ${textOf(parent)}`)
  }

  /** A part of everything is the same things, each behind what it needs. */
  async partsAgree(scope: { readonly network: string } | { readonly project: string }): Promise<void> {
    const came = new Map<string, string>()
    for await (const thing of this.projection.within(scope, this.#source.newest())) {
      this.#parentsCame(thing, came)
      assert.ok(!came.has(textOf(thing.key)), `${textOf(thing.key)} comes twice`)
      came.set(textOf(thing.key), shownOf(thing))
      assert.equal(shownOf(thing), this.#told.get(textOf(thing.key)), textOf(thing.key))
    }
  }

  /** Everything at once can be written, and is JSON. */
  async topology(): Promise<Json | undefined> {
    if (this.dialect.bulk === undefined) return undefined
    let text = ''
    const capabilities = new Set(['display-name'])
    for await (const piece of topologyBody(this.dialect, this.projection.all(this.#source.newest()), { capabilities }))
      text += piece
    return JSON.parse(text)
  }
}

function sourceIn({ store }: Cloud): Source {
  const registry = new Registry(store.services)
  return sourceOf(
    store,
    { service: 'networking', rows: touchingKinds },
    kindsIn(() => registry, 'networking'),
  )
}

async function idsOf(source: Source, kind: string, name: string): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const row of source.newest().list(kind)) ids.add(String(row[name]))
  return [...ids].slice(0, 5)
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('demo', 'demo', 'alt', ...names),
  fc.noBias(fc.constantFrom(...sorts)),
  fc.noBias(fc.nat()),
)

test('whatever is changed, the things that a change touches are all that are otherwise, in every dialect', async context => {
  context.diagnostic(`NETWORKING_STORY_SEED=${seed}`)
  const [steps = []] = fc.sample(fc.array(step, { minLength: length, maxLength: length }), { seed, numRuns: 1 })
  const cloud = await startCloud()
  const teller = new Teller(cloud)
  context.after(async () => {
    await teller.close()
    await cloud.stop()
  })
  await prepare(cloud)
  const source = sourceIn(cloud)
  const followers = dialects.map(dialect => new Follower(dialect, source))
  let most = 0
  for (const [index, each] of steps.entries()) {
    await teller.tell(each)
    // Some look often, some when much has changed since.
    for (const [place, follower] of followers.entries()) {
      if (index % (place * 4 + 1) > 0) continue
      await follower.follow()
      if (index % 5 === 0) most = Math.max(most, await follower.agrees())
    }
  }
  for (const follower of followers) {
    await follower.follow()
    await follower.agrees()
    for (const network of await idsOf(source, 'Network', 'id')) await follower.partsAgree({ network })
    for (const project of await idsOf(source, 'Network', 'project_id')) await follower.partsAgree({ project })
    await follower.topology()
  }
  assert.ok(most > 20, `there were never more than ${most} things`)
})

test('what a network or a project is made of is everything that belongs to it', async context => {
  const cloud = await startCloud()
  context.after(() => cloud.stop())
  const { outside } = await prepare(cloud)
  const source = sourceIn(cloud)
  const { projection } = new Follower(dialectOf('bsn-v2.0', 'G2', { securityGroups: true }), source)
  const countsOf = async (scope: Parameters<Projection['within']>[0]) => {
    const counts: Record<string, number> = {}
    for await (const { key } of projection.within(scope, source.newest()))
      counts[key.kind] = (counts[key.kind] ?? 0) + 1
    return counts
  }
  const [inside] = (await cloud.as('demo').get('/networks?name=inside')).body.networks
  assert.deepEqual(await countsOf({ network: outside }), {
    tenant: 3,
    network: 1,
    port: 4,
    floatingip: 2,
  })
  const ofInside = await countsOf({ network: inside.id })
  assert.deepEqual(ofInside, { tenant: 2, network: 2, 'security-group': 1, port: 4, router: 1, interface: 2 })
  const ofDemo = await countsOf({ project: inside.project_id })
  assert.deepEqual(ofDemo, { ...ofInside, policy: 2, floatingip: 1 })
})

test('an interface that lost its subnet is found, however late the journal is read', async context => {
  const cloud = await startCloud()
  context.after(() => cloud.stop())
  const source = sourceIn(cloud)
  const demo = cloud.as('demo')
  const { id: network_id } = await demo.make('/networks', { network: {} })
  const v6 = { network_id, ip_version: 6, ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
  const subnets: { id: string }[] = await demo.make('/subnets', {
    subnets: [
      { ...v6, cidr: '2001:db8:1::/64' },
      { ...v6, cidr: '2001:db8:2::/64' },
    ],
  })
  const router = await demo.make('/routers', { router: {} })
  const leg = (action: string, { id }: { id: string }) => demo.put(`/routers/${router.id}/${action}`, { subnet_id: id })
  for (const subnet of subnets) await leg('add_router_interface', subnet)
  const follower = new Follower(dialectOf('bsn-v2.0', 'G2', {}), source)
  await follower.follow()
  const before = await follower.agrees()
  const [first, second] = subnets
  assert.ok(first && second)
  // Both addresses are on one port: the first goes by a change of it, and nothing of now says that it was there.
  assert.equal((await leg('remove_router_interface', first)).status, 200)
  assert.equal((await demo.delete(`/subnets/${first.id}`)).status, 204)
  assert.equal((await leg('remove_router_interface', second)).status, 200)
  assert.equal((await demo.delete(`/subnets/${second.id}`)).status, 204)
  await follower.follow()
  // Both interfaces and the port.
  assert.equal(await follower.agrees(), before - 3)
})

test('Floodlight is told all attachments again when a network loses its gateway', async context => {
  const cloud = await startCloud()
  context.after(() => cloud.stop())
  await prepare(cloud)
  const follower = new Follower(dialectOf('floodlight-v1.1', undefined, {}), sourceIn(cloud))
  await follower.follow()
  const demo = cloud.as('demo')
  const { id: network_id } = await demo.make('/networks', { network: {} })
  const subnet = await demo.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.9.0.0/24' } })
  await demo.make('/ports', { port: { network_id, device_owner: 'compute:nova', device_id: 'vm' } })
  await follower.follow()
  await follower.agrees()
  assert.equal((await demo.put(`/subnets/${subnet.id}`, { subnet: { gateway_ip: null } })).status, 200)
  await follower.follow()
  await follower.agrees()
})
