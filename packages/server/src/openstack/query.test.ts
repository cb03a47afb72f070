/** Filters, order and pages of the dialect. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Ask, projects, type Served } from '../testdata/serve.ts'
import { serveCloudlab } from './testdata/cloudlab.ts'

let served: Served
const id: Record<string, string> = {}

async function make(path: string, noun: string, values: Readonly<Record<string, unknown>>, as: Ask['as'] = 'alice') {
  const made = await served.ask('POST', `/v2.0${path}`, { as, body: { [noun]: values } })
  assert.equal(made.status, 201, made.text)
  id[String(values['name'])] = made.body[noun].id
}

before(async () => {
  served = await serveCloudlab()
  await make('/hubs', 'hub', { name: 'a', weight: 3, enabled: false, tags: ['red', 'blue'] })
  await make('/hubs', 'hub', { name: 'b', weight: 1, tags: ['red'] })
  await make('/hubs', 'hub', { name: 'c', weight: 2, description: 'x y', colour: 'blue' })
  await make('/hubs', 'hub', { name: 'bobs', weight: 1 }, 'bob')
  await make(
    '/hubs',
    'hub',
    { name: 'd', weight: 1, 'secret:place': 'attic', shared: true, tenant_id: projects.alice },
    'admin',
  )
  const addresses = (...all: readonly (readonly [string, string])[]) => all.map(([net, ip]) => ({ net, ip }))
  await make('/spoke-list', 'spoke', {
    name: 's',
    hub_id: id['a'],
    fixed_ips: addresses(['n', '10.0.0.1'], ['m', '10.0.0.2']),
    friends: [id['a'], id['b']],
  })
  await make('/spoke-list', 'spoke', {
    name: 't',
    hub_id: id['a'],
    fixed_ips: addresses(['n', '10.0.0.2']),
    friends: [id['b']],
  })
})
after(() => served.close())

async function names(path: string, as: Ask['as'] = 'alice'): Promise<readonly string[]> {
  const { status, text, body } = await served.ask('GET', `/v2.0${path}`, { as })
  assert.equal(status, 200, text)
  const [list] = Object.values(body) as (readonly { name: string }[])[]
  return (list ?? []).map(object => object.name)
}

const found: readonly (readonly [what: string, query: string, names: string])[] = [
  ['nothing', '', 'abcd'],
  ['a value', 'name=a', 'a'],
  ['either of two values', 'name=a&name=b', 'ab'],
  ['two attributes', 'weight=1&enabled=True', 'bd'],
  ['a boolean by its number', 'enabled=0', 'a'],
  ['a value with a space', 'description=x+y', 'c'],
  ['an empty text', 'description=', 'abd'],
  ['a value of an enum', 'colour=blue', 'c'],
  ['a value that the enum has not', 'colour=green', ''],
  ['the project by its old name', `tenant_id=${projects.alice}`, 'abcd'],
  ["another's project", `project_id=${projects.bob}`, ''],
  ['an id that is none', 'id=nope', ''],
  ['a filter of the behaviour', 'shared=True', 'd'],
  ['an attribute that one may not read', 'secret:place=attic', ''],
  ['both tags', 'tags=red,blue', 'a'],
  ['both tags, one by one', 'tags=red&tags=blue', 'a'],
  ['either tag', 'tags-any=red,blue', 'ab'],
  ['not both tags', 'not-tags=red,blue', 'bcd'],
  ['none of the tags', 'not-tags-any=red,blue', 'cd'],
  ['changes since then', 'changed_since=2020-01-01T00:00:00', 'abcd'],
  ['no changes since then', 'changed_since=2900-01-01T00:00:00Z', ''],
]

for (const [what, query, expected] of found)
  test(`a list by ${what} has what fits`, async () => {
    assert.deepEqual((await names(`/hubs?${query}`)).toSorted(), [...expected])
  })

test('a time finds what is shown with it', async () => {
  const { body } = await served.ask('GET', `/v2.0/hubs/${id['a']}`, { as: 'alice' })
  assert.ok((await names(`/hubs?created_at=${body.hub.created_at}`)).includes('a'))
})

test('administrators filter by what they alone may read, and see all projects', async () => {
  assert.deepEqual(await names('/hubs?secret:place=attic', 'admin'), ['d'])
  assert.equal((await names('/hubs', 'admin')).length, 5)
})

const spokes: readonly (readonly [query: string, names: string])[] = [
  ['fixed_ips=ip=10.0.0.2', 'st'],
  ['fixed_ips=ip=10.0.0.1', 's'],
  ['fixed_ips=net=n&fixed_ips=ip=10.0.0.2', 't'],
  ['fixed_ips=ip=10.0.0.1&fixed_ips=ip=10.0.0.2', 'st'],
  ['fixed_ips=ip_substr=0.0.1', 's'],
  ['fixed_ips=ip_substr=10.', 'st'],
  ['fixed_ips=unknown=x', 'st'],
  ['friends=<a>', 's'],
  ['friends=<b>', 'st'],
  ['friends=<c>', ''],
  ['friends=<a>&friends=<b>', 'st'],
  ['hub_id=<a>&fixed_ips=ip=10.0.0.1', 's'],
]

for (const [query, expected] of spokes)
  test(`elements are found: ${query}`, async () => {
    const text = query.replaceAll(/<(\w)>/g, (_, name: string) => id[name] ?? '')
    assert.deepEqual((await names(`/spoke-list?${text}`)).toSorted(), [...expected])
  })

test('lists are sorted by several keys, each in its direction', async () => {
  const query = 'sort_key=weight&sort_dir=asc&sort_key=name&sort_dir=desc'
  assert.deepEqual(await names(`/hubs?${query}`), ['d', 'b', 'c', 'a'])
  assert.deepEqual(await names('/hubs?sort_key=tenant_id&sort_dir=asc&sort_key=name&sort_dir=asc'), [...'abcd'])
})

test('fields are those that are asked for; unknown ones mean nothing', async () => {
  const { body } = await served.ask('GET', '/v2.0/hubs?name=a&fields=name&fields=tenant_id&fields=bogus', {
    as: 'alice',
  })
  assert.deepEqual(body.hubs, [{ tenant_id: projects.alice, name: 'a' }])
  assert.deepEqual((await served.ask('GET', '/v2.0/hubs?name=a&fields=bogus', { as: 'alice' })).body.hubs, [{}])
  const one = await served.ask('GET', `/v2.0/hubs/${id['a']}?fields=name`, { as: 'alice' })
  assert.deepEqual(one.body, { hub: { name: 'a' } })
})

test('pages follow each other by their links, in both directions', async () => {
  const first = '/v2.0/hubs?limit=3&sort_key=name&sort_dir=asc&fields=name'
  const page = async (url: string) => (await served.ask('GET', url.replace(served.url, ''), { as: 'alice' })).body
  const href = (body: { hubs_links?: { rel: string; href: string }[] }, rel: string) =>
    body.hubs_links?.find(link => link.rel === rel)?.href ?? ''
  const one = await page(first)
  assert.deepEqual(one.hubs, [{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  assert.equal(href(one, 'next'), `${served.url}${first}&marker=${id['c']}`)
  assert.equal(href(one, 'previous'), `${served.url}${first}&marker=${id['a']}&page_reverse=True`)
  const two = await page(href(one, 'next'))
  assert.deepEqual(two.hubs, [{ name: 'd' }])
  assert.equal(href(two, 'next'), '')
  const back = await page(href(two, 'previous'))
  assert.deepEqual(back.hubs, [{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  const before = await page(href(back, 'previous'))
  assert.deepEqual(before.hubs, [])
  assert.equal(href(before, 'previous'), '')
})

test('limit=0 is no limit', async () => {
  const { body } = await served.ask('GET', '/v2.0/hubs?limit=0', { as: 'alice' })
  assert.deepEqual([body.hubs.length, Object.keys(body)], [4, ['hubs']])
})
