import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Ask, projects, type Served, serve } from '../testdata/serve.ts'

let served: Served

before(async () => {
  served = await serve()
})
after(() => served.close())

const switches = '/proton/lab/v2.1/switches'
const body = { tenant_id: projects.alice, name: 's' }

const post = (query = '', ask: Ask = {}) => served.ask('POST', switches + query, { body, ...ask })

/** Runs with a reader that is where the journal is now. */
async function withReader(
  work: (reader: ReturnType<Served['convergence']['register']>, head: number) => Promise<void>,
) {
  const head = served.store.journal.head()
  const reader = served.convergence.register('fabric', head)
  try {
    await work(reader, head)
  } finally {
    reader.leave()
  }
}

test('a write that nobody asked to wait says nothing of convergence', async () => {
  const { status, headers } = await post()
  assert.equal(status, 201)
  assert.equal(headers.get('baryon-converged'), null)
  assert.equal(headers.get('preference-applied'), null)
})

test('without a reader a write has converged once it is answered', async () => {
  const asked = await post('?wait=5')
  assert.deepEqual([asked.status, asked.headers.get('baryon-converged')], [201, 'true'])
  assert.equal(asked.headers.get('preference-applied'), null)
  const preferred = await post('', { headers: { prefer: 'respond-async, wait=5' } })
  assert.deepEqual([preferred.status, preferred.headers.get('baryon-converged')], [201, 'true'])
  assert.equal(preferred.headers.get('preference-applied'), 'wait=5')
})

test('a write waits for a reader that lags behind', async () => {
  await withReader(async (reader, head) => {
    const waiting = post('?wait=60')
    while (served.store.journal.head() === head) await new Promise(resolve => setImmediate(resolve))
    reader.advance(head + 1)
    const { status, headers } = await waiting
    assert.deepEqual([status, headers.get('baryon-converged')], [201, 'true'])
    assert.equal(headers.get('baryon-revision'), String(head + 1))
  })
})

test('a write is answered when the time is over, and is there', async () => {
  await withReader(async () => {
    const { status, headers, body: made } = await post('?wait=0')
    assert.deepEqual([status, headers.get('baryon-converged')], [201, 'false'])
    assert.equal((await served.ask('GET', `${switches}/${made.id}`)).status, 200)
    const one = await served.ask('DELETE', `${switches}/${made.id}`, { headers: { prefer: 'wait=0' } })
    assert.deepEqual([one.status, one.headers.get('baryon-converged')], [204, 'false'])
    assert.equal(one.headers.get('preference-applied'), 'wait=0')
  })
})

test('/v1/changes waits too, and what is only tried never does', async () => {
  await withReader(async () => {
    const operations = [{ op: 'create', service: 'lab', kind: 'Switch', body }]
    const done = await served.ask('POST', '/v1/changes?wait=0', { body: { operations } })
    assert.deepEqual([done.status, done.headers.get('baryon-converged')], [200, 'false'])
    const tried = await post('?wait=60&dry_run=true')
    assert.deepEqual([tried.status, tried.headers.get('baryon-converged')], [201, null])
  })
})

test('a wait that is none is refused before anything is done, a preference that is none is passed over', async () => {
  const head = served.store.journal.head()
  for (const wait of ['soon', '-1', '301', '1.5']) {
    const { status, body: refused } = await post(`?wait=${wait}`)
    assert.deepEqual([status, refused.errors[0].pointer], [400, '?wait'])
  }
  assert.equal((await post('?wait=1&wait=2')).status, 400)
  assert.equal(served.store.journal.head(), head)
  const { status, headers } = await post('', { headers: { prefer: 'wait=soon' } })
  assert.deepEqual([status, headers.get('baryon-converged')], [201, null])
})

test('a preference for a longer wait than there is gets the longest', async () => {
  const { headers } = await post('', { headers: { prefer: 'wait=100000' } })
  assert.equal(headers.get('preference-applied'), 'wait=300')
})

test('GET /v1/revisions tells how far each reader is', async () => {
  await post()
  await withReader(async (reader, head) => {
    await post()
    await post()
    const first = await served.ask('GET', `/v1/revisions/${head}`)
    assert.deepEqual(first.body, {
      revision: head,
      head: head + 2,
      converged: true,
      readers: [{ name: 'fabric', reached: head, lag: 0 }],
    })
    const newest = await served.ask('GET', '/v1/revisions/head')
    assert.deepEqual(newest.body, {
      revision: head + 2,
      head: head + 2,
      converged: false,
      readers: [{ name: 'fabric', reached: head, lag: 2 }],
    })
    const waiting = served.ask('GET', '/v1/revisions/head?wait=60')
    reader.advance(head + 2)
    const after = await waiting
    assert.deepEqual([after.body.converged, after.headers.get('baryon-converged')], [true, 'true'])
  })
})

test('GET /v1/revisions refuses what is no revision, one that is not there yet, and strangers', async () => {
  const head = served.store.journal.head()
  assert.equal((await served.ask('GET', '/v1/revisions/newest')).status, 400)
  assert.equal((await served.ask('GET', `/v1/revisions/${head + 1}`)).status, 400)
  assert.equal((await served.ask('GET', '/v1/revisions/head?since=1')).status, 400)
  assert.equal((await fetch(`${served.url}/v1/revisions/head`)).status, 401)
})
