/** What OpenStack Networking answers to bad input: status, class and message of a real one, to the letter. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Cloud, Got } from './cloud.ts'
import { bodies } from './errors/bodies.ts'
import type { More, Request } from './errors/case.ts'
import { conflicts } from './errors/conflicts.ts'
import { others } from './errors/others.ts'
import { routers, rules } from './errors/routing.ts'
import { filled, startSite } from './errors/site.ts'
import { policies, queries, urls } from './errors/urls.ts'

let cloud: Cloud
before(async () => {
  cloud = await startSite()
})
after(() => cloud.stop())

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const

function send([method, path, body]: Request, { as = 'demo', headers = {}, bytes }: More): Promise<Got> {
  const person = as === 'admin' ? cloud.admin : cloud.as(as)
  const sending = { headers, ...(bytes === undefined ? {} : { bytes }) }
  if (method === 'GET' || method === 'DELETE') return person[verbs[method]](filled(path), sending)
  return person[verbs[method]](filled(path), body === undefined ? undefined : filled(body), sending)
}

for (const [what, request, status, type, message, more = {}] of [
  ...bodies,
  ...urls,
  ...policies,
  ...conflicts,
  ...rules,
  ...routers,
  ...queries,
  ...others,
])
  test(`${what}: ${request[0]} ${request[1]} is ${status} ${type}`, async () => {
    const got = await send(request, more)
    assert.equal(got.status, status, got.text)
    const { NeutronError: error } = got.body
    assert.equal(error.type, type, got.text)
    if (typeof message === 'string') assert.equal(error.message, filled(message))
    else assert.match(error.message, new RegExp(filled(message.source)))
    assert.equal(error.detail, '')
    for (const name of ['code', 'cause', 'next']) assert.ok(error[name], name)
  })

test('without a token, or with one that nobody has, the answer is that of the middleware of Keystone', async () => {
  for (const stranger of [cloud.stranger(), cloud.stranger('nobodys')]) {
    const { status, body, headers } = await stranger.get('/networks')
    const { code, title, message } = body.error
    assert.deepEqual(
      [status, code, title, message],
      [401, 401, 'Unauthorized', 'The request you have made requires authentication.'],
    )
    assert.match(headers.get('www-authenticate') ?? '', /^Keystone/)
  }
})

test('a member is told of no agents', async () => {
  const { status, body } = await cloud.as('demo').get('/agents')
  assert.deepEqual([status, body], [200, { agents: [] }])
})

test('a suffix .json, a field that is not there and a long tag are no errors', async () => {
  const demo = cloud.as('demo')
  const page = await demo.get('/networks.json?limit=1&fields=bogus')
  assert.equal(page.status, 200)
  assert.deepEqual(page.body.networks, [{}])
  const [next] = page.body.networks_links
  assert.equal(next.rel, 'next')
  assert.match(next.href, /\/v2\.0\/networks\.json\?limit=1&fields=bogus&marker=[\da-f-]{36}$/)
  const tag = await demo.put(filled(`/networks/<net>/tags/${'t'.repeat(61)}`))
  assert.deepEqual([tag.status, tag.text], [201, 'null'])
})
