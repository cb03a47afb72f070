import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Kind, Row } from '@baryon/model'
import type { Entry } from '@baryon/store'
import { projects, type Served, serve } from '../testdata/serve.ts'
import { journalRoutes } from './routes.ts'
import { shownEntry } from './shown.ts'

let served: Served
before(async () => {
  served = await serve({ parts: [journalRoutes] })
  for (let n = 0; n < 5; n++) {
    await create('switches', { tenant_id: projects.alice, name: `a${n}` })
    await create('switches', { tenant_id: projects.bob, name: `b${n}` })
  }
})
after(() => served.close())

const create = (plural: string, body: Row) => served.ask('POST', `/proton/lab/v2.1/${plural}`, { body })

interface Shown {
  readonly revision: number
  readonly project: string
  readonly object: Row
}

const revisions = (entries: readonly Shown[]) => entries.map(entry => entry.revision)

describe('GET /v1/journal', () => {
  it('answers entries, head and horizon', async () => {
    const { status, body, headers } = await served.ask('GET', '/v1/journal')
    assert.equal(status, 200)
    assert.deepEqual(revisions(body.entries), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert.deepEqual([body.head, body.horizon, body.entries_links], [10, 0, undefined])
    assert.equal(headers.get('baryon-revision'), '10')
  })

  it('pages by links until the end', async () => {
    const seen: number[] = []
    let url: string | undefined = '/v1/journal?limit=4&kind=Switch'
    while (url) {
      const { body } = await served.ask('GET', url)
      seen.push(...revisions(body.entries))
      url = body.entries_links?.[0].href
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('starts behind from and filters', async () => {
    const { body } = await served.ask('GET', `/v1/journal?from=4&project=${projects.bob}`)
    assert.deepEqual(revisions(body.entries), [6, 8, 10])
  })

  it('shows a caller what it may get, with pages of what is left', async () => {
    const { body } = await served.ask('GET', '/v1/journal?limit=2', { as: 'alice' })
    assert.ok(body.entries.every((entry: Shown) => entry.project === projects.alice))
    assert.equal(body.entries.length, 2)
    const next = await served.ask('GET', body.entries_links[0].href, { as: 'alice' })
    assert.deepEqual(revisions(next.body.entries), [5, 7])
  })

  it('refuses absurd paging and unknown parameters', async () => {
    for (const query of ['limit=0', 'limit=-1', 'limit=1e9', 'limit=10001', 'from=-1', 'from=1.5', 'page=2', 'kind=X'])
      assert.equal((await served.ask('GET', `/v1/journal?${query}`)).status, 400, query)
    assert.equal((await served.ask('GET', '/v1/journal', { headers: { 'x-auth-token': 'x' } })).status, 401)
  })

  it('refuses with 410 to start where it was forgotten', async () => {
    await served.store.journal.compact(3)
    assert.equal((await served.ask('GET', '/v1/journal?from=1')).status, 410)
    const { body } = await served.ask('GET', '/v1/journal')
    assert.deepEqual([body.horizon, body.entries[0].revision], [3, 4])
  })
})

describe('shownEntry()', () => {
  const attribute = (name: string, type: unknown, more: object = {}) => ({
    name,
    type,
    writeOnly: false,
    sensitive: false,
    ...more,
  })
  const secret = attribute('secret', { name: 'string' }, { sensitive: true })
  const pin = attribute('pin', { name: 'string' }, { writeOnly: true })
  const nested = { name: 'object', attributes: [secret, pin, attribute('plain', { name: 'string' })] }
  const kind = {
    attributes: [
      secret,
      pin,
      attribute('one', nested),
      attribute('many', { name: 'list', items: nested }),
      attribute('by', { name: 'map', values: nested }),
    ],
  } as unknown as Kind
  const inner = { secret: 's', pin: '1', plain: 'p' }
  const shown = { secret: '***', plain: 'p' }
  const image: Row = { secret: 's', pin: '1', one: inner, many: [inner, null], by: { a: inner } }
  const entry = { revision: 1, time: 0, image } as unknown as Entry

  it('masks what is sensitive and leaves out what is only written, at any depth', () => {
    const { object } = shownEntry(kind, entry, []) as { object: Row }
    assert.deepEqual(object, { secret: '***', one: shown, many: [shown, null], by: { a: shown } })
    assert.deepEqual(image['one'], inner)
  })

  it('shows an unset sensitive value as unset', () => {
    const { object } = shownEntry(kind, { ...entry, image: { secret: null } }, []) as { object: Row }
    assert.deepEqual(object, { secret: null })
  })

  it('leaves out hidden attributes', () => {
    const { object } = shownEntry(kind, entry, ['one', 'many', 'by']) as { object: Row }
    assert.deepEqual(object, { secret: '***' })
  })
})
