/** Bad input gets a clear 4xx and changes nothing. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { attributeOf, example, idOf, type Kind, loadModels, type Type } from '@baryon/model'
import fc from 'fast-check'
import { segmentOf } from '../resources/path.ts'
import { anyJson, anyone, assertSound as assertHeld, hostileQueries, hostileValues } from '../testdata/hostile.ts'
import { type Ask, type Got, labModels, projects, type Served, serve, shippedModels } from '../testdata/serve.ts'

let served: Served
let path: string

const base = '/proton/lab/v2.1'
const tenant_id = projects.alice

before(async () => {
  served = await serve({ models: [labModels, shippedModels], limits: { bodyBytes: 100_000 } })
  path =
    (await served.ask('POST', `${base}/samples`, { body: { tenant_id, name: 'target' } })).headers.get('location') ?? ''
})
after(() => served.close())

/** The problem is whole: every member is there, and nothing of the server's inside is told. */
function assertProblem({ status, headers, body, text }: Got) {
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(body.status, status)
  assert.equal(body.code, body.errors[0].code)
  assert.equal(body.faultstring, body.detail)
  for (const fault of body.errors)
    for (const member of ['code', 'message', 'cause', 'next'])
      assert.ok(typeof fault[member] === 'string' && fault[member] !== '', `${member} of ${text}`)
  assert.equal(headers.get('x-request-id'), body.request_id)
  assert.doesNotMatch(text, /node_modules|\.ts:\d|sqlite|at async/i)
}

const deep = (levels: number) => `${'{"anything":'.repeat(levels)}1${'}'.repeat(levels)}`

