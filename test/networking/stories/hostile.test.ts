/** Requests that no client should make, to every kind of the service in both of its APIs: refused in its manners, and nothing changes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Kind, loadModels } from '@baryon/model'
import fc from 'fast-check'
import { type Cloud, type Got, type Person, startCloud } from '../cloud.ts'
import { prepare } from './prepare.ts'
import { faultsOf } from './sound.ts'
import { stateOf } from './state.ts'

const seed = Number(process.env['NETWORKING_FUZZ_SEED'] ?? Date.now() % 1_000_000)
const rounds = Number(process.env['NETWORKING_FUZZ'] ?? 700)

const { services } = await loadModels([new URL('../../../services', import.meta.url).pathname])
const kinds = services.find(({ name }) => name === 'networking')?.kinds ?? []
const generic = '//proton/networking/v2.0'

let cloud: Cloud
/** Ids of what is there, by kind. */
const ids = new Map<string, readonly string[]>()

before(async () => {
  cloud = await startCloud()
  await prepare(cloud)
  await cloud.admin.make('/qos/policies', { policy: { name: 'gold' } })
  await cloud.admin.make('/trunks', { trunk: { port_id: await onePort() } })
  const state = await stateOf(cloud.store)
  for (const { name } of kinds)
    ids.set(
      name,
      state.all(name).map(row => String(row['id'])),
    )
})
after(() => cloud.stop())

async function onePort(): Promise<string> {
  const [port] = (await cloud.admin.get('/ports?device_owner=compute:nova')).body.ports
  return port.id
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: [nested(depth - 1)] })

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    '',
    ' ',
    [],
    {},
    [[]],
    [null],
    [{}],
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(256),
    'x'.repeat(70_000),
    '\u0000',
    '\ud83d\ude00'.repeat(64),
    '../..',
    "'; drop table",
    '%',
  ),
  fc.constantFrom<unknown>(
    '10.0.0.1',
    '10.0.0.0/33',
    '::',
    '::/0',
    '0.0.0.0/0',
    '1e400',
    '-0',
    'NaN',
    'null',
    '*',
    '٣',
    '4:3',
    '65536',
  ),
  fc.constantFrom(
    nested(5),
    nested(40),
    { __proto__: null, toString: 1 },
    [{ subnet_id: 7 }],
    [{ start: '10.0.0.9' }],
    { a: { $: 1 } },
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>,
)

/** Members with the names of the kind, mostly. */
const members = (kind: Kind) => {
  const names = [...kind.attributes.map(({ name }) => name), 'tenant_id', 'force', '__proto__', 'constructor', '', 'ä']
  return fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string()), odd, { maxKeys: 5 })
}

const bodies = (kind: Kind): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 5, arbitrary: members(kind).map(object => ({ [kind.noun]: object })) },
    { weight: 1, arbitrary: fc.array(members(kind), { maxLength: 3 }).map(all => ({ [kind.plural]: all })) },
    { weight: 1, arbitrary: odd.map(value => ({ [kind.noun]: value })) },
    { weight: 1, arbitrary: odd.map(value => ({ [kind.plural]: value })) },
    { weight: 1, arbitrary: members(kind) },
    { weight: 1, arbitrary: fc.tuple(members(kind), odd).map(([object, more]) => ({ [kind.noun]: object, more })) },
    {
      weight: 1,
      arbitrary: fc.constant({ [kind.noun]: Object.fromEntries(kind.attributes.map(({ name }) => [name, null])) }),
    },
    { weight: 1, arbitrary: odd },
  )

const words = [
  'limit',
  'marker',
  'page_reverse',
  'sort_key',
  'sort_dir',
  'fields',
  'tags',
  'not-tags-any',
  'shared',
  'tenant_id',
]

const queries = (kind: Kind): fc.Arbitrary<string> => {
  const name = fc.oneof(fc.constantFrom(...kind.attributes.map(one => one.name), ...words), fc.string({ maxLength: 5 }))
  const value = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '-1',
      'True',
      'asc',
      'id',
      'name',
      'ip_address=10.0.0.1',
      'ip_address_substr=%',
      'subnet_id=',
      '=',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
    odd.map(value => JSON.stringify(value)),
  )
  return fc.array(fc.tuple(name, value), { maxLength: 3 }).map(all => {
    const parts = all.map(([left, right]) =>
      [left, right.slice(0, 300)].map(one => encodeURIComponent(one.toWellFormed())).join('='),
    )
    return parts.length === 0 ? '' : `?${parts.join('&')}`
  })
}

interface Ask {
  readonly kind: Kind
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly body: unknown
  readonly query: string
  readonly tail: string
  readonly pick: number
  readonly type: string
  readonly isAdmin: boolean
}

const segments = [
  '',
  '/x',
  '/%00',
  '/..%2f..',
  `/${'9'.repeat(300)}`,
  '/tags',
  '/tags/a%20b',
  '/add_router_interface',
  '/activate',
  '/é',
]

