/** Bad input to the dialect gets a clear 4xx in its own manners, and changes nothing. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { anyJson, anyone, assertSound as assertHeld, hostileQueries, hostileValues } from '../testdata/hostile.ts'
import { type Ask, type Got, projects, type Served } from '../testdata/serve.ts'
import { serveCloudlab } from './testdata/cloudlab.ts'

let served: Served
let hub: string
const absent = '00000000-0000-4000-8000-000000000000'

before(async () => {
  served = await serveCloudlab({ bodyBytes: 20_000 })
  const made = await served.ask('POST', '/v2.0/hubs', { as: 'alice', body: { hub: { name: 'target' } } })
  hub = made.body.hub.id
})
after(() => served.close())

/** The error is whole, and nothing of the server's inside is told. */
function assertError({ status, body, text }: Got) {
  assert.deepEqual(Object.keys(body), ['NeutronError'], text)
  for (const member of ['type', 'message', 'code', 'cause', 'next'])
    assert.ok(typeof body.NeutronError[member] === 'string' && body.NeutronError[member] !== '', `${member} of ${text}`)
  assert.ok(status >= 400 && status < 500)
  assert.doesNotMatch(text, /node_modules|\.ts:\d|sqlite|at async/i)
}

const assertSound = (method: string, path: string, ask: Ask) => assertHeld(served, assertError, method, path, ask)

const bad: readonly [what: string, status: number, ask: Ask & { readonly path?: string; readonly method?: string }][] =
  [
    ['a body of more bytes than the limit', 413, { body: { hub: { name: 'x'.repeat(30_000) } } }],
    ['no JSON', 400, { bytes: 'x' }],
    ['100 levels of nesting', 400, { bytes: `{"hub":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}` }],
    ['"__proto__"', 400, { bytes: '{"hub":{"__proto__":{"isAdmin":true}}}' }],
    ['"constructor" as an attribute', 400, { body: { hub: { constructor: 'x' } } }],
    ['"toString" as an attribute', 400, { body: { hub: { toString: 'x' } } }],
    ['"toString" as a filter', 400, { method: 'GET', path: '/hubs?toString=x' }],
    ['"constructor" as a sort key', 400, { method: 'GET', path: '/hubs?sort_key=constructor&sort_dir=asc' }],
    ['"__proto__" as a collection', 404, { method: 'GET', path: '/__proto__' }],
    ['invalid UTF-8', 400, { bytes: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }],
    ['a NUL character', 400, { bytes: '{"hub":{"name":"a\\u0000b"}}' }],
    ['half a surrogate pair', 400, { bytes: '{"hub":{"name":"\\ud800"}}' }],
    ['more objects than one transaction takes', 400, { body: { hubs: Array.from({ length: 1001 }, () => ({})) } }],
    ['a method that nothing has', 405, { method: 'PATCH', path: '/hubs', body: {} }],
    ['a huge limit', 400, { method: 'GET', path: `/hubs?limit=${'9'.repeat(30)}` }],
    [
      'SQL as a sort key',
      400,
      { method: 'GET', path: `/hubs?sort_key=${encodeURIComponent('name; DROP')}&sort_dir=asc` },
    ],
  ]

for (const [what, status, { method = 'POST', path = '/hubs', ...ask }] of bad)
  test(`${what} is ${status}, and changes nothing`, async () => {
    const head = served.store.journal.head()
    const got = await served.ask(method, `/v2.0${path}`, { as: 'alice', ...ask })
    assert.equal(got.status, status, got.text)
    assertError(got)
    assert.equal(served.store.journal.head(), head)
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  })

const names = [
  ...['id', 'name', 'tenant_id', 'project_id', 'enabled', 'weight', 'colour', 'cidr', 'secret:place', 'shared', 'tags'],
  ...[
    'hub_id',
    'mac',
    'fixed_ips',
    'routes',
    'friends',
    'profile',
    'gateway',
    'kbps',
    'host',
    '__proto__',
    'toString',
    '',
  ],
]
const values = hostileValues(absent, projects.alice, '10.0.0.0/8', 'red', [], {})
const objects = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), values, { maxKeys: 5 })
const nouns = fc.constantFrom('hub', 'spoke', 'binding', 'policy', 'limit_rule', 'plain', 'alone')
const plurals = fc.constantFrom('hubs', 'spokes', 'tags')
const bodies = fc.oneof(
  fc.tuple(nouns, objects).map(([noun, object]) => ({ [noun]: object })),
  fc.tuple(plurals, fc.array(objects, { maxLength: 3 })).map(([plural, all]) => ({ [plural]: all })),
  objects,
  anyJson,
)
const segments = fc.oneof(
  fc.constantFrom('hubs', 'spoke-list', 'bindings', 'qos', 'policies', 'limit_rules', 'plains', 'agents', 'alones'),
  fc.constantFrom('tags', 'paint', 'count', 'extensions', absent, 'x', 'h,1', '%00', ''),
  // A client resolves dots before it asks.
  fc.webSegment().filter(segment => !/^(\.|%2e)+$/i.test(segment)),
)
const queries = hostileQueries(
  fc.oneof(
    fc.constantFrom(
      'limit',
      'marker',
      'sort_key',
      'sort_dir',
      'fields',
      'page_reverse',
      'tags',
      'not-tags-any',
      'changed_since',
    ),
    fc.constantFrom(...names),
  ),
  fc.oneof(
    fc.constantFrom('1', 'True', absent, 'name', 'asc', 'ip=10.0.0.1', 'ip_substr=%', '=', '%', 'a,b'),
    fc.string(),
  ),
)
const paths = fc
  .tuple(fc.array(segments, { maxLength: 4 }), queries)
  .map(([all, query]) => `/v2.0/${all.join('/')}${query}`)
const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE')

test('any method, URL, query and body is answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(methods, paths, bodies, anyone, (method, path, body, as) =>
      assertSound(method, path, { as, body }),
    ),
    { numRuns: 300 },
  )
})

test('any body to any collection is answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  const collections = fc.constantFrom('/v2.0/hubs', '/v2.0/spoke-list', '/v2.0/qos/policies', '/v2.0/plains')
  await fc.assert(
    fc.asyncProperty(collections, bodies, anyone, (path, body, as) => assertSound('POST', path, { as, body })),
    { numRuns: 300 },
  )
})

test('any change of an object and of its tags is answered 2xx or 4xx, and a 4xx changes nothing', async () => {
  const places = fc.constantFrom('', '/tags', '/tags/x', '/paint')
  await fc.assert(
    fc.asyncProperty(places, bodies, (place, body) =>
      assertSound('PUT', `/v2.0/hubs/${hub}${place}`, { as: 'alice', body }),
    ),
    { numRuns: 300 },
  )
})

test('any list parameters are answered 200 or 4xx', async () => {
  const collections = fc.constantFrom('/v2.0/hubs', '/v2.0/spoke-list', '/v2.0/agents')
  await fc.assert(
    fc.asyncProperty(collections, queries, anyone, (path, query, as) => assertSound('GET', path + query, { as })),
    { numRuns: 300 },
  )
})
