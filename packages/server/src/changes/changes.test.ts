import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { labModels, projects, type Served, serve, shippedModels, type Who } from '../testdata/serve.ts'

let served: Served

before(async () => {
  served = await serve({ models: [labModels, shippedModels] })
})
after(() => served.close())

const base = '/proton/lab/v2.1'
const tenant_id = projects.alice
const unknown = '99999999-9999-4999-8999-999999999999'

const lab = (op: string, kind: string, more: object = {}) => ({ op, service: 'lab', kind, ...more })
const changes = (operations: unknown, { as = 'admin' as Who, dryRun = undefined as unknown, query = '' } = {}) =>
  served.ask('POST', `/v1/changes${query}`, {
    as,
    body: { operations, ...(dryRun === undefined ? {} : { dry_run: dryRun }) },
  })
const faults = (body: { errors: { code: string; pointer?: string }[] }) =>
  body.errors.map(({ code, pointer = '' }) => `${code} ${pointer}`)

/** Refused, and nothing of it is kept. */
async function refused(operations: unknown, status: number, expected: readonly string[], as: Who = 'admin') {
  const head = served.store.journal.head()
  const answer = await changes(operations, { as })
  assert.deepEqual([answer.status, faults(answer.body)], [status, expected])
  assert.equal(served.store.journal.head(), head)
}

const build = [
  lab('create', 'Switch', { as: 's', body: { tenant_id, name: 'top' } }),
  lab('create', 'Port', { as: 'p', body: { tenant_id, switch_id: { $from: 's.id' }, name: { $from: 's.name' } } }),
  lab('create', 'Address', { body: { tenant_id, port_id: { $from: 'p.id' }, ip: '10.0.0.1' } }),
]

test('operations on several kinds and services are one transaction, and refer to what they create', async () => {
  const vpn = { op: 'create', service: 'net-l3vpn', kind: 'VpnService', body: { tenant_id, name: { $from: 'p.name' } } }
  const { status, body, headers } = await changes([...build, vpn])
  assert.equal(status, 200)
  const [sw, port, address, service] = body.results
  assert.equal(port.object.switch_id, sw.id)
  assert.equal(port.object.name, 'top')
  assert.equal(address.object.port_id, port.id)
  assert.deepEqual([service.service, service.kind, service.object.name], ['net-l3vpn', 'VpnService', 'top'])
  assert.equal(headers.get('baryon-revision'), String(body.revision))
  assert.equal(body.revision, served.store.journal.head())
  const entries = await served.store.journal.after(body.transaction - 1, 100)
  assert.ok(entries.ok && entries.value.every(entry => entry.transaction === body.transaction))
  assert.deepEqual((await served.ask('GET', `${base}/addresses/${address.id}`)).body, address.object)
})

test('update keeps what it leaves out, action acts, delete answers no object; an id may be a reference', async () => {
  const { body } = await changes([
    ...build.slice(0, 2),
    lab('update', 'Port', { id: { $from: 'p.id' }, body: { enabled: false } }),
    lab('action', 'Port', { id: { $from: 'p.id' }, action: 'enable', as: 'q', body: {} }),
    lab('action', 'Port', { id: { $from: 'q.id' }, action: 'enable' }),
  ])
  assert.equal(body.code, 'action.refused')
  const done = await changes([
    ...build.slice(0, 2),
    lab('update', 'Port', { id: { $from: 'p.id' }, body: { enabled: false } }),
    lab('action', 'Port', { id: { $from: 'p.id' }, action: 'enable', as: 'q' }),
    lab('delete', 'Port', { id: { $from: 'q.id' } }),
  ])
  assert.equal(done.status, 200, done.text)
  assert.deepEqual(
    done.body.results.map(
      (each: { op: string; object: { enabled?: boolean; name: string } | null }) => each.object?.enabled,
    ),
    [undefined, true, false, true, undefined],
  )
  assert.equal(done.body.results[4].object, null)
  assert.equal((await served.ask('GET', `${base}/ports/${done.body.results[4].id}`)).status, 404)
})

test('changes has every entry in order with the state before and after, of companions and cascades too', async () => {
  const made = await changes(build)
  const [sw, port, address] = made.body.results
  assert.deepEqual(
    made.body.changes.map((each: { kind: string; before: unknown }) => [each.kind, each.before]),
    [
      ['Switch', null],
      ['Port', null],
      ['Address', null],
    ],
  )
  const { body } = await changes([
    lab('update', 'Switch', { id: sw.id, body: { name: 'new' } }),
    lab('delete', 'Switch', { id: sw.id }),
  ])
  const [update, ...deletes] = body.changes
  assert.deepEqual([update.operation, update.before.name, update.after.name], ['update', 'top', 'new'])
  assert.deepEqual(new Set(deletes.map((each: { id: string }) => each.id)), new Set([sw.id, port.id, address.id]))
  for (const each of deletes) {
    assert.deepEqual([each.operation, each.after], ['delete', null])
    assert.equal(each.before.id, each.id)
  }
  const revisions = body.changes.map((each: { revision: number }) => each.revision)
  assert.deepEqual(
    revisions,
    revisions.map((_: number, index: number) => body.transaction + index),
  )
})

