import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Logger } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { Store } from '@baryon/store'
import { isAtWork, type NovaApi, NovaAway, sendEvents } from './api.ts'
import type { NovaEvent } from './event.ts'
import { Lingerers, type LingeringTimes, lingeringTimes, lingers, supersedes } from './lingering.ts'
import { Outbox, type OutboxTimes, outboxTimes, type Verdict } from './outbox.ts'
import { eventsOf, kindsOf } from './reading.ts'

/** The reader of the journal. */
const reader = 'nova'

/** Entries that are read at a time, events that wait at most, events of one request. */
const entriesAtOnce = 256
const mostWaiting = 1000
const mostSent = 100

/** Servers that are looked at together. */
const mostLooks = 10

/** Events of ports older than that (milliseconds) are of no use to a Nova that is told of ports for the first time. */
const firstLook = 600_000

export interface NotifierOptions {
  readonly store: Store
  readonly registry: () => Registry
  readonly api: NovaApi
  readonly clock: Clock
  readonly logger: Logger
  readonly times?: OutboxTimes
  readonly lingering?: LingeringTimes
  /** Wait before the next attempt while Nova is away, doubled each time up to `most` (milliseconds). */
  readonly away?: { readonly first: number; readonly most: number }
}

/**
 * Tells Nova what happens to ports of its servers: reads the journal from a durable cursor, and moves the cursor when Nova has
 * answered, so that nothing is lost whoever is away or killed. An event is sent at once; what comes while Nova is answering is sent
 * together next.
 */
export class NovaNotifier {
  readonly #options: NotifierOptions
  readonly #outboxTimes: OutboxTimes
  readonly #lingerers: Lingerers
  #outbox: Outbox = new Outbox(0)
  #away: { readonly since: number; readonly reason: string } | undefined
  #stopping = new AbortController()
  #news: PromiseWithResolvers<void> = Promise.withResolvers()
  #unsubscribe: (() => void) | undefined
  #running: Promise<void> = Promise.resolve()
  #read = 0

  constructor(options: NotifierOptions) {
    this.#options = options
    this.#outboxTimes = options.times ?? outboxTimes
    this.#lingerers = new Lingerers(options.lingering ?? lingeringTimes)
  }

  /** Events that Nova has not taken. */
  get waiting(): number {
    return this.#outbox.size
  }

  /** Events that Nova took, and may not have waited for yet. */
  get lingering(): number {
    return this.#lingerers.size
  }

  /** Since when and why Nova cannot be told. */
  get away() {
    return this.#away
  }

  async start(): Promise<void> {
    const { store, clock } = this.#options
    const cursor = (await store.journal.cursor(reader)) || (await store.journal.at(clock.now() - firstLook))
    this.#read = Math.max(cursor, store.journal.horizon())
    this.#outbox = new Outbox(this.#read, this.#outboxTimes)
    this.#unsubscribe = store.journal.subscribe(() => this.#news.resolve())
    this.#running = this.#run()
  }

  /** Waits for the request that is under way. What Nova has not answered is sent after the next start. */
  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#stopping.abort()
    this.#news.resolve()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#news = Promise.withResolvers()
      try {
        await this.#readOn()
        const sent = (await this.#send()) || (await this.#look())
        if (!sent && this.#read >= this.#options.store.journal.head()) await this.#wait()
      } catch (error) {
        if (!(error instanceof NovaAway)) this.#options.logger.error({ err: error }, 'Nova could not be told of ports')
        await this.#pause(1000)
      }
    }
  }

