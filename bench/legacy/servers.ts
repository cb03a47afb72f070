/**
 * How the plug-in of Juno and Kilo calls its controllers: an ordered list, of which those that failed come last; one lock around each call;
 * the hash of consistency; 503 tried again. Written for the bench after what that plug-in was observed to do, not after its code.
 */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What makes it go to the next controller. Every other status passes for success. */
const failures = new Set([0, 301, 302, 303, 400, 401, 403, 404, 500, 501, 502, 503, 504, 505])

const hashHeader = 'x-bsn-bvs-hash-match'

export interface Times {
  /** Of a connection, and of each answer (milliseconds); 10 s as it was set. */
  readonly timeout: number
  /** Between the tries of an answer of 503 (milliseconds); 3 s as it was set. */
  readonly pause: number
}

interface Controller {
  readonly url: string
  readonly agent: Agent
  failed: boolean
}

interface Answer {
  readonly status: number
  readonly hash?: string
}

/** What was sent: requests, and bytes of their bodies. */
export interface Sent {
  requests: number
  bytes: number
}

export class Servers {
  readonly #controllers: readonly Controller[]
  readonly #times: Times
  readonly #dump: () => string
  #hash = ''
  #lock: Promise<unknown> = Promise.resolve()
  readonly sent: Sent = { requests: 0, bytes: 0 }

  /** @param dump the whole database as a topology */
  constructor(urls: readonly string[], times: Times, dump: () => string) {
    this.#controllers = urls.map(url => ({
      url,
      agent: new Agent({ keepAlive: true, maxSockets: 1 }),
      failed: false,
    }))
    this.#times = times
    this.#dump = dump
  }

  /** One call after the other, whoever makes it. @returns the status; of the first controller where all failed */
  call(method: string, path: string, body: unknown): Promise<number> {
    const mine = this.#lock.then(() => this.#callAny(method, path, JSON.stringify(body)))
    this.#lock = mine.catch(() => {})
    return mine
  }

  /** Tells all of them everything. */
  sync(): Promise<void> {
    const mine = this.#lock.then(async () => {
      for (const controller of this.#controllers) await this.#sync(controller)
    })
    this.#lock = mine.catch(() => {})
    return mine
  }

  async #callAny(method: string, path: string, body: string): Promise<number> {
    let first: number | undefined
    for (const controller of this.#controllers.toSorted((a, b) => Number(a.failed) - Number(b.failed))) {
      const { status, hash } = await this.#patiently(controller, method, path, body)
      if (status === 409) {
        await this.#sync(controller)
        return 200
      }
      if (!failures.has(status)) {
        controller.failed = false
        if (hash !== undefined && status < 300) this.#hash = hash
        return status
      }
      controller.failed = true
      first ??= status
    }
    if (method === 'DELETE') this.#hash = 'INCONSISTENT,INCONSISTENT'
    return first ?? 0
  }

  /** An answer of 503 is asked for three times more; the pause comes after the last one too. */
  async #patiently(controller: Controller, method: string, path: string, body: string): Promise<Answer> {
    for (let left = 3; ; left--) {
      const answer = await this.#send(controller, method, path, body, this.#times.timeout)
      if (answer.status !== 503) return answer
      await sleep(this.#times.pause)
      if (left === 0) return answer
    }
  }

  async #sync(controller: Controller): Promise<void> {
    const { status, hash } = await this.#send(controller, 'PUT', '/topology', this.#dump(), 0)
    if (hash !== undefined && status >= 200 && status < 300) this.#hash = hash
  }

  #send({ url, agent }: Controller, method: string, path: string, body: string, timeout: number): Promise<Answer> {
    this.sent.requests++
    this.sent.bytes += Buffer.byteLength(body)
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'content-length': Buffer.byteLength(body),
      [hashHeader]: path === '/topology' ? '' : this.#hash,
    }
    return new Promise(resolve => {
      const asked = request(`${url}/networkService/v1.1${path}`, { method, agent, headers }, answer => {
        answer.resume()
        answer.once('end', () => {
          const hash = answer.headers[hashHeader]
          resolve({ status: answer.statusCode ?? 0, ...(typeof hash === 'string' ? { hash } : {}) })
        })
      })
      if (timeout > 0) asked.setTimeout(timeout, () => asked.destroy(new Error('timeout')))
      asked.once('error', () => resolve({ status: 0 }))
      asked.end(body)
    })
  }
}