test('dry_run answers exactly what would change, and keeps nothing', async () => {
  const made = await changes(build)
  const operations = [
    lab('update', 'Switch', { id: made.body.results[0].id, body: { name: 'dry' } }),
    lab('delete', 'Switch', { id: made.body.results[0].id }),
  ]
  const head = served.store.journal.head()
  for (const tried of [
    await changes(operations, { dryRun: true }),
    await changes(operations, { query: '?dry_run=true' }),
  ]) {
    assert.equal(tried.body.dry_run, true)
    assert.equal(served.store.journal.head(), head)
    const strip = (body: typeof tried.body) =>
      JSON.parse(JSON.stringify(body, (key, value) => (key === 'updated_at' ? 0 : value)))
    const done = await changes(operations, { dryRun: true })
    assert.deepEqual(strip(tried.body), strip(done.body))
  }
  const tried = await changes(operations, { dryRun: true })
  const done = await changes(operations)
  assert.deepEqual(
    tried.body.changes.map(({ revision, operation, kind, id, before }: Record<string, unknown>) => ({
      revision,
      operation,
      kind,
      id,
      before: operation === 'update' ? before : null,
    })),
    done.body.changes.map(({ revision, operation, kind, id, before }: Record<string, unknown>) => ({
      revision,
      operation,
      kind,
      id,
      before: operation === 'update' ? before : null,
    })),
  )
  assert.deepEqual([done.body.revision, done.body.transaction], [tried.body.revision, tried.body.transaction])
})

test('one operation that is refused refuses all, with a pointer to it', async () => {
  await refused([...build, lab('delete', 'Switch', { id: unknown })], 404, ['key.unknown /operations/3'])
  const taken = lab('create', 'Switch', { body: { tenant_id, serial: 'same' } })
  const { status, body } = await changes([taken, taken])
  assert.deepEqual([status, body.code], [409, 'unique.taken'])
  assert.match(body.errors[0].pointer, /^\/operations\/1/)
})

test('every fault of every body is named at once', async () => {
  await refused(
    [
      lab('create', 'Switch', { as: 's', body: { colour: 1, tenant_id } }),
      lab('create', 'Port', { body: { tenant_id, switch_id: { $from: 's.id' }, speed: 'fast' } }),
      lab('update', 'Switch', { id: unknown, body: { rack: -1 } }),
    ],
    400,
    [
      'attribute.unknown /operations/0/body/colour',
      'attribute.type /operations/1/body/speed',
      'attribute.range /operations/2/body/rack',
    ],
  )
})

test('what is taken from an earlier object is checked where it is put', async () => {
  await refused(
    [
      build[0],
      lab('create', 'Port', { body: { tenant_id, switch_id: { $from: 's.id' }, speed: { $from: 's.name' } } }),
    ],
    400,
    ['attribute.type /operations/1/body/speed'],
  )
})

test('if_revision refuses an object that has changed', async () => {
  const { body } = await changes([build[0]])
  const [sw] = body.results
  const update = (ifRevision: number) =>
    lab('update', 'Switch', { id: sw.id, if_revision: ifRevision, body: { name: 'x' } })
  await refused([update(body.revision + 1)], 412, ['revision.stale /operations/0'])
  assert.equal((await changes([update(body.revision)])).status, 200)
})

test("a caller cannot touch another tenant's objects, and policies hold", async () => {
  const { body } = await changes([build[0]])
  await refused([lab('delete', 'Switch', { id: body.results[0].id })], 404, ['key.unknown /operations/0'], 'bob')
  const answer = await changes([build[0]], { as: 'bob' })
  assert.equal(answer.status, 403)
})

test('write-only attributes and those a caller may not read are in no part of the answer, nor taken by reference', async () => {
  const vault = lab('create', 'Vault', { as: 'v', body: { tenant_id: projects.bob, password: 'hush', remark: 'r' } })
  const { text, body } = await changes([vault], { as: 'bob' })
  assert.equal(body.results?.[0]?.object.remark, 'r', text)
  assert.doesNotMatch(text, /hush|password|margin/)
  const copy = (attribute: string) =>
    lab('create', 'Vault', { body: { tenant_id: projects.bob, remark: { $from: `v.${attribute}` } } })
  await refused([vault, copy('password')], 400, ['changes.from /operations/1/body/remark'], 'bob')
  await refused([vault, copy('margin')], 400, ['changes.from /operations/1/body/remark'], 'bob')
})