const asks: fc.Arbitrary<Ask> = fc.constantFrom(...kinds).chain(kind =>
  fc.record({
    kind: fc.constant(kind),
    method: fc.constantFrom('get', 'post', 'post', 'put', 'put', 'patch', 'delete'),
    body: bodies(kind),
    query: queries(kind),
    tail: fc.constantFrom('', '', '', '', ...segments, ...kind.actions.map(({ name }) => `/${name}`)),
    pick: fc.nat(),
    type: fc.constantFrom(
      'application/json',
      'application/json',
      'application/json',
      'text/plain',
      'application/xml',
      'x',
      '',
    ),
    isAdmin: fc.boolean(),
  }),
)

/** The URL of the collection, or of one of its objects, which is mostly there. */
function pathOf({ kind, method, pick, tail }: Ask, path: (kind: Kind) => string): string {
  const above = kinds.find(({ name }) => name === kind.parent?.kind)
  const one = (of: Kind) => {
    const known = ids.get(of.name) ?? []
    return known[pick % (known.length || 1)] ?? '00000000-0000-4000-8000-000000000000'
  }
  const start = above === undefined ? path(kind) : `${path(above)}/${one(above)}${path(kind)}`
  return `${method === 'post' && tail === '' ? start : `${start}/${one(kind)}`}${tail}`
}

/** Whether it could take away what the other requests are about. */
const isDestructive = ({ method }: Ask) => method === 'delete'

async function send(ask: Ask, path: (kind: Kind) => string): Promise<Got> {
  const { method, body, query, type, isAdmin } = ask
  const who: Person = isAdmin ? cloud.admin : cloud.as('demo')
  const target = pathOf(ask, path)
  if (method === 'get') return who.get(target + query)
  if (method === 'delete')
    return who.delete(target, { bytes: JSON.stringify(body) ?? '', headers: { 'content-type': type } })
  return who[method](target + (query.length > 30 ? query : ''), undefined, {
    bytes: JSON.stringify(body) ?? '',
    headers: { 'content-type': type },
  })
}

const told = ({ method, query, body, type }: Ask, target: string) =>
  `${method} ${target}${query} (${type}) ${(JSON.stringify(body) ?? '').slice(0, 500)}`

async function sound(ask: Ask, path: (kind: Kind) => string, faults: (got: Got) => readonly string[]) {
  const head = cloud.store.journal.head()
  const got = await send(ask, path)
  assert.deepEqual(faults(got), [], told(ask, pathOf(ask, path)))
  if (got.status >= 400) assert.equal(cloud.store.journal.head(), head, told(ask, pathOf(ask, path)))
  return got.status
}

/** One that is not hostile, first of all: that something is answered well does not depend on the seed. */
const plain: readonly Ask[] = kinds
  .filter(({ name }) => name === 'Network')
  .map(kind => ({ kind, method: 'get', body: {}, query: '', tail: '', pick: 0, type: '', isAdmin: true }))

const settings: fc.Parameters<[Ask]> = {
  seed,
  numRuns: rounds,
  endOnFailure: process.env['NETWORKING_SHRINK'] === undefined,
  examples: plain.map(ask => [ask]),
}

test('hostile requests to any kind are refused in the manners of OpenStack, and change nothing', async context => {
  context.diagnostic(`NETWORKING_FUZZ_SEED=${seed}`)
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(asks, async ask => {
      if (isDestructive(ask) && ask.tail === '') return
      statuses.add(await sound(ask, kind => `/${kind.path ?? kind.plural}`, faultsOf))
    }),
    settings,
  )
  for (const status of [200, 400, 404]) assert.ok(statuses.has(status), `nothing was answered ${status}`)
})

/** A problem of Baryon's own API that says what it has to. */
function problemsOf({ status, body, text }: Got): readonly string[] {
  if (status >= 500) return [`answered ${status} ${text}`]
  if (status < 400) return []
  const [fault] = body?.errors ?? []
  return ['code', 'message', 'cause', 'next'].filter(member => typeof fault?.[member] !== 'string')
}

test('hostile requests to the same kinds in the generic API are refused in its own, and change nothing', async context => {
  context.diagnostic(`NETWORKING_FUZZ_SEED=${seed}`)
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(asks, async ask => {
      if (isDestructive(ask) && ask.tail === '') return
      const [inner] = Object.values((ask.body ?? {}) as object)
      const unwrapped = { ...ask, body: inner }
      statuses.add(
        await sound(
          unwrapped,
          kind => (kind.parent === undefined ? `${generic}/${kind.plural}` : `/${kind.plural}`),
          problemsOf,
        ),
      )
    }),
    settings,
  )
  for (const status of [200, 400, 404]) assert.ok(statuses.has(status), `nothing was answered ${status}`)
})
