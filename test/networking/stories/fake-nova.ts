/** A Nova that notes what it is told, and is not always well. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface NovaEvent {
  readonly name: string
  readonly server_uuid: string
  /** Id of the port. */
  readonly tag: string
}

export interface FakeNova {
  readonly url: string
  /** In the order in which it answered that it knows them. */
  readonly events: readonly NovaEvent[]
  stop(): Promise<void>
}

/** @param unwell one of so many requests is answered 503 */
export async function startNova(unwell: number): Promise<FakeNova> {
  const events: NovaEvent[] = []
  let requests = 0
  const server: Server = createServer(async (request, answer) => {
    let text = ''
    for await (const chunk of request) text += chunk
    requests += 1
    if (requests % unwell === 0) return answer.writeHead(503).end('{}')
    const told = (JSON.parse(text) as { events: NovaEvent[] }).events
    events.push(...told)
    return answer
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ events: told.map(event => ({ ...event, code: 200 })) }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2.1`,
    events,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
