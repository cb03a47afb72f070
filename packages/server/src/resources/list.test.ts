/** Lists over HTTP: filters, order, pages, visibility, the past, and lists too large to hold. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import type { Store } from '@baryon/store'
import fc from 'fast-check'
import { projects, type Served, serve, type Who } from '../testdata/serve.ts'

let served: Served

const base = '/proton/lab/v2.1'
const tenant_id = projects.alice

const samples = [
  { name: 'a', text: 'apple', whole: 1, flag: true, words: ['x', 'y'], choice: 'one', mac: 'fa:16:3e:00:00:01' },
  { name: 'b', text: 'apricot', whole: 2, flag: false, words: ['y'], choice: 'two', mac: 'fa:16:3e:00:00:02' },
  { name: 'c', text: 'Apple', whole: 2, flag: null, words: [], choice: 'one', moment: '2026-01-02T00:00:00Z' },
  { name: 'd', text: '100%', whole: null, flag: true, moment: '2026-01-01T00:00:00Z' },
  { name: 'e', text: 'a_b', whole: -3, number: 1.5, net: '10.0.0.0/8' },
  { name: 'f', text: "Robert'); DROP TABLE lab_sample;--", whole: 9 },
]

before(async () => {
  served = await serve()
  const body = { samples: samples.map(each => ({ tenant_id, ...each })) }
  assert.equal((await served.ask('POST', `${base}/samples`, { body })).status, 201)
})
after(() => served.close())

const names = async (query: string, as: Who = 'admin') => {
  const { status, body, text } = await served.ask('GET', `${base}/samples?${query}`, { as })
  assert.equal(status, 200, text)
  return body.samples.map((each: { name: string }) => each.name).join('')
}

const found: readonly [string, string][] = [
  ['text=apple', 'a'],
  ['text=apple&text=Apple', 'ac'],
  ['text.in=apple,a_b', 'ae'],
  ['text.prefix=ap', 'ab'],
  ['text.prefix=a_', 'e'],
  ['text.prefix=100%25', 'd'],
  ['mac.prefix=FA:16', 'ab'],
  ['text.not=apple', 'bcdef'],
  ['whole.not=2', 'adef'],
  ['whole.not=2&whole.not=1', 'def'],
  ['whole=2&choice=one', 'c'],
  ['whole.from=1&whole.to=2', 'abc'],
  ['whole.to=0', 'e'],
  ['whole.null=true', 'd'],
  ['whole.null=false', 'abcef'],
  ['flag=true', 'ad'],
  ['words.has=y', 'ab'],
  ['words.has=y&words.has=x', 'a'],
  ['moment.from=2026-01-01T12:00:00Z', 'c'],
  ['number.from=1.4&number.to=1.6', 'e'],
  ['net=10.0.0.0/8', 'e'],
  [`text=${encodeURIComponent("Robert'); DROP TABLE lab_sample;--")}`, 'f'],
  [`text=${encodeURIComponent("' OR 1=1 --")}`, ''],
]

for (const [query, expected] of found) {
  test(`a list with ${query.slice(0, 40)} has "${expected}"`, async () => {
    assert.equal(await names(`${query}&sort=name`), expected)
  })
}

const ordered: readonly [string, string][] = [
  ['sort=name', 'abcdef'],
  ['sort=-name', 'fedcba'],
  ['sort=whole,-name', 'deacbf'],
  ['sort=-whole,name', 'fbcaed'],
  ['sort=text&text.prefix=a', 'eab'],
]

for (const [query, expected] of ordered) {
  test(`a list with ${query} is in the order "${expected}"`, async () => {
    assert.equal(await names(query), expected)
  })
}

interface Link {
  readonly rel: string
  readonly href: string
}

/** All pages in a direction, from the given URL on. */
async function walk(first: string, rel: 'next' | 'previous'): Promise<string[]> {
  const pages: string[] = []
  let url: string | undefined = first
  while (url !== undefined) {
    const { status, body, text } = await served.ask('GET', url)
    assert.equal(status, 200, text)
    pages.push(body.samples.map((each: { name: string }) => each.name).join(''))
    url = body.samples_links.find((link: Link) => link.rel === rel)?.href
    assert.ok(pages.length < 50)
  }
  return pages
}

