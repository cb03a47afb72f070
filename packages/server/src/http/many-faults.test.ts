/** A request with very many faults is refused as one with a few is: what it costs is bounded, and so is the answer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Ask, labModels, projects, type Served, serve } from '../testdata/serve.ts'

let served: Served

before(async () => {
  served = await serve({ models: [labModels] })
})
after(() => served.close())

const base = '/proton/lab/v2.1'
const tenant_id = projects.alice
const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join()
const unknownMembers = (count: number) => repeat(count, index => `"a${index}":1`)
const operation = `"op":"create","service":"lab","kind":"Switch"`
const operations = (all: string) => ({ bytes: `{"operations":[${all}]}` })

const floods: readonly [what: string, method: string, path: string, ask: Ask][] = [
  [
    'numbers that are infinite',
    'POST',
    `${base}/samples`,
    { bytes: `{"anything":[${repeat(400_000, () => '1e999')}]}` },
  ],
  ['texts with NUL', 'POST', `${base}/samples`, { bytes: `{"anything":[${repeat(300_000, () => '"\\u0000"')}]}` }],
  ['unknown members of a body', 'POST', `${base}/samples`, { bytes: `{${unknownMembers(250_000)}}` }],
  ['unknown members of changes', 'POST', '/v1/changes', { bytes: `{${unknownMembers(250_000)}}` }],
  ['unknown members of an operation', 'POST', '/v1/changes', operations(`{${operation},${unknownMembers(250_000)}}`)],
  [
    'references to no operation',
    'POST',
    '/v1/changes',
    operations(`{${operation},"body":[${repeat(200_000, () => '{"$from":"x.y"}')}]}`),
  ],
  ['operations that are none', 'POST', '/v1/changes', operations(repeat(1000, () => '7'))],
  [
    'operations with unknown attributes',
    'POST',
    '/v1/changes',
    operations(repeat(1000, () => `{${operation},"body":{${unknownMembers(200)}}}`)),
  ],
  [
    'unknown parameters',
    'GET',
    `${base}/samples?${repeat(2000, index => index.toString(36)).replaceAll(',', '&')}`,
    {},
  ],
  ['values of a parameter', 'GET', `${base}/samples?whole.in=${','.repeat(7000)}`, {}],
  ['names in a parameter', 'GET', `${base}/samples?fields=${repeat(1000, index => `x${index}`)}`, {}],
]

for (const [what, method, path, ask] of floods)
  test(`very many ${what} are refused with the first hundred faults`, async () => {
    const { status, body, text } = await served.ask(method, path, ask)
    assert.equal(status, 400, text.slice(0, 500))
    assert.equal(body.errors.length, 101)
    assert.equal(body.errors.at(-1).code, 'body.faults')
  })

test('very many references to nothing are refused with the first hundred faults', async () => {
  const ids = repeat(50_000, index => `"${String(index).padStart(8, '0')}-1111-4111-8111-111111111111"`)
  const { status, body, text } = await served.ask('POST', `${base}/racks`, {
    bytes: `{"tenant_id":"${tenant_id}","switches":[${ids}]}`,
  })
  assert.equal(status, 400, text.slice(0, 500))
  assert.equal(body.errors.length, 101)
  assert.equal(body.errors[0].code, 'reference.dangling')
})
