import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/** A request as it came in. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Reply = (response: ServerResponse, seen: Seen) => void

/** A server that behaves as a test says, for what no real server does on demand: failing, stalling, losing connections. */
export interface Scripted {
  readonly url: string
  /** Every request so far, in order. */
  readonly seen: Seen[]
  /** The replies to come, in order; the last one is given again and again. */
  script(...replies: readonly Reply[]): void
}

export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply =>
  response => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }

export const problem = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  json(
    status,
    {
      status,
      code,
      detail: `refused by ${code}`,
      request_id: 'req-1',
      errors: [{ pointer: '/name', code, message: `refused by ${code}`, cause: 'why', next: 'what', retry: false }],
    },
    { 'content-type': 'application/problem+json', ...headers },
  )

/** Loses the connection without an answer. */
export const lost: Reply = response => void response.destroy()

/** Starts one that ends with the tests of its file. */
export async function scriptedServer(): Promise<Scripted> {
  const seen: Seen[] = []
  let replies: readonly Reply[] = [lost]
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
      seen.push(one)
      const [reply, ...others] = replies
      if (others.length > 0) replies = others
      reply?.(response, one)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    script(...next) {
      seen.length = 0
      replies = next
    },
  }
}
