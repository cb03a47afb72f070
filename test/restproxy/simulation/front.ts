/**
 * What stands between Baryon and a controller, and does to requests what networks and controllers do: each life of Baryon has fronts of its
 * own, so that it can be cut off from the world from one moment to the next, as a kill would.
 */
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../networking/stories/dice.ts'
import type { Witness } from './witness.ts'

/** What may happen to a request. `before`: the controller never sees it; `after`: it does it, and nobody is told. */
export const strikes = [
  'error before',
  'error after',
  'busy',
  'lost before',
  'lost after',
  'silence before',
  'silence after',
  'conflict',
  'wrong hash',
  'nonsense',
] as const
export type Strike = (typeof strikes)[number]

/** How the way to a controller is: what strikes how often (of 1000 requests), and how long a request takes at most (milliseconds). */
export interface Weather {
  readonly chances: Partial<Readonly<Record<Strike, number>>>
  readonly delay: number
}

export const fair: Weather = { chances: {}, delay: 0 }

/** `shut`: connections are refused. `silent`: they are taken, and nothing is ever answered. `follower`: another one leads. */
export type Door = 'open' | 'shut' | 'silent' | 'follower'

interface Passed {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface FrontOptions {
  /** Where the controller is; undefined while it is not running. */
  readonly controller: () => string | undefined
  readonly dice: Dice
  readonly witness: Witness
  /** Who leads, for a follower. */
  readonly leader?: () => string
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A loopback address of this process alone: while a door is shut, nobody else's server is behind its port. */
const host = `127.${1 + ((process.pid >> 16) % 254)}.${(process.pid >> 8) & 255}.${process.pid & 255}`

/** Of a path that a front may change. */
const hashHeader = 'x-bsn-bvs-hash-match'

/** Of one hop, and set anew by the next. */
const hop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host'])

const forwarded = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hop.has(name)))

export class Front {
  readonly #options: FrontOptions
  readonly #agent = new Agent({ keepAlive: true })
  #server: Server
  #port = 0
  #door: Door = 'open'
  #cut = false
  weather: Weather = fair

  constructor(options: FrontOptions) {
    this.#options = options
    this.#server = this.#newServer()
  }

  get url(): string {
    return `http://${host}:${this.#port}`
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(this.#port, host, resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async set(door: Door): Promise<void> {
    if (this.#cut || door === this.#door) return
    const before = this.#door
    this.#door = door
    if (door === 'shut') this.#close()
    else if (before === 'shut') {
      this.#server = this.#newServer()
      await this.start()
    } else this.#server.closeAllConnections()
  }

  /** From now on nothing comes through, and nothing is heard of what is under way. */
  cut(): void {
    this.#cut = true
    this.#close()
  }

  #close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
    this.#agent.destroy()
  }

  #newServer(): Server {
    return createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      response.on('error', () => {})
      this.#serve(request, response).catch(() => response.destroy())
    })
  }

  /** What happens to the next request. */
  #strike(): Strike | 'nothing' {
    let chance = this.#options.dice.below(1000)
    for (const strike of strikes) {
      chance -= this.weather.chances[strike] ?? 0
      if (chance < 0) return strike
    }
    return 'nothing'
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const strike = this.#strike()
    const delay = this.weather.delay > 0 ? this.#options.dice.below(this.weather.delay) : 0
    const body = await bodyOf(request)
    if (this.#door === 'silent') return
    if (this.#door === 'follower') {
      const location = (this.#options.leader?.() ?? this.url) + (request.url ?? '')
      response.writeHead(302, { location }).end()
      return
    }
    if (delay > 0) await sleep(delay)
    // Who asked may be gone by now; a controller that reads from a closed connection does nothing.
    if (this.#cut || response.destroyed) return
    await this.#struck(strike, request, body, response)
  }

  async #struck(
    strike: Strike | 'nothing',
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    if (strike === 'error before') return void response.writeHead(500).end('{"error":"before"}')
    if (strike === 'busy') return void response.writeHead(503, { 'retry-after': '0' }).end('{"error":"busy"}')
    // Who tells no hash cannot be told that it is another.
    if (strike === 'conflict' && hashHeader in request.headers)
      return void response.writeHead(409).end('{"error":"conflict"}')
    if (strike === 'lost before') return void response.destroy()
    if (strike === 'silence before') return
    const passed = await this.#pass(request, body, response)
    if (passed === undefined || strike === 'lost after') return void response.destroy()
    if (strike === 'silence after') return
    if (strike === 'error after') return void response.writeHead(502).end('{"error":"after"}')
    const headers = forwarded(passed.headers)
    if (strike === 'wrong hash' && hashHeader in headers) headers[hashHeader] = 'what,ever'
    const told = strike === 'nonsense' ? Buffer.from('<html>') : passed.body
    response.writeHead(passed.status, headers).end(told)
  }

  /** @returns undefined when the controller is not there */
  async #pass(
    { method = 'GET', url = '/', headers }: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<Passed | undefined> {
    const controller = this.#options.controller()
    if (controller === undefined) return undefined
    const { left, ended } = this.#options.witness.begins(method, url, body)
    response.once('close', left)
    const passed = await new Promise<Passed | undefined>(resolve => {
      const sent = { ...forwarded(headers), 'content-length': body.length }
      const asked = request(controller + url, { method, headers: sent, agent: this.#agent }, async answer => {
        const text = await bodyOf(answer).catch(() => Buffer.alloc(0))
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
      })
      asked.once('error', () => resolve(undefined))
      asked.end(body)
    })
    ended(passed?.status)
    return passed
  }
}