const malformed: readonly [string, unknown, readonly string[]][] = [
  ['no operations', undefined, ['changes.member /operations']],
  ['operations that are no list', {}, ['changes.member /operations']],
  ['an empty list', [], ['operations.count /operations']],
  ['too many', Array(1001).fill(build[0]), ['operations.count /operations']],
  [
    'an operation that is no object',
    [1, null, []],
    ['changes.member /operations/0', 'changes.member /operations/1', 'changes.member /operations/2'],
  ],
  ['an unknown op', [lab('upsert', 'Switch')], ['changes.member /operations/0/op']],
  ['an op of the prototype', [lab('constructor', 'Switch')], ['changes.member /operations/0/op']],
  [
    'an unknown service',
    [{ op: 'delete', service: 'x', kind: 'Switch', id: unknown }],
    ['changes.member /operations/0/service'],
  ],
  ['an unknown kind', [lab('delete', 'Nothing', { id: unknown })], ['changes.member /operations/0/kind']],
  [
    'missing members',
    [{ op: 'update', service: 'lab', kind: 'Switch' }],
    ['changes.member /operations/0/id', 'changes.member /operations/0/body'],
  ],
  [
    'members that do not belong',
    [lab('create', 'Switch', { if_revision: 1, body: { tenant_id } })],
    ['changes.member /operations/0/if_revision'],
  ],
  ['a malformed id', [lab('delete', 'Switch', { id: 'x' })], ['id.malformed /operations/0/id']],
  ['an id that is no text', [lab('delete', 'Switch', { id: 7 })], ['changes.member /operations/0/id']],
  [
    'a revision that is none',
    [lab('delete', 'Switch', { id: unknown, if_revision: '1' })],
    ['changes.member /operations/0/if_revision'],
  ],
  ['a name twice', [build[0], build[0]], ['changes.member /operations/1/as']],
  ['a name that is none', [{ ...build[0], as: 'a.b' }], ['changes.member /operations/0/as']],
  [
    'a reference to a later operation',
    [build[1], build[0]],
    ['changes.from /operations/0/body/switch_id', 'changes.from /operations/0/body/name'],
  ],
  [
    'a reference to an attribute that is none',
    [build[0], lab('create', 'Switch', { body: { tenant_id, name: { $from: 's.colour' } } })],
    ['changes.from /operations/1/body/name'],
  ],
  [
    'a reference without an attribute',
    [build[0], lab('delete', 'Switch', { id: { $from: 's' } })],
    ['changes.from /operations/1/id'],
  ],
]

for (const [what, operations, expected] of malformed) {
  test(`changes with ${what} is 400`, () => refused(operations, 400, expected))
}

test('changes with an action that the kind does not have is 404', () =>
  refused([lab('action', 'Port', { id: unknown, action: 'explode' })], 404, ['action.unknown /operations/0']))

test('changes refuses other members, and a dry_run that is neither true nor false', async () => {
  const { status, body } = await served.ask('POST', '/v1/changes', {
    body: { operations: [build[0]], dry_run: 1, more: 2 },
  })
  assert.deepEqual([status, faults(body)], [400, ['changes.member /more', 'changes.member /dry_run']])
})

test('changes without a body, or with one that is no object, is 400; with another method it is 405', async () => {
  assert.equal((await served.ask('POST', '/v1/changes')).status, 400)
  assert.equal((await served.ask('POST', '/v1/changes', { body: [] })).status, 400)
  const { status, headers } = await served.ask('GET', '/v1/changes')
  assert.deepEqual([status, headers.get('allow')], [405, 'POST'])
})

test('operations whose answer would not fit into memory are refused, and nothing of them is kept', async () => {
  const text = 'x'.repeat(1_000_000)
  const made = await served.ask('POST', `${base}/samples`, { body: { tenant_id, anything: text } })
  const update = lab('update', 'Sample', { id: made.body.id, body: { whole: 1 } })
  assert.equal((await changes([update])).status, 200)
  const many = Array.from({ length: 300 }, (_, whole) => ({ ...update, body: { whole } }))
  await refused(many, 413, ['changes.large '])
})

test('administrators give an object the id that it has elsewhere; nobody else does, and no key that is in the body', async () => {
  const id = '5ad1b5f0-8a1f-4a53-9d5e-0c8a3f3a0001'
  const network = { op: 'create', service: 'networking', kind: 'Network', id, body: { project_id: tenant_id } }
  const made = await changes([network])
  assert.deepEqual([made.status, made.body.results[0].id, made.body.results[0].object.id], [200, id, id])
  await refused([network], 409, ['key.taken /operations/0/body/id'])
  await refused([{ ...network, id: unknown }], 403, ['attribute.denied /operations/0'], 'alice')
  await refused([{ ...network, id: 'seven' }], 400, ['id.malformed /operations/0/id'])
  const pair = {
    op: 'create',
    service: 'net-l3vpn',
    kind: 'VpnAfConfig',
    id: '7:7',
    body: { tenant_id, vrf_rt_value: '8:8', vrf_rt_type: 'both' },
  }
  await refused([pair], 400, ['changes.member /operations/0'])
})