const chunks = (text: string, size: number) => text.match(new RegExp(`.{1,${size}}`, 'g')) ?? ['']

for (const sort of ['name', '-name', 'whole,-name', '-whole,name']) {
  test(`pages of every size, forwards and backwards, are the whole list by ${sort}`, async () => {
    const whole = await names(`sort=${sort}`)
    for (let size = 1; size <= samples.length + 1; size++) {
      const url = `${base}/samples?sort=${sort}&limit=${size}`
      assert.deepEqual(await walk(url, 'next'), chunks(whole, size))
      const backwards = await walk(`${url}&page_reverse=true`, 'previous')
      assert.equal(backwards.toReversed().join(''), whole)
      assert.ok(backwards.slice(0, -1).every(page => page.length === size))
    }
  })
}

test('the link to the previous page leads to the page before, and keeps the other parameters', async () => {
  const first = await served.ask('GET', `${base}/samples?sort=name&limit=2&text.not=a%26b`)
  const link = (body: { samples_links: Link[] }, rel: string) =>
    body.samples_links.find(each => each.rel === rel)?.href ?? ''
  assert.equal(link(first.body, 'previous'), '')
  const second = await served.ask('GET', link(first.body, 'next'))
  assert.match(link(second.body, 'previous'), /text\.not=a%26b/)
  const again = await served.ask('GET', link(second.body, 'previous'))
  assert.deepEqual(again.body.samples, first.body.samples)
  const forth = await served.ask('GET', link(again.body, 'next'))
  assert.deepEqual(forth.body.samples, second.body.samples)
})

test('a marker that is no object, is malformed, or that the caller cannot see is 400', async () => {
  const [theirs] = (await served.ask('GET', `${base}/samples`)).body.samples
  for (const [marker, as] of [
    ['99999999-9999-4999-8999-999999999999', 'admin'],
    ['not-a-uuid', 'admin'],
    [theirs.id, 'bob'],
  ] as const) {
    const { status, body } = await served.ask('GET', `${base}/samples?limit=1&marker=${marker}`, { as })
    assert.deepEqual([status, body.code, body.errors[0].pointer], [400, 'marker.unknown', '?marker'])
  }
})

test('fields narrows every object of a list', async () => {
  const { text } = await served.ask('GET', `${base}/samples?fields=whole,name&name=a`)
  assert.equal(text, '{"samples":[{"name":"a","whole":1}]}')
})

test('?at answers a list as it was, and pages through it', async () => {
  const revision = served.store.journal.head()
  const made = await served.ask('POST', `${base}/samples`, { body: { tenant_id, name: 'z' } })
  assert.equal(await names(`at=${revision}&sort=name`), 'abcdef')
  assert.equal(await names('sort=name'), 'abcdefz')
  const [first, second] = await walk(`${base}/samples?at=${revision}&sort=name&limit=4`, 'next')
  assert.deepEqual([first, second], ['abcd', 'ef'])
  await served.ask('DELETE', made.headers.get('location') ?? '')
})

test('Baryon-Revision of a list is one that it includes', async () => {
  const { headers } = await served.ask('GET', `${base}/samples`)
  assert.equal(headers.get('baryon-revision'), String(served.store.journal.head()))
})

test('a list shows a caller its own where the policy for get says so, though list is for administrators', async () => {
  for (const [name, tenant] of [
    ['mine', projects.alice],
    ['theirs', projects.bob],
  ])
    await served.ask('POST', `${base}/quiets`, { body: { tenant_id: tenant, name } })
  const seen = async (as: Who) =>
    (await served.ask('GET', `${base}/quiets`, { as })).body.quiets.map((each: { name: string }) => each.name)
  assert.deepEqual(await seen('alice'), ['mine'])
  assert.deepEqual(await seen('bob'), ['theirs'])
  assert.equal((await seen('admin')).length, 2)
})

