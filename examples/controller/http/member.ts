/** One door of a controller: a listener whose requests pass faults and the log on their way to the service. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, refusal } from '../answer.ts'
import { Faults } from '../faults.ts'
import { type Entry, Log } from '../log.ts'
import type { ControllerOptions } from '../options.ts'
import type { Service } from '../service.ts'
import { admit } from './admit.ts'

/** `refuse`: nobody listens. `silent`: connections are taken, and nothing is ever answered. */
export type Door = 'open' | 'refuse' | 'silent'

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function send(response: ServerResponse, { status, body, headers }: Answer) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(text)
}

export class Member {
  readonly faults: Faults
  readonly log: Log
  readonly #options: ControllerOptions
  readonly #service: Service
  /** Where the leader is; undefined: here. */
  readonly #leader: () => string | undefined
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  #address: { readonly host: string; port: number }
  #door: Door = 'open'

  constructor(options: ControllerOptions, listen: string, service: Service, leader: () => string | undefined) {
    const colon = listen.lastIndexOf(':')
    this.#options = options
    this.#service = service
    this.#leader = leader
    this.#address = { host: listen.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(listen.slice(colon + 1)) }
    this.faults = new Faults(options.seed ?? 1)
    this.log = new Log(options.log ?? 10_000)
  }

  /** Without the base; the port stays the same however often it closes and opens. */
  get url(): string {
    const { host, port } = this.#address
    const scheme = this.#options.tls === undefined ? 'http' : 'https'
    return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
  }

  get door(): Door {
    return this.#door
  }

  async start() {
    const { tls } = this.#options
    const listener = (request: IncomingMessage, response: ServerResponse) => void this.#serve(request, response)
    const server =
      tls === undefined
        ? createServer(listener)
        : createSecureServer(
            {
              cert: tls.cert,
              key: tls.key,
              minVersion: 'TLSv1.2',
              ...(tls.clientCa === undefined ? {} : { ca: tls.clientCa, requestCert: true, rejectUnauthorized: true }),
            },
            listener,
          )
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    const { host, port } = this.#address
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
    this.#address = { host, port: (server.address() as AddressInfo).port }
    this.#server = server
  }

  /** Ends every connection at once, as a kill does. */
  async stop() {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = new Promise(resolve => server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  async setDoor(door: Door) {
    this.#door = door
    if (door === 'refuse') await this.stop()
    else if (this.#server === undefined) await this.start()
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    try {
      const text = await textOf(request)
      await this.#answer(request, response, text)
    } catch {
      response.destroy()
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, text: string) {
    const { method = '', url: path = '', headers, rawHeaders } = request
    const complaints: string[] = []
    const note = (status: number, answer: Entry['answer'] = {}) =>
      this.log.add({ method, path, headers, rawHeaders, body: text, status, answer, complaints })
    if (this.#door === 'silent') return note(0)
    const struck = this.faults.strike(method, path.slice(this.#service.base.length))
    const wait = this.faults.wait(struck)
    if (wait > 0) await sleep(wait)
    if (struck.silent === 'before') return note(0)
    if (struck.lost === 'before') {
      note(0)
      return response.destroy()
    }
    const answer = this.#struck(struck) ?? this.#decide(method, path, headers, text, what => complaints.push(what))
    if (struck.lost === 'after' || struck.silent === 'after') {
      note(0)
      return struck.lost === undefined ? undefined : response.destroy()
    }
    const hash = struck.hash === undefined ? {} : { 'x-bsn-bvs-hash-match': struck.hash }
    const answerHeaders = { ...answer.headers, ...hash }
    note(answer.status, answerHeaders)
    return send(response, { ...answer, body: struck.text ?? answer.body, headers: answerHeaders })
  }

  #struck({ status, body, headers, conflict }: ReturnType<Faults['strike']>): Answer | undefined {
    if (conflict) return refusal(409, 'the consistency hash is not that of this controller')
    if (status === undefined) return undefined
    const answer = body === undefined ? refusal(status, 'a fault on purpose') : { status, body }
    return headers === undefined ? answer : { ...answer, headers }
  }

  #decide(
    method: string,
    path: string,
    headers: IncomingMessage['headers'],
    text: string,
    complain: (what: string) => void,
  ): Answer {
    const leader = this.#leader()
    if (leader !== undefined)
      return { ...refusal(302, `ask the leader at ${leader}`), headers: { location: leader + path } }
    if (!path.startsWith(this.#service.base)) return refusal(404, `nothing but ${this.#service.base} is served`)
    return admit(this.#options, headers) ?? this.#service.answer({ method, path, headers, text, complain })
  }
}