  /** Reads what is new in the journal, as long as not too much waits. */
  async #readOn(): Promise<void> {
    const { store, registry, clock, logger } = this.#options
    const kinds = kindsOf(registry())
    while (this.#outbox.size < mostWaiting && this.#read < store.journal.head()) {
      const answer = await store.journal.after(this.#read, entriesAtOnce)
      if (!answer.ok) {
        logger.warn(
          { from: this.#read, to: store.journal.horizon() },
          'journal is gone: Nova is not told of these revisions',
        )
        this.#read = store.journal.horizon()
        continue
      }
      for (const entry of answer.value) {
        const events = kinds === undefined ? [] : await eventsOf(store, kinds, entry)
        this.#read = entry.revision
        this.#outbox.add(entry.revision, events, clock.now())
        for (const event of events) if (supersedes(event)) this.#lingerers.forget(event.tag)
      }
      if (this.#outbox.size === 0) await this.#advance()
    }
  }

  /** @returns whether there was something to send */
  async #send(): Promise<boolean> {
    const { api, clock, away = { first: 200, most: 10_000 } } = this.#options
    const batch = this.#outbox.batch(clock.now(), mostSent)
    if (batch.length === 0) return false
    for (let wait = away.first; !this.#stopping.signal.aborted; wait = Math.min(wait * 2, away.most)) {
      try {
        const verdicts = await sendEvents(api, batch)
        this.#noteBack()
        for (const [index, event] of batch.entries()) this.#settle(event, verdicts[index] ?? 'done')
        await this.#advance()
        return true
      } catch (error) {
        this.#noteAway(error)
        await this.#pause(wait)
      }
    }
    return true
  }

  #settle(event: NovaEvent, verdict: Verdict) {
    const { clock, logger } = this.#options
    const revision = this.#outbox.revisionOf(event)
    if (verdict === 'taken' && revision !== undefined && lingers(event) && !this.#outbox.hasNewer(event))
      this.#lingerers.took(event, revision, clock.now())
    const givenUp = this.#outbox.settle(event, verdict, clock.now())
    if (givenUp) logger.warn({ ...event }, 'Nova never took an event: it is given up')
  }

  /** Looks at servers that may not have waited yet for what they were told, and tells it again to those at work. @returns whether there were any */
  async #look(): Promise<boolean> {
    const { api, clock } = this.#options
    const events = this.#lingerers.due(clock.now(), mostLooks)
    if (events.length === 0) return false
    try {
      const atWork = await Promise.all(events.map(event => isAtWork(api, event.server_uuid)))
      const again = events.filter((_, index) => atWork[index])
      if (again.length > 0) await sendEvents(api, again)
      this.#noteBack()
      for (const event of events) this.#lingerers.looked(event, !again.includes(event), clock.now())
      await this.#advance()
    } catch (error) {
      this.#noteAway(error)
      for (const event of events) this.#lingerers.looked(event, false, clock.now())
    }
    return true
  }

  async #advance(): Promise<void> {
    const lingering = this.#lingerers.settled ?? Number.POSITIVE_INFINITY
    await this.#options.store.journal.advance(reader, Math.min(this.#outbox.settled, lingering))
  }

  #noteAway(error: unknown) {
    const { api, clock, logger } = this.#options
    const reason = error instanceof Error ? error.message : String(error)
    if (this.#away === undefined) logger.warn({ url: api.url, reason }, 'Nova cannot be told of ports')
    this.#away = { since: this.#away?.since ?? clock.now(), reason }
  }

  #noteBack() {
    const { api, logger } = this.#options
    if (this.#away !== undefined) logger.info({ url: api.url }, 'Nova is back')
    this.#away = undefined
  }

  /** Until there are new entries, or an event is due again. */
  async #wait(): Promise<void> {
    const times = [this.#outbox.nextDue(), this.#lingerers.nextDue()].filter(time => time !== undefined)
    const news = this.#news.promise
    if (times.length === 0) return news
    const due = Math.min(...times)
    const timer = new AbortController()
    await Promise.race([news, this.#pause(Math.max(due - this.#options.clock.now(), 1), timer.signal)])
    timer.abort()
  }

  async #pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const signals = signal === undefined ? [this.#stopping.signal] : [this.#stopping.signal, signal]
    await sleep(milliseconds, undefined, { signal: AbortSignal.any(signals), ref: false }).catch(() => {})
  }
}