const bad: readonly [what: string, status: number, ask: Ask & { method?: string; path?: string }][] = [
  ['broken JSON', 400, { bytes: '{"name": "x"' }],
  ['a body that is only white space', 400, { bytes: '   ' }],
  ['no body', 400, {}],
  ['a body that is a list', 400, { body: [] }],
  ['a body that is null', 400, { bytes: 'null' }],
  ['a body that is a number', 400, { bytes: '7' }],
  ['a body that is a text', 400, { bytes: '"x"' }],
  ['a wrong type', 400, { body: { tenant_id, whole: '1' } }],
  ['a number where text belongs', 400, { body: { tenant_id, text: 1 } }],
  ['a fraction where a whole number belongs', 400, { body: { tenant_id, whole: 1.5 } }],
  ['a whole number that JSON cannot carry', 400, { bytes: `{"tenant_id":"${tenant_id}","whole":9007199254740993}` }],
  ['an infinite number', 400, { bytes: `{"tenant_id":"${tenant_id}","number":1e999}` }],
  ['an unknown field', 400, { body: { tenant_id, colour: 'red' } }],
  ['an unknown field within an object', 400, { body: { tenant_id, place: { room: 'x', door: 1 } } }],
  ['a body of more bytes than the limit', 413, { body: { tenant_id, text: 'x'.repeat(200_000) } }],
  ['100 levels of nesting', 400, { bytes: `{"tenant_id":"${tenant_id}","anything":${deep(100)}}` }],
  ['40,000 levels of nesting', 400, { bytes: '['.repeat(40_000) }],
  ['"__proto__" with an object', 400, { bytes: `{"tenant_id":"${tenant_id}","__proto__":{"isAdmin":true}}` }],
  ['"__proto__" deep inside', 400, { bytes: `{"tenant_id":"${tenant_id}","anything":{"a":{"__proto__":{"b":1}}}}` }],
  [
    '"constructor" with a prototype',
    400,
    { bytes: `{"tenant_id":"${tenant_id}","constructor":{"prototype":{"x":1}}}` },
  ],
  ['"constructor" as an attribute', 400, { body: { tenant_id, constructor: 'x' } }],
  ['"toString" as an attribute', 400, { body: { tenant_id, toString: 'x' } }],
  ['invalid UTF-8', 400, { bytes: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }],
  ['half a surrogate pair', 400, { bytes: `{"tenant_id":"${tenant_id}","text":"\\ud800"}` }],
  ['a NUL character', 400, { bytes: `{"tenant_id":"${tenant_id}","text":"a\\u0000b"}` }],
  ['a text longer than its column', 400, { body: { tenant_id, name: 'x'.repeat(65) } }],
  ['no Content-Type', 415, { bytes: new Uint8Array([0x7b, 0x7d]), headers: { 'content-type': '' } }],
  ['a form', 415, { bytes: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['XML', 415, { bytes: '<a/>', headers: { 'content-type': 'application/xml' } }],
  ['another charset', 415, { bytes: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }],
  ['a merge patch for POST', 415, { bytes: '{}', headers: { 'content-type': 'application/merge-patch+json' } }],
  ['an unknown attribute in a merge patch', 400, { method: 'PATCH', body: { colour: null } }],
  ['null for a required attribute in a merge patch', 400, { method: 'PATCH', body: { tenant_id: null } }],
  ['a merge patch that is no object', 400, { method: 'PATCH', body: [1] }],
  ['a reference to nothing', 400, { path: `${base}/ports`, body: { tenant_id, switch_id: tenant_id } }],
  ['a parameter on a creation', 400, { path: `${base}/samples?limit=1`, body: { tenant_id } }],
  ['an absurd limit', 400, { method: 'GET', path: `${base}/samples?limit=999999999999999999999` }],
  ['a negative limit', 400, { method: 'GET', path: `${base}/samples?limit=-5` }],
  ['a limit of zero', 400, { method: 'GET', path: `${base}/samples?limit=0` }],
  ['a limit that is no number', 400, { method: 'GET', path: `${base}/samples?limit=NaN` }],
  ['a marker of a million characters', 431, { method: 'GET', path: `${base}/samples?marker=${'x'.repeat(10_000)}` }],
  ['a broken percent-encoding in the query', 400, { method: 'GET', path: `${base}/samples?name=%` }],
  ['a broken percent-encoding in the path', 400, { method: 'GET', path: `${base}/samples/%E0%A4%A` }],
  ['a path out of the tree', 404, { method: 'GET', path: '/proton/%2e%2e%2f%2e%2e%2fetc%2fpasswd' }],
  ['SQL as an id', 400, { method: 'GET', path: `${base}/samples/${encodeURIComponent("' OR 1=1 --")}` }],
  ['SQL as a sort', 400, { method: 'GET', path: `${base}/samples?sort=${encodeURIComponent('name; DROP TABLE x')}` }],
  ['SQL as fields', 400, { method: 'GET', path: `${base}/samples?fields=${encodeURIComponent('id FROM x --')}` }],
]

for (const [what, status, { method = 'POST', path: target, ...ask }] of bad) {
  test(`${what} is ${status === 431 ? 'refused' : status}, and changes nothing`, async () => {
    const head = served.store.journal.head()
    const url = target ?? (method === 'PATCH' ? path : `${base}/samples`)
    const got = await served.ask(method, url, ask)
    assert.ok(status === 431 ? [414, 431].includes(got.status) : got.status === status, got.text)
    assertProblem(got)
    assert.equal(served.store.journal.head(), head)
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  })
}

test('SQL and every odd character in texts is data: it comes back as it was sent', async () => {
  const texts = ["'; DROP TABLE lab_sample; --", '" OR ""="', '%_\\', '😀\u2028\u200f', '\t\r\n', '{{7*7}}', '\u007f']
  for (const text of texts) {
    const made = await served.ask('POST', `${base}/samples`, { body: { tenant_id, text } })
    assert.equal(made.status, 201, made.text)
    assert.equal((await served.ask('GET', made.headers.get('location') ?? '')).body.text, text)
    const found = await served.ask('GET', `${base}/samples?text=${encodeURIComponent(text)}`)
    assert.deepEqual(
      found.body.samples.map((each: { id: string }) => each.id),
      [made.body.id],
    )
  }
})

test('every fault of a body is named at once', async () => {
  const body = { tenant_id: 'x', whole: 'x', flag: 1, colour: 2, words: [1], place: { row: 'x' }, labels: { a: 1 } }
  const got = await served.ask('POST', `${base}/samples`, { body })
  assert.deepEqual(
    new Set(got.body.errors.map((each: { pointer: string }) => each.pointer)),
    new Set(['/tenant_id', '/whole', '/flag', '/colour', '/words/0', '/place/row', '/place/room', '/labels/a']),
  )
})

/** Kinds, well-formed and absurd values, and ways to put them into a request. */
const plurals = ['switches', 'ports', 'addresses', 'routes', 'samples', 'vaults', 'quiets', 'closeds']
const l3vpn = ['ports', 'interfaces', 'vpns', 'vpnbindings', 'vpnafconfigs', 'bgppeerings', 'dataplanetunnels']
const collections = [
  ...plurals.map(plural => `${base}/${plural}`),
  ...l3vpn.map(plural => `/proton/net-l3vpn/v1.0/${plural}`),
]
const names = [
  ...['id', 'tenant_id', 'name', 'switch_id', 'port_id', 'ip', 'vrf', 'prefix', 'whole', 'anything', 'labels', 'words'],
  ...[
    'place',
    'moment',
    'net',
    'mac',
    'mac_address',
    'segmentation_id',
    'created_at',
    'margin',
    'password',
    'vrf_rt_value',
  ],
  ...['__proto__', 'constructor', 'toString', ''],
]
const values = hostileValues(tenant_id, projects.bob, 'fa:16:3e:00:00:01', 'one')
const objects = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), values, { maxKeys: 6 })
const bodies = fc.oneof(
  objects,
  objects.map(given => ({ tenant_id, ...given })),
  fc.array(objects, { maxLength: 3 }).map(all => ({ samples: all })),
  anyJson,
)
const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
const segment = fc.oneof(
  fc.constantFrom(tenant_id, 'x', '7,10.0.0.0%2F8', ',', '%00', '..', 'bind', 'enable', ''),
  fc.webSegment(),
)
const query = hostileQueries(
  fc.oneof(
    fc.constantFrom('limit', 'marker', 'sort', 'fields', 'page_reverse', 'at', 'dry_run'),
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom('', '.in', '.not', '.null', '.prefix', '.from', '.to', '.has'))
      .map(all => all.join('')),
    fc.string(),
  ),
  fc.oneof(
    fc.constantFrom('1', 'true', tenant_id, 'name,-id', '2026-01-31T12:00:00Z', '%', '%ff', '9'.repeat(30), ','),
    fc.string(),
  ),
)
const paths = fc
  .tuple(
    fc.constantFrom(...collections, '/proton/lab', '/v1/changes', '/nothing'),
    fc.array(segment, { maxLength: 4 }),
    query,
  )
  .map(([collection, segments, parameters]) => [collection, ...segments].join('/') + parameters)

