import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Logger } from '@baryon/kit'
import type { Kind, Registry } from '@baryon/model'
import type { Store } from '@baryon/store'
import { ownersOf, projectsIn, projectsNow, rowsOf } from './seen.ts'

/** Who knows what projects are called. Both throw when it cannot be asked. */
export interface Directory {
  /** undefined: there is no such project. */
  nameOf(id: string): Promise<string | undefined>
  /** Names by ids; maybe not all. */
  all(): Promise<ReadonlyMap<string, string>>
}

export interface NamesOptions {
  readonly store: Store
  readonly registry: () => Registry
  readonly directory: Directory
  readonly clock: Clock
  readonly logger: Logger
  /** Milliseconds after which it is looked for projects that are called something else now. */
  readonly every?: number
  /** Milliseconds before the next question while nobody answers, doubled each time up to `most`. */
  readonly away?: { readonly first: number; readonly most: number }
}

const service = 'networking'

/** The reader of the journal. */
const reader = 'projects'

const entriesAtOnce = 500

/** Of so many new projects each is asked for by itself; of more, all at once. */
const fewProjects = 20

/** Projects that are written down in one transaction. */
const namesAtOnce = 200

const origin = { actor: 'baryon', requestId: '' }

/**
 * Keeps beside the objects of the service what their projects are called, so that backends read it like everything else: a name that is
 * learned later is a change of its row, and nobody waits for it. A project without a name has a row with none.
 */
export class ProjectNames {
  readonly #options: NamesOptions
  readonly #names = new Map<string, string>()
  readonly #stopping = new AbortController()
  #news: PromiseWithResolvers<void> = Promise.withResolvers()
  #unsubscribe: (() => void) | undefined
  #running: Promise<void> = Promise.resolve()
  #read = 0
  #scanned = false
  #isAway = false

  constructor(options: NamesOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const { store, registry } = this.#options
    const kind = registry().kind({ service, kind: 'ProjectName' })
    if (kind === undefined) return
    for await (const { id, name } of rowsOf(store, kind)) this.#names.set(String(id), String(name))
    this.#read = await store.journal.cursor(reader)
    this.#unsubscribe = store.journal.subscribe(() => this.#news.resolve())
    this.#running = this.#run(kind)
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#stopping.abort()
    this.#news.resolve()
    await this.#running
  }

  async #run(kind: Kind): Promise<void> {
    const { store, logger, every = 300_000, away = { first: 500, most: 30_000 } } = this.#options
    let due = this.#options.clock.now()
    let wait = away.first
    while (!this.#stopping.signal.aborted) {
      this.#news = Promise.withResolvers()
      try {
        await this.#readOn(kind)
        if (this.#options.clock.now() >= due) {
          await this.#renew(kind)
          due = this.#options.clock.now() + every
        }
        wait = away.first
        if (this.#isAway) logger.info({}, 'names of projects are known again')
        this.#isAway = false
        if (this.#read >= store.journal.head()) await this.#wait(due - this.#options.clock.now())
      } catch (error) {
        if (!this.#isAway) logger.warn({ err: error }, 'names of projects cannot be asked for: controllers see ids')
        this.#isAway = true
        await this.#pause(wait)
        wait = Math.min(wait * 2, away.most)
      }
    }
  }

  /** The cursor moves when the projects of a stretch are written down; where the journal is gone, everything is looked at. */
  async #readOn(kind: Kind): Promise<void> {
    const { store, registry } = this.#options
    const kinds = registry().service(service)?.kinds ?? []
    const owners = ownersOf(kinds)
    while (this.#read < store.journal.head() && !this.#stopping.signal.aborted) {
      const head = store.journal.head()
      const stretch =
        this.#read === 0 && !this.#scanned ? undefined : await store.journal.after(this.#read, entriesAtOnce)
      if (stretch?.ok) {
        await this.#learn(kind, projectsIn(stretch.value, service, owners))
        this.#read = stretch.value.at(-1)?.revision ?? head
      } else {
        await this.#learn(kind, await projectsNow(store, kinds))
        this.#read = head
        this.#scanned = true
      }
      await store.journal.advance(reader, this.#read)
    }
  }

  async #learn(kind: Kind, projects: ReadonlySet<string>): Promise<void> {
    const { directory } = this.#options
    const unknown = [...projects].filter(id => !this.#names.has(id))
    if (unknown.length === 0) return
    const all = unknown.length > fewProjects ? await directory.all() : new Map<string, string>()
    const found = new Map<string, string>()
    for (const id of unknown) found.set(id, all.get(id) ?? (await directory.nameOf(id)) ?? '')
    await this.#write(kind, found)
  }

  /** Projects that are called something else now, and those that had no name. */
  async #renew(kind: Kind): Promise<void> {
    const { directory } = this.#options
    if (this.#names.size === 0) return
    const all = await directory.all()
    const changed = new Map<string, string>()
    for (const [id, name] of this.#names) {
      const now = all.get(id) ?? (name === '' ? await directory.nameOf(id) : undefined)
      if (now !== undefined && now !== name) changed.set(id, now)
    }
    await this.#write(kind, changed)
  }

  async #write(kind: Kind, names: ReadonlyMap<string, string>): Promise<void> {
    const { store } = this.#options
    const left = [...names]
    while (left.length > 0) {
      const some = left.splice(0, namesAtOnce)
      const done = await store.commit(origin, async tx => {
        for (const [id, name] of some)
          if (this.#names.has(id)) await tx.update(kind, id, { name })
          else await tx.insert(kind, { id, name })
      })
      if (!done.ok) throw new Error(done.faults.map(({ message }) => message).join('; '))
      for (const [id, name] of some) this.#names.set(id, name)
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    const timer = new AbortController()
    await Promise.race([this.#news.promise, this.#pause(Math.max(milliseconds, 1), timer.signal)])
    timer.abort()
  }

  async #pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const signals = signal === undefined ? [this.#stopping.signal] : [this.#stopping.signal, signal]
    await sleep(milliseconds, undefined, { signal: AbortSignal.any(signals), ref: false }).catch(() => {})
  }
}
