import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import { ApiError } from './api-error.ts'
import { createClient } from './client.ts'
import { lost, problem, type Reply, scriptedServer } from './testdata/scripted-server.ts'
import type { WatchEvent, WatchOptions } from './watch.ts'

const server = await scriptedServer()
const client = createClient({ url: server.url, backoff: { initial: 1, max: 4 }, retries: 0 })

const change = (revision: number) =>
  `id: ${revision}\nevent: create\ndata: ${JSON.stringify({ revision, operation: 'create', kind: 'Thing' })}\n\n`
const synced = (revision: number) => `event: synced\ndata: {"revision":${revision}}\n\n`

const stream =
  (text: string, then: (response: ServerResponse) => void): Reply =>
  response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(text, () => then(response))
  }

const cutOff = (response: ServerResponse) => void setTimeout(() => response.destroy(), 5)
const open = () => {}

async function take(count: number, options: WatchOptions): Promise<WatchEvent[]> {
  const events: WatchEvent[] = []
  for await (const event of client.watch(options)) if (events.push(event) === count) break
  return events
}

test('a lost watch goes on behind the last event it told', async () => {
  server.script(stream(change(5) + change(6), cutOff), lost, stream(change(7), cutOff), stream(change(8), open))
  const lostWith: string[] = []
  const events = await take(4, { from: 4, kind: ['lab/Thing', 'Port'], onLost: error => lostWith.push(error.message) })
  assert.deepEqual(
    events.map(event => event.revision),
    [5, 6, 7, 8],
  )
  assert.deepEqual(
    server.seen.map(request => [request.url, request.headers['last-event-id']]),
    [4, 6, 6, 7].map(from => [`/v1/watch?kind=lab%2FThing&kind=Port&from=${from}`, String(from)]),
  )
  assert.equal(lostWith.length, 3)
})

test('a watch that began with the next change knows by the synced mark where to go on', async () => {
  server.script(stream(synced(41), cutOff), stream(change(42), open))
  const events = await take(2, {})
  assert.deepEqual(
    events.map(event => [event.operation, event.revision]),
    [
      ['synced', 41],
      ['create', 42],
    ],
  )
  assert.equal(server.seen[0]?.headers['last-event-id'], undefined)
  assert.equal(server.seen[1]?.headers['last-event-id'], '41')
})

test('an event may come in pieces, within a character too', async () => {
  const bytes = Buffer.from(
    `id: 1\nevent: create\ndata: {"revision":1,"operation":"create","object":{"name":"Zürich"}}\n\n`,
  )
  server.script(response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const byte of bytes) response.write(Buffer.from([byte]))
  })
  const [event] = await take(1, {})
  assert.deepEqual(event, { revision: 1, operation: 'create', object: { name: 'Zürich' } })
})

test('silence is taken for a dead connection', async () => {
  server.script(stream(change(1), open), stream(change(2), open))
  const events = await take(2, { silence: 40 })
  assert.deepEqual(
    events.map(event => event.revision),
    [1, 2],
  )
})

test('comments keep a connection alive', async () => {
  server.script(
    stream('', response => {
      const timer = setInterval(() => response.write(': still here\n\n'), 10)
      setTimeout(() => response.write(change(3)), 200)
      response.on('close', () => clearInterval(timer))
    }),
  )
  assert.equal((await take(1, { silence: 100 }))[0]?.revision, 3)
  assert.equal(server.seen.length, 1)
})

test('a refusal ends the watch, at the first connection and at a later one', async () => {
  server.script(problem(410, 'revision.compacted'))
  await assert.rejects(take(1, { from: 1 }), (error: ApiError) => error.status === 410)
  server.script(stream(change(5), cutOff), problem(410, 'revision.compacted'))
  await assert.rejects(take(2, {}), (error: ApiError) => error.code === 'revision.compacted')
})

test('a server that is away at the first connection is told at once', async () => {
  server.script(lost)
  await assert.rejects(take(1, {}), (error: unknown) => error instanceof ApiError && error.code === 'server.away')
})

test('an abort ends a watch quietly, while it listens and while it waits to connect again', async () => {
  server.script(stream(change(1), open))
  const stop = new AbortController()
  const seen: number[] = []
  for await (const event of client.watch({ signal: stop.signal })) {
    seen.push(event.revision)
    setTimeout(() => stop.abort(), 10)
  }
  assert.deepEqual(seen, [1])

  const slow = createClient({ url: server.url, backoff: { initial: 60_000, max: 60_000 }, retries: 0 })
  server.script(stream(change(1), cutOff))
  const again = new AbortController()
  const onLost = () => setTimeout(() => again.abort(), 10)
  for await (const _ of slow.watch({ signal: again.signal, onLost })) {
    // The one event before the connection is lost.
  }
  assert.equal(server.seen.length, 1)
})

test('leaving the loop closes the connection', async () => {
  let closed = false
  server.script(
    stream(change(1), response => {
      response.on('close', () => {
        closed = true
      })
    }),
  )
  await take(1, {})
  for (let i = 0; i < 100 && !closed; i++) await new Promise(resolve => setTimeout(resolve, 10))
  assert.ok(closed)
})
