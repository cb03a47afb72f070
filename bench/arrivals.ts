/**
 * Requests that arrive at a fixed rate, whatever becomes of those before them: what users see, where a load that waits for answers would
 * leave out the very requests that an outage holds up.
 */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Arrivals {
  readonly url: string
  readonly method: 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  body(number: number): string
  readonly perSecond: number
  readonly seconds: number
}

/** Milliseconds from when a request was due to the end of its answer. */
export interface Latencies {
  readonly p50: number
  readonly p99: number
  readonly most: number
  /** Answers other than 2xx, and none. */
  readonly failed: number
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export async function arrivals(wish: Arrivals): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 })
  const taken: number[] = []
  let failed = 0
  const ask = (number: number, due: number) =>
    new Promise<void>(resolve => {
      const headers = { 'content-type': 'application/json', ...wish.headers }
      const end = (ok: boolean) => {
        taken.push(performance.now() - due)
        if (!ok) failed++
        resolve()
      }
      const sent = request(wish.url, { method: wish.method, headers, agent }, answer => {
        answer.resume()
        answer.once('end', () => end((answer.statusCode ?? 500) < 300))
      })
      sent.once('error', () => end(false))
      sent.end(wish.body(number))
    })
  const begin = performance.now()
  const asked: Promise<void>[] = []
  for (let number = 0; number < wish.perSecond * wish.seconds; number++) {
    const due = begin + (number * 1000) / wish.perSecond
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    asked.push(ask(number, Math.max(due, begin)))
  }
  await Promise.all(asked)
  agent.destroy()
  const sorted = taken.toSorted((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: sorted.at(-1) ?? 0, failed }
}
