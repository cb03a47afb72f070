import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runnerOf } from '../../testdata/run-program.ts'
import { json, problem, type Reply, scriptedServer } from '../../testdata/scripted-server.ts'
import { things } from '../../testdata/small-models.ts'
import { createCli } from '../index.ts'

const server = await scriptedServer()
const { run } = runnerOf(createCli([]), { BARYON_URL: server.url })

const listed = (revision: number, names: Readonly<Record<string, string>>): Reply =>
  json(200, { things: Object.entries(names).map(([id, name]) => ({ id, name })) }, { 'baryon-revision': `${revision}` })

/** A watch that tells that nothing happened, and is lost. */
const quiet =
  (revision: number): Reply =>
  response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: synced\ndata: {"revision":${revision}}\n\n`, () => response.destroy())
  }

/** Holds the connection. */
const waiting: Reply = response => void response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()

/** Answers lists and watches each by their own script. */
function script(lists: readonly Reply[], watches: readonly Reply[]): void {
  const rest = { lists: [...lists], watches: [...watches] }
  server.script((response, seen) => {
    if (seen.url === '/v1/models') return json(200, { services: [things] })(response, seen)
    const replies = seen.url.startsWith('/v1/watch') ? rest.watches : rest.lists
    const [reply = waiting] = replies.splice(0, 1)
    reply(response, seen)
  })
}

test('list --watch lists again when the journal has no longer what comes next, and tells the differences', async () => {
  script(
    [listed(1, { a: 'one', b: 'two', c: 'same' }), listed(9, { b: 'changed', c: 'same', d: 'new' })],
    [quiet(1), problem(410, 'journal.gone')],
  )
  const stop = new AbortController()
  const { code, out } = await run('thing list --watch -f csv -c id,name', {
    signal: stop.signal,
    onOutput: text => text.includes('new') && stop.abort(),
  })
  assert.equal(code, 130)
  assert.equal(
    out,
    'operation,id,name\nlist,a,one\nlist,b,two\nlist,c,same\ndelete,a,one\nupdate,b,changed\ncreate,d,new\n',
  )
  const from = server.seen.flatMap(({ url }) => new URL(url, server.url).searchParams.get('from') ?? [])
  assert.deepEqual(from.slice(0, 2), ['1', '1'])
})

test('list --watch gives up when the server refuses to watch from a list that is fresh', async () => {
  script([listed(1, {}), listed(2, {})], [quiet(1), problem(410, 'journal.gone'), problem(410, 'journal.gone')])
  const { code, err } = await run('thing list --watch')
  assert.equal(code, 1)
  assert.match(err, /refused by journal\.gone/)
})
