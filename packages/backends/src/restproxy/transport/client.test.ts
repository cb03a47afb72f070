import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createListener, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { Client, type Reply, type Sending } from './client.ts'
import { controllerAt } from './testdata/controller.ts'

const closing: (() => void)[] = []
after(() => {
  for (const close of closing) close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function listen(listener: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createListener(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    listener(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function clientOf(url: string, deadlines: { connect?: number; answer?: number; body?: number } = {}): Client {
  const client = new Client(controllerAt(url), { connect: 2000, answer: 2000, body: 2000, ...deadlines }, 4)
  closing.push(() => void client.close())
  return client
}

const forever = new AbortController().signal
const put = (more: Partial<Sending> = {}): Sending => ({ method: 'PUT', path: '/x', headers: [], body: '{}', ...more })
const phase = (reply: Reply) => ('phase' in reply ? reply.phase : reply.status)

test('headers go in the order and spelling given, the body as it is, with DELETE and GET too', async () => {
  const seen: string[] = []
  const url = await listen(socket => {
    socket.on('data', data => {
      seen.push(data.toString())
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    })
  })
  const client = clientOf(url)
  const headers = ['Content-type', 'application/json', 'Authorization', 'Basic dTpw', 'X-BSN-BVS-HASH-MATCH', '']
  for (const method of ['PUT', 'DELETE', 'GET'] as const)
    assert.equal(phase(await client.send(put({ method, headers, body: '""' }), forever)), 200)
  const { host } = new URL(url)
  for (const [index, method] of ['PUT', 'DELETE', 'GET'].entries())
    assert.equal(
      seen[index],
      `${method} /x HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\nContent-type: application/json\r\n` +
        'Authorization: Basic dTpw\r\nX-BSN-BVS-HASH-MATCH: \r\ncontent-length: 2\r\n\r\n""',
    )
})

test('connections are kept for the next calls', async () => {
  const ports = new Set<number | undefined>()
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort)
    response.end('ok')
  })
  const client = clientOf(url)
  for (let at = 0; at < 50; at++) await client.send(put({ method: at % 2 === 0 ? 'PUT' : 'DELETE' }), forever)
  assert.ok(ports.size <= 2, `${ports.size} connections for 50 calls, one after the other`)
})

test('nobody there is known to be so: nothing was sent', async () => {
  const url = await listen(() => {})
  closing.pop()?.()
  assert.equal(phase(await clientOf(url).send(put(), forever)), 'connect')
})

test('a connection that never comes about ends in time', async () => {
  // Nobody answers at an address that is reserved for documentation; where there is no way to it, that is told at once
  const reply = await clientOf('http://192.0.2.1:1', { connect: 100 }).send(put(), forever)
  assert.equal(phase(reply), 'connect')
})

test('an answer that never begins ends in time, and it may have been done', async () => {
  const url = await serve(() => {})
  const reply = await clientOf(url, { answer: 100 }).send(put(), forever)
  assert.deepEqual(reply, { phase: 'late', reason: 'no answer within 100 ms' })
})

test('a handshake that never comes about ends in time', async () => {
  const url = await listen(() => {})
  const reply = await clientOf(url.replace('http:', 'https:'), { connect: 100 }).send(put(), forever)
  assert.deepEqual(reply, { phase: 'connect', reason: 'no connection within 100 ms' })
})

test('an answer that stops in the middle ends in time', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('begin')
  })
  assert.equal(phase(await clientOf(url, { body: 100 }).send(put(), forever)), 'late')
})

test('a connection that breaks after the request is told from one that never was', async () => {
  const url = await listen(socket => socket.on('data', () => socket.destroy()))
  assert.equal(phase(await clientOf(url).send(put(), forever)), 'lost')
})

test('an answer that is no HTTP is a broken connection', async () => {
  const url = await listen(socket => socket.on('data', () => socket.end('hello\r\n\r\n')))
  assert.equal(phase(await clientOf(url).send(put(), forever)), 'lost')
})

test('a call ends when nobody waits for it any more', async () => {
  const stop = new AbortController()
  const url = await serve(() => stop.abort())
  assert.equal(phase(await clientOf(url).send(put(), stop.signal)), 'stopped')
  assert.equal(phase(await clientOf(url).send(put(), stop.signal)), 'stopped')
})

test('an answer longer than asked for is cut, and the connection goes on', async () => {
  const url = await serve((_, response) => response.end('y'.repeat(300_000)))
  const client = clientOf(url)
  for (let at = 0; at < 2; at++) {
    const reply = await client.send(put(), forever, 10)
    assert.equal('body' in reply && reply.body, 'yyyyyyyyyy')
  }
})

test('letters that are cut between two pieces of an answer are whole', async () => {
  const url = await serve(async (_, response) => {
    const [first, second] = [Buffer.from('ä').subarray(0, 1), Buffer.from('ä').subarray(1)]
    response.write(first)
    await new Promise(resolve => setTimeout(resolve, 20))
    response.end(second)
  })
  const reply = await clientOf(url).send(put(), forever)
  assert.equal('body' in reply && reply.body, 'ä')
})

async function* pieces(count: number, size: number, made: (index: number) => void): AsyncIterable<string> {
  for (let index = 0; index < count; index++) {
    made(index)
    yield 'z'.repeat(size)
  }
}

test('a body is made as it is taken: who does not read it, stops the making', async () => {
  let made = 0
  let goOn = () => {}
  const paused = new Promise<void>(resolve => {
    goOn = resolve
  })
  let received = 0
  const url = await serve(async (request, response) => {
    await paused
    for await (const chunk of request) received += chunk.length
    response.end('ok')
  })
  const sent = clientOf(url, { answer: 60_000 }).send(
    put({ body: pieces(4000, 10_000, index => (made = index + 1)) }),
    forever,
  )
  let before = -1
  while (made !== before || made === 0) {
    before = made
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  assert.ok(made < 2000, `${made} of 4000 pieces were made although nobody read`)
  goOn()
  assert.equal(phase(await sent), 200)
  assert.equal(received, 40_000_000)
})

test('an answer that comes before the body is sent is an answer', async () => {
  const url = await serve((_, response) => response.writeHead(409, { connection: 'close' }).end('no'))
  const reply = await clientOf(url).send(put({ body: pieces(100_000, 10_000, () => {}) }), forever)
  assert.equal(phase(reply), 409)
})

test('what fails while a body is made is no fault of the controller', async () => {
  const url = await serve(request => request.resume())
  const failing = async function* (): AsyncIterable<string> {
    yield 'begin'
    throw new Error('the store is closed')
  }
  await assert.rejects(clientOf(url).send(put({ body: failing() }), forever), /the store is closed/)
})

test('an answer can be left in the middle', async () => {
  let ended = () => {}
  const left = new Promise<void>(resolve => {
    ended = resolve
  })
  const url = await serve((_, response) => {
    response.on('close', () => ended())
    const write = () => {
      while (response.write('['.repeat(10_000)));
    }
    response.on('drain', write)
    write()
  })
  const answer = await clientOf(url).read(put({ method: 'GET' }), forever)
  assert.ok('chunks' in answer)
  for await (const chunk of answer.chunks) {
    assert.equal(chunk[0], '[')
    break
  }
  await left
})