const assertSound = (method: string, target: string, ask: Ask) => assertHeld(served, assertProblem, method, target, ask)

test('any method, URL, query and body is answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(methods, paths, bodies, anyone, (method, target, body, as) =>
      assertSound(method, target, { as, body }),
    ),
    { numRuns: 200 },
  )
})

test('any body to any collection is answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...collections), bodies, anyone, (target, body, as) =>
      assertSound('POST', target, { as, body }),
    ),
    { numRuns: 200 },
  )
})

test('any list parameters are answered 200 or 400', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...collections), query, anyone, (target, parameters, as) =>
      assertSound('GET', target + parameters, { as }),
    ),
    { numRuns: 200 },
  )
})

test('any merge patch and replacement of an object is answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('PUT', 'PATCH'), objects, (method, body) => assertSound(method, path, { body })),
    { numRuns: 150 },
  )
})

test('any operations are answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  const member = fc.oneof(
    fc.constantFrom(
      'create',
      'update',
      'delete',
      'action',
      'lab',
      'Switch',
      'Sample',
      'Port',
      'a.id',
      tenant_id,
      'enable',
      'a',
    ),
    objects,
    fc.record({ $from: fc.oneof(fc.constantFrom('a.id', 'a.name', 'a', 'b.id', ''), fc.string()) }),
    fc.jsonValue() as fc.Arbitrary<unknown>,
  )
  const keys = fc.constantFrom('op', 'service', 'kind', 'id', 'as', 'body', 'action', 'if_revision', 'more')
  const wild = fc.dictionary(keys, member)
  const tame = fc
    .tuple(fc.constantFrom('create', 'update', 'delete', 'action'), fc.constantFrom('Switch', 'Sample', 'Port'), wild)
    .map(([op, kind, more]) => ({ ...more, op, service: 'lab', kind }))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(wild, tame), { maxLength: 4 }), operations =>
      assertSound('POST', '/v1/changes', { body: { operations } }),
    ),
    { numRuns: 150 },
  )
})