test('a list is 403 for whom neither list nor get can hold', async () => {
  const { status, body } = await served.ask('GET', `${base}/closeds`, { as: 'alice' })
  assert.deepEqual([status, body.code], [403, 'list.denied'])
  assert.equal((await served.ask('GET', `${base}/closeds`)).status, 200)
})

test('HEAD of a list has its headers and no body', async () => {
  const { status, headers, text } = await served.ask('HEAD', `${base}/samples`)
  assert.deepEqual([status, text], [200, ''])
  assert.match(headers.get('content-type') ?? '', /^application\/json/)
  assert.equal((await served.ask('HEAD', `${base}/samples?x=1`)).status, 400)
})

test('a filter finds what the same filter over all objects finds', async () => {
  const all = (await served.ask('GET', `${base}/samples`)).body.samples
  const values = fc.constantFrom(-3, 1, 2, 9, 0)
  const operator = fc.constantFrom('', '.not', '.from', '.to')
  const holds: Record<string, (value: number | null, wanted: number) => boolean> = {
    '': (value, wanted) => value === wanted,
    '.not': (value, wanted) => value !== wanted,
    '.from': (value, wanted) => value !== null && value >= wanted,
    '.to': (value, wanted) => value !== null && value <= wanted,
  }
  await fc.assert(
    fc.asyncProperty(operator, values, async (suffix, value) => {
      const expected = all.filter((each: { whole: number | null }) => holds[suffix]?.(each.whole, value))
      const { body } = await served.ask('GET', `${base}/samples?whole${suffix}=${value}`)
      assert.deepEqual(body.samples, expected)
    }),
    { numRuns: 20 },
  )
})

const many = 2501

/** Enough objects that a list of them is read in several pages. */
async function fill() {
  for (let start = 0; start < many; start += 1000) {
    const count = Math.min(1000, many - start)
    const switches = Array.from({ length: count }, (_, index) => ({
      tenant_id,
      name: `s${start + index}`,
      rack: index % 7,
    }))
    assert.equal((await served.ask('POST', `${base}/switches`, { body: { switches } })).status, 201)
  }
}

test('a list without limit has everything, however much, as one JSON text', async () => {
  await fill()
  for (const query of ['', '?sort=rack,-name', '?fields=name']) {
    const { body, headers } = await served.ask('GET', `${base}/switches${query}`)
    assert.equal(headers.get('transfer-encoding'), 'chunked')
    assert.deepEqual(Object.keys(body), ['switches'])
    assert.equal(new Set(body.switches.map((each: { name: string }) => each.name)).size, many)
    assert.equal(body.switches.length, many)
  }
  const exact = await served.ask('GET', `${base}/switches?rack.from=0&name.prefix=s1`)
  assert.ok(exact.body.switches.every((each: { name: string }) => each.name.startsWith('s1')))
})

test('a list goes on behind the last object of a page when that object is deleted meanwhile', async t => {
  let lists = 0
  const interfering = await serve({
    wrap: store =>
      wrapList(store, async (page, remove) => {
        lists += 1
        const last = page[page.length - 2]
        if (lists === 1 && last !== undefined) await remove(last)
      }),
  })
  t.after(() => interfering.close())
  const switches = Array.from({ length: 1000 }, (_, index) => ({ tenant_id, name: `s${index}` }))
  for (let round = 0; round < 2; round++) await interfering.ask('POST', `${base}/switches`, { body: { switches } })
  const { body } = await interfering.ask('GET', `${base}/switches`)
  assert.equal(body.switches.length, 2000)
  assert.ok(lists > 1)
})

