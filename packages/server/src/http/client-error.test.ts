import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { defaultLimits } from '../context.ts'
import { answerClientError } from './client-error.ts'

/** What a client reads when the server answers this error on its connection. */
async function answerTo(code: string): Promise<string> {
  const answer = answerClientError(defaultLimits)
  const server = createServer((socket: Socket) => answer(Object.assign(new Error(code), { code }) as never, socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  let received = ''
  socket.on('data', data => {
    received += data
  })
  await once(socket, 'close')
  server.close()
  return received
}

test('a request that does not arrive in time is 408, and the connection is closed', async () => {
  const answer = await answerTo('ERR_HTTP_REQUEST_TIMEOUT')
  assert.match(answer, /^HTTP\/1\.1 408 Request Timeout\r\n/)
  assert.match(answer, /\r\nconnection: close\r\n/)
  const problem = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
  assert.deepEqual([problem.status, problem.code, problem.errors[0].retry], [408, 'request.slow', true])
})

test('what the parser cannot say more of is 400', async () => {
  assert.match(await answerTo('HPE_INVALID_METHOD'), /^HTTP\/1\.1 400 Bad Request\r\n.*"code":"request\.malformed"/s)
})
