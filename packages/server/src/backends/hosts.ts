/** What backends say of hosts, as one request sees it. */
import type { Hosts as Known } from '@baryon/decide'
import type { HostOffer, Hosts } from '@baryon/reconcile'
import type { RunningBackend } from '../context.ts'

/** The unit of work looked at hosts that are to be asked about first: nothing of it may be kept. */
export class Unasked extends Error {}

/** Tries of one unit of work, each of which may come upon hosts that no one before it did. */
const triesAtMost = 5

/**
 * Which hosts are looked at is seen when a write is carried out, where nothing outside may be asked. So it is tried with what is known; if that
 * was not fresh, nothing of it is kept, the backends are asked, and it is tried again.
 */
export class HostQuestions implements Known {
  readonly #backends: readonly Hosts[]
  readonly #asked = new Set<string>()
  readonly #open = new Set<string>()

  constructor(backends: readonly Hosts[]) {
    this.#backends = backends
  }

  /** The first backend that offers the host; what none of them offers is offered by nobody. */
  offer(host: string): HostOffer | 'none' | undefined {
    if (!this.#asked.has(host) && this.#backends.some(backend => !backend.isFresh(host))) this.#open.add(host)
    const said = this.#backends.map(backend => backend.offer(host))
    const offered = said.find(one => typeof one === 'object')
    return offered ?? (said.every(one => one === 'none') ? 'none' : undefined)
  }

  get external(): HostOffer | undefined {
    return this.#backends.find(({ external }) => external !== undefined)?.external
  }

  /** Carries out what `run` does in a transaction, with every answer that it needs. */
  async answered<T>(run: (attempt: <U>(work: () => Promise<U>) => Promise<U>) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await run(work => this.#attempt(work, tries === triesAtMost))
      } catch (error) {
        if (!(error instanceof Unasked)) throw error
        await this.#ask()
      }
    }
  }

  /** @throws Unasked when a host was looked at that is to be asked about, whatever came of the work */
  async #attempt<T>(work: () => Promise<T>, isLast: boolean): Promise<T> {
    this.#open.clear()
    let value: T
    try {
      value = await work()
    } catch (error) {
      throw this.#open.size > 0 && !isLast ? new Unasked() : error
    }
    if (this.#open.size > 0 && !isLast) throw new Unasked()
    return value
  }

  async #ask(): Promise<void> {
    const hosts = [...this.#open]
    for (const host of hosts) this.#asked.add(host)
    const stale = hosts.flatMap(host =>
      this.#backends.filter(backend => !backend.isFresh(host)).map(backend => ({ backend, host })),
    )
    const { signal } = new AbortController()
    await Promise.all(stale.map(({ backend, host }) => backend.ask(host, signal)))
  }
}

/** undefined: no backend says anything of hosts. */
export function hostQuestions(fleets: readonly RunningBackend[]): HostQuestions | undefined {
  const backends = fleets.flatMap(({ backend }) => backend.hosts ?? [])
  return backends.length > 0 ? new HostQuestions(backends) : undefined
}
