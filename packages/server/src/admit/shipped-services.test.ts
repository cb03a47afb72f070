/** Bodies of every kind of the shipped services, on their whole way: admitted, decided and stored in a real database. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Change, decide } from '@baryon/decide'
import { type Json, type Result, systemClock } from '@baryon/kit'
import {
  bodyValidator,
  type Caller,
  example,
  idOf,
  isWritable,
  type Kind,
  loadModels,
  Registry,
  type Row,
} from '@baryon/model'
import { openSqlite, type Store, type Stored } from '@baryon/store'
import fc from 'fast-check'
import { createAdmission } from './admission.ts'

const folders = [join(import.meta.dirname, '../../../../services')]
const loaded = await loadModels(folders)
/** Those that are nothing but their models: what others make of an example is for their own tests. */
const plain = loaded.services.filter(({ dialect }) => dialect === undefined)
const registry = new Registry(plain)
const admission = createAdmission(registry)
const admin: Caller = { user: 'root', project: '11111111-1111-4111-8111-111111111111', roles: ['admin'] }

let store: Store
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-admit-'))
  const opened = await openSqlite({ path: join(folder, 'a.sqlite'), services: plain, clock: systemClock })
  assert.ok(opened.ok)
  store = opened.value
})

after(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

type Answer = { readonly stored?: Stored | undefined; readonly codes: readonly string[] }

async function perform(admitted: Result<Change>, dryRun: boolean, caller = admin): Promise<Answer> {
  if (!admitted.ok) return { codes: admitted.faults.map(({ code }) => code) }
  const origin = { actor: caller.user, requestId: 'test' }
  const work = (tx: Parameters<Parameters<Store['commit']>[1]>[0]) =>
    decide(admitted.value, { registry, caller, tx, newId: randomUUID })
  const done = await store.commit(origin, work, { dryRun })
  return done.ok ? { stored: done.value.value, codes: [] } : { codes: done.faults.map(({ code }) => code) }
}

/** Creates an object from the examples of its types, and before it what it refers to. */
async function createExample(kind: Kind): Promise<Stored> {
  const { stored, codes } = await perform(admission.create(kind, await exampleBody(kind), admin), false)
  assert.ok(stored, `${kind.service}/${kind.name}: ${codes.join(', ')}`)
  return stored
}

async function exampleBody(kind: Kind): Promise<Record<string, Json>> {
  const body: Record<string, Json> = {}
  for (const { name, type, required } of kind.attributes.filter(isWritable)) {
    if (type.name === 'reference') {
      const target = registry.kind(type.to)
      assert.ok(target)
      if (required) body[name] = (await createExample(target)).row[target.key[0] ?? ''] ?? null
    } else if (kind.key.includes(name)) {
      if (!kind.generatedKey) body[name] = type.name === 'string' ? `k${randomUUID().slice(0, 8)}` : example(type)
    } else if (required) body[name] = example(type)
  }
  // Two addresses of one object are mostly those of two ends.
  if ('peer_ip_address' in body) body['peer_ip_address'] = '192.0.2.200'
  if ('remote_tunnel_endpoint' in body) body['remote_tunnel_endpoint'] = '192.0.2.200'
  return body
}

test('the shipped services are read without a fault', () => {
  assert.deepEqual(
    loaded.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  )
  assert.ok(registry.kinds().length >= 7)
})

const anything = fc.oneof(
  fc.constantFrom(null, ''),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.uuid(), fc.ipV4()),
  fc.jsonValue(),
)

/** Some attributes with a value of their type, and up to two with anything at all. */
function changesOf(kind: Kind): fc.Arbitrary<Record<string, unknown>> {
  const fits = kind.attributes.filter(
    one => isWritable(one) && !one.immutable && one.type.name !== 'reference' && one.name !== kind.owner,
  )
  const right = fc.record(
    Object.fromEntries(fits.map(({ name, type }) => [name, fc.constant<unknown>(example(type))])),
    { requiredKeys: [] },
  )
  const names = fc.constantFrom(...kind.attributes.map(({ name }) => name))
  const wrong = fc.dictionary(fc.oneof({ arbitrary: names, weight: 9 }, fc.string()), anything, { maxKeys: 2 })
  return fc.tuple(right, wrong).map(([one, other]) => ({ ...one, ...other }))
}

function assertValid(kind: Kind, row: Row) {
  const shown = Object.fromEntries(
    kind.attributes.filter(({ writeOnly }) => !writeOnly).map(({ name }) => [name, row[name] ?? null]),
  )
  assert.deepEqual(bodyValidator(kind, 'answer')(shown), [], JSON.stringify(shown))
}

for (const kind of registry.kinds()) {
  const name = `${kind.service}/${kind.name}`

  test(`${name}: an object of examples is created, sent back unchanged and deleted`, async () => {
    const { row, revision } = await createExample(kind)
    assertValid(kind, row)
    const id = idOf(kind, row)
    for (const again of [admission.update(kind, id, row), admission.patch(kind, id, row)]) {
      const { stored, codes } = await perform(again, false)
      assert.deepEqual(codes, [])
      assert.equal(stored?.revision, revision)
    }
    assert.deepEqual((await perform({ ok: true, value: { verb: 'delete', kind, id } }, false)).codes, [])
    assert.deepEqual((await perform(admission.update(kind, id, {}), false)).codes, ['key.unknown'])
  })

  test(`${name}: whatever is sent, what is stored is valid and everything else is refused`, async () => {
    const body = await exampleBody(kind)
    const { row } = await createExample(kind)
    let stored = 0
    await fc.assert(
      fc.asyncProperty(changesOf(kind), async changes => {
        const sent = { ...body, ...changes }
        const id = idOf(kind, row)
        const attempts = [
          admission.create(kind, sent, admin),
          admission.update(kind, id, changes),
          admission.patch(kind, id, changes),
        ]
        for (const attempt of attempts) {
          const answer = await perform(attempt, true)
          if (answer.stored === undefined) assert.notDeepEqual(answer.codes, [])
          else {
            stored += 1
            assertValid(kind, answer.stored.row)
          }
        }
      }),
      { numRuns: 60 },
    )
    assert.ok(stored > 0)
  })

  test(`${name}: nobody takes over or gives away what is of another project`, async t => {
    if (kind.owner === undefined) return t.skip('it has no owner')
    const { row } = await createExample(kind)
    const thief: Caller = { user: 'eve', project: randomUUID(), roles: ['member'] }
    const owner: Caller = { user: 'ann', project: String(row[kind.owner]), roles: ['member'] }
    const change = admission.update(kind, idOf(kind, row), { [kind.owner]: thief.project })
    assert.deepEqual((await perform(change, false, thief)).codes, ['key.unknown'])
    const [given] = (await perform(change, false, owner)).codes
    assert.ok(given === 'policy.denied' || given === 'attribute.immutable', given)
    assert.deepEqual((await store.read.get(kind, idOf(kind, row)))?.row, row)
    const created = admission.create(kind, await exampleBody(kind), thief)
    assert.ok(['policy.denied', 'reference.dangling'].includes((await perform(created, false, thief)).codes[0] ?? ''))
    return undefined
  })
}
