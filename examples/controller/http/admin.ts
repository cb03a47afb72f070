/** The door of whoever tests against the controller: its state, its log, its faults. Plain HTTP, for the loopback. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Controller } from '../controller.ts'
import type { FaultRule } from '../faults.ts'
import type { Json } from '../json.ts'
import type { Door } from './member.ts'

type Act = (controller: Controller, query: URLSearchParams, body: Json) => unknown

const memberOf = (query: URLSearchParams) => (query.has('member') ? Number(query.get('member')) : undefined)
const done = { status: 'ok' }

const doorOf = (text: string | null): Door => (text === 'refuse' || text === 'silent' ? text : 'open')

const acts: Readonly<Record<string, Act>> = {
  'GET /_state': controller => controller.state(),
  'GET /_hash': controller => ({ hash: controller.hash() }),
  'GET /_log': (controller, query) => controller.requests(memberOf(query)),
  'DELETE /_log': controller => {
    controller.forgetRequests()
    return done
  },
  'PUT /_faults': (controller, query, body) => {
    controller.faults(body as unknown as readonly FaultRule[], memberOf(query))
    return done
  },
  'DELETE /_faults': (controller, query) => {
    controller.faults([], memberOf(query))
    return done
  },
  'PUT /_door': async (controller, query) => {
    await controller.door(doorOf(query.get('door')), memberOf(query))
    return done
  },
  'POST /_restart': async (controller, query) => {
    await controller.restart({ empty: query.get('empty') === 'true' })
    return done
  },
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? null : JSON.parse(text)
}

export class Admin {
  readonly #server: Server
  readonly #host: string
  readonly #wanted: number

  constructor(controller: Controller, listen: string) {
    const colon = listen.lastIndexOf(':')
    this.#host = listen.slice(0, colon)
    this.#wanted = Number(listen.slice(colon + 1))
    this.#server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://controller')
      const act = acts[`${request.method} ${pathname}`]
      const [status, answer] = await bodyOf(request)
        .then(async body =>
          act === undefined ? [404, Object.keys(acts)] : [200, await act(controller, searchParams, body)],
        )
        .catch(error => [400, { error: String(error) }])
      response.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  }

  get url(): string {
    return `http://${this.#host}:${(this.#server.address() as AddressInfo).port}`
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#server.once('error', reject).listen(this.#wanted, this.#host, resolve),
    )
  }

  async stop() {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }
}
