/**
 * Nova answers that it took `network-vif-plugged`, not that it had begun to wait for it: one that comes earlier is lost, and the server
 * fails when Nova has waited in vain. So the event is told again as long as the server is in the middle of something. Pure: time is an
 * argument.
 */
import type { Revision } from '@baryon/store'
import type { NovaEvent } from './event.ts'

interface Lingering {
  readonly event: NovaEvent
  readonly revision: Revision
  /** When Nova took it, and when the server is looked at next (milliseconds since the epoch). */
  readonly since: number
  due: number
  looks: number
}

export interface LingeringTimes {
  /** The wait before a server is looked at; doubled each time up to `most`. */
  readonly look: number
  readonly most: number
  /** Nova waits no longer than that by default: `vif_plugging_timeout`. */
  readonly giveUp: number
}

export const lingeringTimes: LingeringTimes = { look: 500, most: 5_000, giveUp: 300_000 }

/** Only of these does Nova wait. */
export const lingers = ({ name }: NovaEvent): boolean => name === 'network-vif-plugged'

/** Whether an event ends what was told of a port before. */
export const supersedes = ({ name }: NovaEvent): boolean => name !== 'network-changed'

export class Lingerers {
  readonly #byPort = new Map<string, Lingering>()
  readonly #times: LingeringTimes

  constructor(times: LingeringTimes = lingeringTimes) {
    this.#times = times
  }

  get size(): number {
    return this.#byPort.size
  }

  /** Everything up to that revision is settled; undefined: everything is. */
  get settled(): Revision | undefined {
    const revisions = [...this.#byPort.values()].map(({ revision }) => revision)
    return revisions.length === 0 ? undefined : Math.min(...revisions) - 1
  }

  /** Nova took an event. */
  took(event: NovaEvent, revision: Revision, now: number): void {
    this.#byPort.set(event.tag, { event, revision, since: now, due: now + this.#times.look, looks: 1 })
  }

  /** What was told of a port holds no longer. */
  forget(port: string): void {
    this.#byPort.delete(port)
  }

  /** The events whose servers are to be looked at now. */
  due(now: number, most: number): readonly NovaEvent[] {
    return [...this.#byPort.values()]
      .filter(({ due }) => due <= now)
      .map(({ event }) => event)
      .slice(0, most)
  }

  nextDue(): number | undefined {
    const times = [...this.#byPort.values()].map(({ due }) => due)
    return times.length === 0 ? undefined : Math.min(...times)
  }

  /** The server was looked at. @param isOver whether nobody can be waiting for the event any more */
  looked({ tag }: NovaEvent, isOver: boolean, now: number): void {
    const found = this.#byPort.get(tag)
    if (found === undefined) return
    if (isOver || now - found.since > this.#times.giveUp) this.forget(tag)
    found.due = now + Math.min(this.#times.look * 2 ** found.looks, this.#times.most)
    found.looks += 1
  }
}