test('an error in the middle of a list breaks the connection', async t => {
  let lists = 0
  const failing = await serve({
    wrap: store =>
      wrapList(store, async () => {
        lists += 1
        if (lists > 1) throw new Error('the disk is gone')
      }),
  })
  t.after(() => failing.close())
  const switches = Array.from({ length: 1000 }, () => ({ tenant_id }))
  for (let round = 0; round < 2; round++) await failing.ask('POST', `${base}/switches`, { body: { switches } })
  await assert.rejects(failing.ask('GET', `${base}/switches`))
  assert.ok(lists > 1)
})

/** The store, with lists of switches that never end. */
function endless(store: Store, onRead: () => void): Store {
  let page: Awaited<ReturnType<Store['read']['list']>> | undefined
  const read: Store['read'] = {
    get: (...given) => store.read.get(...given),
    foresee: (...given) => store.read.foresee(...given),
    foreseen: (...given) => store.read.foreseen(...given),
    count: (...given) => store.read.count(...given),
    elements: (...given) => store.read.elements(...given),
    countElements: (...given) => store.read.countElements(...given),
    async list(kind, query, at) {
      onRead()
      page ??= await store.read.list(kind, query, at)
      return page
    },
  }
  return new Proxy(store, {
    get(target, name) {
      if (name === 'read') return read
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('a list is read no faster than its client takes it, and no further once the client is gone', async t => {
  let reads = 0
  const server = await serve({ wrap: store => endless(store, () => (reads += 1)) })
  t.after(() => server.close())
  const switches = Array.from({ length: 1000 }, (_, index) => ({ tenant_id, name: `s${index}` }))
  for (let round = 0; round < 2; round++) await server.ask('POST', `${base}/switches`, { body: { switches } })
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.pause()
  socket.write(`GET ${base}/switches HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin\r\n\r\n`)
  const settled = async () => {
    for (let before = -1; before !== reads; await new Promise(resolve => setTimeout(resolve, 200))) {
      before = reads
      assert.ok(reads < 500, 'the whole list is read ahead')
    }
    return reads
  }
  const held = await settled()
  assert.ok(held > 0)
  socket.destroy()
  assert.ok((await settled()) <= held + 1)
})

type Meanwhile = (page: readonly { id: string }[], remove: (row: { id: string }) => Promise<void>) => Promise<void>

/** The store, with something that happens after each read of a list of switches. */
function wrapList(store: Store, meanwhile: Meanwhile): Store {
  const read: Store['read'] = {
    get: (...given) => store.read.get(...given),
    foresee: (...given) => store.read.foresee(...given),
    foreseen: (...given) => store.read.foreseen(...given),
    count: (...given) => store.read.count(...given),
    elements: (...given) => store.read.elements(...given),
    countElements: (...given) => store.read.countElements(...given),
    async list(kind, query, at) {
      const answer = await store.read.list(kind, query, at)
      if (!answer.ok) return answer
      const rows = answer.value.map(({ row }) => ({ id: String(row['id']) }))
      await meanwhile(rows, async ({ id }) => {
        await store.commit({ actor: 'test', requestId: 'test' }, tx => tx.remove(kind, id))
      })
      return answer
    },
  }
  return new Proxy(store, {
    get(target, name) {
      if (name === 'read') return read
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('a list of many pages lets other requests have their turn between two pages', async () => {
  let turn = 0
  let over = false
  const count = () => {
    turn++
    if (!over) setImmediate(count)
  }
  const turns: number[] = []
  const wrap = (store: Store) => wrapList(store, async () => void turns.push(turn))
  const many = await serve({ wrap })
  try {
    const body = { samples: Array.from({ length: 1000 }, () => ({ tenant_id })) }
    for (let bulk = 0; bulk < 5; bulk++) assert.equal((await many.ask('POST', `${base}/samples`, { body })).status, 201)
    setImmediate(count)
    assert.equal((await many.ask('GET', `${base}/samples?fields=id`)).body.samples.length, 5000)
    assert.equal(turns.length, 5)
    assert.equal(new Set(turns).size, 5, `pages in turns ${turns.join()}`)
  } finally {
    over = true
    await many.close()
  }
})
