/** Events that Nova has not taken yet. Pure: time is an argument. */
import type { Revision } from '@baryon/store'
import type { NovaEvent } from './event.ts'
import { supersedes } from './lingering.ts'

interface Waiting {
  readonly event: NovaEvent
  readonly revision: Revision
  /** When it was read from the journal, and when it may be sent (milliseconds since the epoch). */
  readonly since: number
  due: number
  attempts: number
}

export interface OutboxTimes {
  /** The wait before an event is sent again that its server was not ready for; doubled each time up to `most`. */
  readonly again: number
  readonly most: number
  /** An event that was not taken for that long is given up: its server will not come. */
  readonly giveUp: number
}

export const outboxTimes: OutboxTimes = { again: 500, most: 30_000, giveUp: 3_600_000 }

/** Nova's answer to one event: it took it, has nothing to do with it, or wants it later. */
export type Verdict = 'taken' | 'done' | 'again'

/**
 * Events in the order of the journal. Those of one port are sent one after the other, so that Nova never learns of them in another
 * order; of several `network-changed` of one port that wait, one is sent.
 */
export class Outbox {
  readonly #waiting: Waiting[] = []
  readonly #times: OutboxTimes
  #read: Revision

  /** @param read everything up to that revision is settled */
  constructor(read: Revision, times: OutboxTimes = outboxTimes) {
    this.#read = read
    this.#times = times
  }

  get size(): number {
    return this.#waiting.length
  }

  /** Everything up to that revision is settled. */
  get settled(): Revision {
    const first = this.#waiting[0]
    return first === undefined ? this.#read : first.revision - 1
  }

  /** When the oldest event was read; undefined when none waits. */
  get since(): number | undefined {
    return this.#waiting[0]?.since
  }

  /** The journal was read up to this revision, and this is what came of it. */
  add(revision: Revision, events: readonly NovaEvent[], now: number): void {
    this.#read = revision
    for (const event of events) {
      const isKnown = event.name === 'network-changed' && this.#waiting.some(one => sameEvent(one.event, event))
      if (!isKnown) this.#waiting.push({ event, revision, since: now, due: now, attempts: 0 })
    }
  }

  /** Whether an event of a port waits after this one that ends what it says. */
  hasNewer(event: NovaEvent): boolean {
    const at = this.#waiting.findIndex(one => one.event === event)
    return this.#waiting.slice(at + 1).some(one => one.event.tag === event.tag && supersedes(one.event))
  }

  /** Where an event of the last batch is in the journal. */
  revisionOf(event: NovaEvent): Revision | undefined {
    return this.#waiting.find(one => one.event === event)?.revision
  }

  /** The events to send now: the first of each port, if it is due. */
  batch(now: number, most: number): readonly NovaEvent[] {
    const seen = new Set<string>()
    const batch: NovaEvent[] = []
    for (const { event, due } of this.#waiting) {
      if (batch.length === most) break
      if (seen.has(event.tag)) continue
      seen.add(event.tag)
      if (due <= now) batch.push(event)
    }
    return batch
  }

  /** When there is something to send; undefined when nothing waits. */
  nextDue(): number | undefined {
    const firsts = new Map<string, number>()
    for (const { event, due } of this.#waiting) if (!firsts.has(event.tag)) firsts.set(event.tag, due)
    return firsts.size === 0 ? undefined : Math.min(...firsts.values())
  }

  /** Nova has answered to an event of the last batch. @returns whether it was given up */
  settle(event: NovaEvent, verdict: Verdict, now: number): boolean {
    const at = this.#waiting.findIndex(one => one.event === event)
    const found = this.#waiting[at]
    if (found === undefined) return false
    const isLate = verdict === 'again' && now - found.since > this.#times.giveUp
    if (verdict !== 'again' || isLate) {
      this.#waiting.splice(at, 1)
      return isLate
    }
    found.due = now + Math.min(this.#times.again * 2 ** found.attempts, this.#times.most)
    found.attempts += 1
    return false
  }
}

const sameEvent = (one: NovaEvent, other: NovaEvent) =>
  one.name === other.name && one.tag === other.tag && one.server_uuid === other.server_uuid
