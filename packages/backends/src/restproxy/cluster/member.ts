import type { Clock } from '@baryon/kit'
import type { Endpoint } from '@baryon/reconcile'
import type { Controller } from '../config/load.ts'
import type { Secret } from '../config/secret.ts'
import { type Answer, Client, type Deadlines, type Reply, type Sending, type Silence } from '../transport/client.ts'

/** What is sent, made anew when a secret changed. */
export type Make = (secret: string | undefined) => Sending

export interface MemberOptions {
  readonly controller: Controller
  readonly deadlines: Deadlines
  readonly connections: number
  readonly clock: Clock
  /** Called when it ends a connection: it may have been restarted. */
  readonly broken?: () => void
}

/** One controller of a cluster: how it is reached, and how it is. */
export class Member {
  readonly name: string
  readonly url: string
  readonly #client: Client
  readonly #clock: Clock
  readonly #secret: Secret | undefined
  #health: Endpoint['health'] = 'unknown'
  #since: number
  #reason: string | undefined
  #latency: number | undefined
  /** Answers 503 in a row, to what it was told: that it answers questions says nothing of that. */
  busy = 0
  /** Questions whether it is well that it did not answer in time, in a row. */
  slow = 0

  constructor({ controller, deadlines, connections, clock, broken }: MemberOptions) {
    this.name = controller.name
    this.url = controller.url
    this.#client = new Client(controller, deadlines, connections, broken)
    this.#clock = clock
    this.#since = clock.now()
    this.#secret = controller['auth.basic'] ?? controller['auth.token']
  }

  get health(): Endpoint['health'] {
    return this.#health
  }

  /** Milliseconds since the epoch: since when its health is what it is. */
  get since(): number {
    return this.#since
  }

  endpoint(active: boolean): Endpoint {
    return {
      name: this.name,
      url: this.url,
      active,
      health: this.#health,
      since: this.#since,
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      ...(this.#latency === undefined ? {} : { latency: this.#latency }),
    }
  }

  /** @returns whether that is news */
  mark(health: Endpoint['health'], reason?: string): boolean {
    const news = health !== this.#health
    this.#reason = reason
    if (news) this.#since = this.#clock.now()
    this.#health = health
    return news
  }

  /**
   * Sends, and sends once more where that does no harm: a connection that was kept may break just then, and a secret may have changed.
   * @param most characters of the answer that are kept
   */
  async exchange(make: Make, signal: AbortSignal, most?: number): Promise<Reply> {
    const sending = make(this.#value())
    const reply = await this.#once(sending, signal, most)
    if (typeof sending.body !== 'string') return reply
    const denied = 'status' in reply && (reply.status === 401 || reply.status === 403)
    if (denied && this.#secret?.reread() === true) return this.#once(make(this.#value()), signal, most)
    const broke = 'phase' in reply && reply.phase === 'lost' && sending.method !== 'POST' && !signal.aborted
    return broke ? this.#once(sending, signal, most) : reply
  }

  #value(): string | undefined {
    return this.#secret?.problem() === undefined ? this.#secret?.value() : undefined
  }

  async #once(sending: Sending, signal: AbortSignal, most?: number): Promise<Reply> {
    return this.#heard(await this.#client.send(sending, signal, most), sending.method)
  }

  #heard(reply: Reply, method: Sending['method']): Reply {
    if (!('status' in reply)) return reply
    this.#latency = reply.latency
    if (method !== 'GET') this.busy = reply.status === 503 ? this.busy + 1 : 0
    return reply.status < 300 ? reply : { ...reply, body: this.#masked(reply.body) }
  }

  /** What a controller says of a failure is shown: some repeat what they were sent. */
  #masked(body: string): string {
    const secret = this.#value()
    if (secret === undefined) return body
    return body.replaceAll(secret, '***').replaceAll(Buffer.from(secret).toString('base64'), '***')
  }

  /** The answer as it comes; its chunks have to be read to their end, or be left. */
  async read(
    make: Make,
    signal: AbortSignal,
  ): Promise<Silence | (Answer & { readonly chunks: AsyncIterable<string> })> {
    const answer = await this.#client.read(make(this.#value()), signal)
    const broke = 'phase' in answer && answer.phase === 'lost' && !signal.aborted
    return broke ? this.#client.read(make(this.#value()), signal) : answer
  }

  /** Calls that are under way end as if nobody answered. */
  abandon(): void {
    this.#client.abandon(this.#reason ?? 'it is down')
  }

  /** Certificates and secrets that changed are in effect from now on. */
  async refresh(): Promise<void> {
    this.#secret?.reread()
    await this.#client.refresh()
  }

  async close(): Promise<void> {
    this.abandon()
    await this.#client.close()
  }
}
