/** What never becomes a request, and what is refused before anyone looks at it. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { Refusal } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import { type Served, serve } from '../testdata/serve.ts'

let served: Served
const logged: { message: string; fields: Readonly<Record<string, unknown>> }[] = []

before(async () => {
  const log = (fields: Readonly<Record<string, unknown>>, message: string) => void logged.push({ fields, message })
  served = await serve({
    logger: { debug() {}, info() {}, warn: log, error: log },
    parts: [
      app => {
        app.get('/part/bug', () => {
          throw new TypeError('a secret of the server')
        })
        app.get('/part/refusal', async () => {
          throw new Refusal(serverErrors.fault('auth.unavailable', { issuer: 'it' }))
        })
        app.post('/part', async () => 'ok')
        app.get('/part', async () => 'ok')
      },
    ],
  })
})
after(() => served.close())

/** Sends bytes on a bare connection and reads all that comes until it is closed. */
function exchange(text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1', () => socket.end(text))
    let received = ''
    socket.on('data', data => {
      received += data
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}

const statusOf = (answer: string) => Number(answer.split(' ')[1])
const problemOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))

test('a URL longer than the limit is 414', async () => {
  const { status, body } = await served.ask('GET', `/proton/${'x'.repeat(9000)}`)
  assert.deepEqual([status, body.code], [414, 'url.long'])
})

test('a URL that does not even fit among the headers is 414', async () => {
  const answer = await exchange(`GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
  assert.equal(statusOf(answer), 414)
  assert.equal(problemOf(answer).code, 'url.long')
})

test('headers larger than the limit are 431', async () => {
  const answer = await exchange(`GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(100_000)}\r\n\r\n`)
  assert.equal(statusOf(answer), 431)
  assert.equal(problemOf(answer).code, 'headers.large')
})

for (const [what, text] of Object.entries({
  'no HTTP at all': 'hello\r\n\r\n',
  'a header without a colon': 'GET / HTTP/1.1\r\nHost a\r\n\r\n',
  'two lengths': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
  'a length and chunks':
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
})) {
  test(`${what} is 400, with a problem`, async () => {
    const answer = await exchange(text)
    assert.equal(statusOf(answer), 400)
    assert.equal(problemOf(answer).code, 'request.malformed')
  })
}

test('a body announced larger than the limit is 413 before it is sent', async () => {
  const head =
    'POST /proton/lab/v2.1/switches HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin\r\nContent-Type: application/json\r\n'
  const answer = await exchange(`${head}Content-Length: 99999999\r\nConnection: close\r\n\r\n`)
  assert.equal(statusOf(answer), 413)
})

test("a stranger's body is not read: 401", async () => {
  const head = 'POST /proton/lab/v2.1/switches HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
  const answer = await exchange(`${head}Content-Length: 99999999\r\nConnection: close\r\n\r\n`)
  assert.equal(statusOf(answer), 401)
})

test('a method that nothing has is 405 on a URL that exists, else 404', async () => {
  const ask = (method: string, path: string) =>
    exchange(`${method} ${path} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin\r\nConnection: close\r\n\r\n`)
  const known = await ask('PROPFIND', '/proton/lab/v2.1/switches')
  assert.equal(statusOf(known), 405)
  assert.match(known, /\r\nallow: GET, HEAD, POST, OPTIONS\r\n/i)
  assert.equal(statusOf(await ask('TRACE', '/proton')), 405)
  assert.equal(statusOf(await ask('PROPFIND', '/nothing')), 404)
})

test('OPTIONS says what a URL takes', async () => {
  const { status, headers } = await served.ask('OPTIONS', '/proton/lab/v2.1/switches')
  assert.deepEqual([status, headers.get('allow')], [204, 'GET, HEAD, POST, OPTIONS'])
  assert.equal((await served.ask('OPTIONS', '/part')).headers.get('allow'), 'GET, HEAD, POST')
  assert.equal((await served.ask('OPTIONS', '/nothing')).status, 404)
})

test('another method of a URL of a part is 405', async () => {
  const { status, headers } = await served.ask('DELETE', '/part')
  assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD, POST'])
})

test('HEAD of a URL of a part has the headers of its GET', async () => {
  const { status, headers, text } = await served.ask('HEAD', '/part')
  assert.deepEqual([status, headers.get('content-length'), text], [200, '2', ''])
})

test('a refusal that a part throws is its problem; 503 says when to try again', async () => {
  const { status, body, headers } = await served.ask('GET', '/part/refusal')
  assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'auth.unavailable', '1'])
  assert.equal(body.faultcode, 'Server')
})

test('a bug is 500: what it was is in the log under the request id, and not in the answer', async () => {
  logged.length = 0
  const { status, body, text } = await served.ask('GET', '/part/bug', { headers: { 'x-request-id': 'bug-1' } })
  assert.deepEqual([status, body.code, body.request_id], [500, 'internal', 'bug-1'])
  assert.doesNotMatch(text, /secret/)
  assert.equal(logged.length, 1)
  assert.equal(logged[0]?.fields['requestId'], 'bug-1')
  assert.match(String(logged[0]?.fields['err']), /a secret of the server/)
})

test('a request line with a whole URL is taken as its path', async () => {
  const answer = await exchange(
    `GET http://a/proton/ HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin\r\nConnection: close\r\n\r\n`,
  )
  assert.equal(statusOf(answer), 200)
  assert.ok(problemOf(answer).protons)
})

test('a client that goes away in the middle of a list does no harm', async () => {
  const tenant_id = '11111111-1111-4111-8111-111111111111'
  const switches = Array.from({ length: 1000 }, (_, index) => ({ tenant_id, name: `s${index}` }))
  for (let round = 0; round < 3; round++) await served.ask('POST', '/proton/lab/v2.1/switches', { body: { switches } })
  const abort = new AbortController()
  const response = await fetch(`${served.url}/proton/lab/v2.1/switches`, {
    headers: { 'x-auth-token': 'admin' },
    signal: abort.signal,
  })
  await response.body?.getReader().read()
  abort.abort()
  assert.equal((await served.ask('GET', '/proton')).status, 200)
})

test('a request on an open connection while the server stops is served, and the connection closed', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const stopping = await serve({ parts: [app => void app.get('/held', () => held.then(() => 'done'))] })
  const first = fetch(`${stopping.url}/held`)
  const socket = connect(Number(new URL(stopping.url).port), '127.0.0.1')
  socket.write('GET /held HTTP/1.1\r\nHost: a\r\n\r\n')
  await new Promise(resolve => setTimeout(resolve, 50))
  let received = ''
  socket.on('data', data => {
    received += data
  })
  const closed = stopping.close()
  socket.write('GET /proton HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin\r\n\r\n')
  await new Promise(resolve => setTimeout(resolve, 50))
  release()
  await Promise.all([closed, first, once(socket, 'close')])
  assert.match(received, /"protons"/)
  assert.match(received, /connection: close/i)
})

test('a connection that never had a request does not hold up the stop', async () => {
  const stopping = await serve()
  const { port } = new URL(stopping.url)
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  await stopping.ask('GET', '/proton')
  const closed = once(socket, 'close')
  await stopping.close()
  await closed
})
