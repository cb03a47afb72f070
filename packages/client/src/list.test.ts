import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from './client.ts'
import type { Page } from './list.ts'
import { json, type Reply, scriptedServer } from './testdata/scripted-server.ts'
import { things } from './testdata/small-models.ts'

const server = await scriptedServer()
const kind = createClient({ url: server.url, models: [things], retries: 0 }).kind('lab', 'Thing')

/** Objects 1 to `count` in pages, with links to another host as a proxy would leave them. */
const pages =
  (count: number): Reply =>
  (response, { url }) => {
    const query = new URL(url, 'http://x').searchParams
    const from = Number(query.get('marker') ?? 0)
    const to = Math.min(count, from + Number(query.get('limit')))
    const ids = Array.from({ length: to - from }, (_, index) => ({ id: String(from + index + 1) }))
    const next = { rel: 'next', href: `http://elsewhere.example/proton/lab/v1.0/things?marker=${to}&limit=1` }
    const links = to < count ? { things_links: [next] } : {}
    json(
      200,
      { things: ids, ...links },
      { 'baryon-revision': '9' },
    )(response, { url, method: '', headers: {}, body: '' })
  }

test('a list follows its pages to the end, on the server it was asked of', async () => {
  server.script(pages(5))
  const all = await kind.list({ pageSize: 2, sort: ['-name'], filter: { name: ['a', 'b'] } }).all()
  assert.deepEqual(
    all.map(row => row['id']),
    ['1', '2', '3', '4', '5'],
  )
  assert.deepEqual(
    server.seen.map(request => request.url.split('?')[1]),
    ['', 'marker=2&', 'marker=4&'].map(marker => `name=a&name=b&sort=-name&${marker}limit=2`),
  )
})

test('a limit bounds the objects over all pages and says whether there are more', async () => {
  server.script(pages(5))
  const found: Page[] = []
  for await (const page of kind.list({ limit: 3, pageSize: 2 }).pages()) found.push(page)
  assert.deepEqual(
    found.map(page => [page.objects.length, page.more, page.revision]),
    [
      [2, true, 9],
      [1, true, 9],
    ],
  )
})

test('a list that is left early asks for no further page', async () => {
  server.script(pages(5))
  for await (const row of kind.list({ pageSize: 2 })) if (row['id'] === '2') break
  assert.equal(server.seen.length, 1)
})

test('the same list can be read again', async () => {
  server.script(pages(1))
  const list = kind.list()
  assert.deepEqual(await list.all(), await list.all())
  assert.equal(server.seen.length, 2)
})
