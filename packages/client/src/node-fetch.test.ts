import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { createClient } from './client.ts'
import { nodeFetch } from './node-fetch.ts'

const ca = readFileSync(new URL('testdata/tls-certificate.pem', import.meta.url), 'utf8')
const key = readFileSync(new URL('testdata/tls-key.pem', import.meta.url), 'utf8')
const server = createServer({ cert: ca, key }, (request, response) => {
  if (request.url === '/empty') response.writeHead(204).end()
  else request.pipe(response.writeHead(200, { 'content-type': 'application/json', 'baryon-revision': '3' }))
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
after(() => {
  server.closeAllConnections()
  server.close()
})
const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
const call = { method: 'POST', path: '/', body: { a: 1 } } as const

test('nodeFetch() trusts the certificates it is given', async () => {
  const client = createClient({ url, retries: 0, fetch: nodeFetch({ ca }) })
  const answer = await client.request(call)
  assert.deepEqual([answer.status, answer.body, answer.headers.get('baryon-revision')], [200, { a: 1 }, '3'])
  assert.equal((await client.request({ method: 'GET', path: '/empty' })).body, undefined)
})

test('without them the server is refused, and accepted only when that was asked for', async () => {
  await assert.rejects(createClient({ url, retries: 0 }).request(call), /Cannot reach/)
  await assert.rejects(createClient({ url, retries: 0, fetch: nodeFetch({}) }).request(call), /Cannot reach/)
  const answer = await createClient({ url, retries: 0, fetch: nodeFetch({ insecure: true }) }).request(call)
  assert.deepEqual(answer.body, { a: 1 })
})

test('nodeFetch() ends with its signal', async () => {
  const client = createClient({ url, retries: 0, fetch: nodeFetch({ ca }) })
  await assert.rejects(client.request({ ...call, signal: AbortSignal.abort(new Error('enough')) }), /enough/)
})
