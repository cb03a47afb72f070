import { setImmediate as turn } from 'node:timers/promises'
import type { Caller, Registry } from '@baryon/model'
import type { Journal, Revision } from '@baryon/store'
import type { Selection } from '../journal/selection.ts'
import { View } from '../journal/view.ts'
import { Recent } from './recent.ts'
import { Told } from './told.ts'
import { type Feed, Watcher, type WatcherOptions } from './watcher.ts'

/** Entries of the journal that are read at a time for a watcher that is behind. */
const backlogEntries = 256

/** Milliseconds of silence between two signs of life. */
const beatEvery = 15_000

export interface HubOptions {
  /** Entries that are kept at hand. */
  readonly recentEntries?: number
  readonly recentBytes?: number
}

export interface WatchRequest extends Omit<WatcherOptions, 'view'> {
  readonly caller: Caller
  /** Whether the credentials of the caller are still good; asked with every sign of life. */
  readonly stillGood: () => boolean
  /** Whether it is told of controllers too. */
  readonly controllers?: boolean
}

/**
 * All watchers of this server. What is committed is kept for a while for all of them together, and each goes through it, or through the
 * journal when it is further behind, as fast as its connection does.
 */
export class Hub implements Feed {
  readonly #journal: Journal
  readonly #registry: () => Registry
  readonly #recent: Recent
  readonly #watchers = new Map<Watcher, () => boolean>()
  /** Those that are told of controllers. */
  readonly #ofControllers = new Set<Watcher>()
  /** By what tells callers apart, so that watchers of one caller share what was found out for it. */
  readonly #views = new Map<string, { readonly view: View; watchers: number }>()
  #unsubscribe: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #scheduled = false

  constructor(journal: Journal, registry: () => Registry, options: HubOptions = {}) {
    this.#journal = journal
    this.#registry = registry
    this.#recent = new Recent(journal.head(), options.recentEntries, options.recentBytes)
  }

  get head(): Revision {
    return this.#recent.head
  }

  /** How many there are. */
  get watchers(): number {
    return this.#watchers.size
  }

  start(): void {
    this.#unsubscribe = this.#journal.subscribe(entries => {
      const last = entries.at(-1)
      if (!last) return
      if (this.#watchers.size === 0) this.#recent.skipTo(last.revision)
      else {
        this.#recent.add(entries)
        this.#schedule()
      }
    })
    this.#recent.skipTo(this.#journal.head())
    this.#timer = setInterval(() => this.#beat(), beatEvery).unref()
  }

  /** Ends every watcher; each client can go on where it was. */
  stop(): void {
    this.#unsubscribe?.()
    clearInterval(this.#timer)
    for (const watcher of this.#watchers.keys()) watcher.end()
  }

  /** Starts to tell. It ends when the output closes; one that is closed already is left alone. */
  watch(request: WatchRequest): void {
    const { caller, stillGood, output } = request
    if (output.destroyed) return
    const key = JSON.stringify([caller.user, caller.project, caller.roles])
    const shared = this.#views.get(key) ?? { view: new View(caller, this.#registry), watchers: 0 }
    shared.watchers++
    this.#views.set(key, shared)
    const watcher = new Watcher(this, { ...request, view: shared.view })
    this.#watchers.set(watcher, stillGood)
    if (request.controllers) this.#ofControllers.add(watcher)
    output.once('close', () => {
      this.#watchers.delete(watcher)
      this.#ofControllers.delete(watcher)
      if (--shared.watchers === 0) this.#views.delete(key)
      if (this.#watchers.size === 0) this.#recent.clear()
    })
    watcher.pump()
  }

  /** Tells those that want to know of controllers. The frame is made once, and not at all when nobody is there. */
  tellOfControllers(frame: () => Buffer): void {
    if (this.#ofControllers.size === 0) return
    const made = frame()
    for (const watcher of this.#ofControllers) watcher.tellAside(made)
  }

  recent(after: Revision): Iterable<Told> | undefined {
    return after + 1 >= this.#recent.first ? this.#run(after + 1) : undefined
  }

  async backlog(after: Revision, selection: Selection) {
    // Other requests have their turn between two reads.
    await turn()
    const head = this.#recent.head
    const read = await this.#journal.after(after, backlogEntries, selection.filter)
    if (!read.ok) return undefined
    const last = read.value.at(-1)
    const upTo = last && read.value.length >= backlogEntries ? last.revision : Math.max(head, last?.revision ?? 0)
    return { told: read.value.map(entry => new Told(entry)), upTo }
  }

  *#run(from: Revision): Iterable<Told> {
    for (let revision = from; revision <= this.#recent.head; revision++) yield this.#recent.at(revision)
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      for (const watcher of this.#watchers.keys()) watcher.pump()
    })
  }

  #beat(): void {
    for (const [watcher, stillGood] of this.#watchers) {
      if (stillGood()) watcher.beat()
      else watcher.end()
    }
  }
}