const typeOf = (kind: Kind, name: string): Type => attributeOf(kind, name)?.type ?? { name: 'string' }

/** A body that is right for the model but for what `wild` puts into some of its attributes. */
const bodyOf = (kind: Kind): fc.Arbitrary<Record<string, unknown>> => {
  const attributes = kind.attributes.filter(attribute => !attribute.readOnly && attribute.computed === undefined)
  const right = Object.fromEntries(attributes.map(({ name, type }) => [name, example(type)]))
  // Of some kinds nothing can be given.
  const named = attributes.map(({ name }) => fc.constant(name))
  const wild = fc.dictionary(fc.oneof(fc.string(), ...named), values, { maxKeys: 3 })
  return fc.tuple(wild, fc.subarray(attributes.map(({ name }) => name))).map(([odd, left]) => ({
    ...Object.fromEntries(left.map(name => [name, right[name]])),
    ...(kind.owner === undefined ? {} : { [kind.owner]: tenant_id }),
    ...odd,
  }))
}

const parametersOf = (kind: Kind): fc.Arbitrary<string> => {
  const attribute = fc.constantFrom(...kind.attributes)
  const operator = fc.constantFrom('', '.in', '.not', '.null', '.prefix', '.from', '.to', '.has')
  const value = fc.oneof(fc.constant(undefined), fc.string(), fc.constantFrom('true', '1', 'null', '9'.repeat(20)))
  return fc.array(fc.tuple(attribute, operator, value), { minLength: 1, maxLength: 3 }).map(all =>
    all
      .map(([{ name, type }, suffix, text]) => {
        const right = example(type)
        const given = text ?? (typeof right === 'object' ? JSON.stringify(right) : String(right))
        return `${name}${suffix}=${encodeURIComponent(given.toWellFormed())}`
      })
      .join('&'),
  )
}

const loaded = await loadModels([labModels, shippedModels])

for (const service of loaded.services) {
  for (const kind of service.kinds) {
    test(`input made from the model of ${service.name}/${kind.name} is answered 2xx or 4xx, and a 4xx changes nothing`, async () => {
      const collection = `/proton/${service.name}/v${service.version}/${kind.plural}`
      const id = segmentOf(
        kind,
        idOf(kind, Object.fromEntries(kind.key.map(name => [name, example(typeOf(kind, name))]))),
      )
      const write = fc.tuple(fc.constantFrom('POST', 'POST', 'PUT', 'PATCH'), bodyOf(kind), anyone)
      await fc.assert(
        fc.asyncProperty(write, parametersOf(kind), async ([method, body, as], parameters) => {
          await assertSound(method, method === 'POST' ? collection : `${collection}/${id}`, { as, body })
          await assertSound('GET', `${collection}?${parameters}`, { as })
        }),
        { numRuns: 40 },
      )
    })
  }
}

test('any bytes as a body are answered 400', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), bytes =>
      assertSound('POST', `${base}/samples`, { bytes: new Uint8Array(bytes) }),
    ),
    { numRuns: 100 },
  )
})
