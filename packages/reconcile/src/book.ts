import type { Logger } from '@baryon/kit'
import type { Key, Revision } from './intent.ts'
import { textOf } from './key.ts'
import type { Delivery, Ledger } from './ledger.ts'
import { Bell, type Wait } from './wait.ts'

/** What is acknowledged in one transaction of the ledger at most, and how long the first waits for others (milliseconds): longer while many come. */
const batchAtMost = 500
const gathering = 3
const gatheringMany = 20
const many = 16

export interface BookOptions {
  readonly target: string
  readonly ledger: Ledger
  readonly logger: Logger
  readonly wait: Wait
  /** Everything up to here is told or set aside, with what is in the book. */
  floor(): Revision
  /** Says how things stand now. It is done before their cursor moves on, so that a process that is killed between says it again. */
  say(keys: readonly Key[]): Promise<void>
  progress(cursor: Revision): void
}

type Line = { readonly key: Key; readonly text: string; readonly delivery?: Delivery }

const nothing: Pick<Line, 'delivery'> = {}

/** What so many things are known of is kept in memory: a network is a parent of each of its ports. */
const keptAtMost = 1000

/** Of so many things it is remembered that nothing is known of them: more than are on their way at a time. */
const absentAtMost = 4000

/** What was acknowledged and is not in the ledger yet, in front of the ledger. Many acknowledgements share a transaction. */
export class Book {
  readonly #options: BookOptions
  readonly #bell = new Bell()
  #open = new Map<string, Line>()
  #closing = new Map<string, Line>()
  #said = new Map<string, Key>()
  /** Of the ledger, what was asked for last; nobody else writes what is there of this target. */
  readonly #known = new Map<string, Delivery>()
  /** Texts of things that the ledger has nothing of. */
  readonly #absent = new Set<string>()
  /** What the last transaction acknowledged. */
  #batch = 0
  /** Transactions of the ledger that are done. */
  #writes = 0
  #cursor: Revision = 0
  #run: Promise<void> = Promise.resolve()
  #flushed: PromiseWithResolvers<void> | undefined
  #stopping: AbortSignal | undefined

  constructor(options: BookOptions) {
    this.#options = options
  }

  /** Everything up to here is in the ledger. */
  get cursor(): Revision {
    return this.#cursor
  }

  start(cursor: Revision, signal: AbortSignal): void {
    this.#cursor = cursor
    this.#stopping = signal
    signal.addEventListener('abort', () => this.#flushed?.reject(signal.reason), { once: true })
    this.#run = this.#loop(signal)
  }

  /**
   * What is known of things, the newest first.
   * @param texts of the keys, where whoever asks has them
   */
  async get(keys: readonly Key[], texts = keys.map(textOf)): Promise<readonly (Delivery | undefined)[]> {
    const lines = texts.map(text => this.#line(text))
    const missing = keys.filter((_, index) => lines[index] === undefined)
    if (missing.length === 0) return lines.map(line => line?.delivery)
    const writes = this.#writes
    const found = await this.#options.ledger.get(this.#options.target, missing)
    // What was written meanwhile may have been read as it was before.
    if (writes !== this.#writes) return this.get(keys, texts)
    for (const [index, delivery] of found.entries())
      if (delivery === undefined) this.#miss(textOf(missing[index]!))
      else this.#keep(textOf(delivery.key), delivery)
    let next = 0
    return lines.map((line, index) => {
      if (line !== undefined) return line.delivery
      const kept = found[next++]
      const since = this.#line(texts[index]!)
      return since === undefined ? kept : since.delivery
    })
  }

  #line(text: string): Pick<Line, 'delivery'> | undefined {
    const line = this.#open.get(text) ?? this.#closing.get(text)
    if (line !== undefined) return line
    const delivery = this.#known.get(text)
    if (delivery !== undefined) return { delivery }
    return this.#absent.has(text) ? nothing : undefined
  }

  #miss(text: string): void {
    this.#absent.add(text)
    if (this.#absent.size <= absentAtMost) return
    const [oldest = ''] = this.#absent
    this.#absent.delete(oldest)
  }

  /** Of the things that are known longest, those go that were not asked for since. */
  #keep(text: string, delivery: Delivery): void {
    this.#absent.delete(text)
    this.#known.delete(text)
    this.#known.set(text, delivery)
    if (this.#known.size <= keptAtMost) return
    const [oldest = ''] = this.#known.keys()
    this.#known.delete(oldest)
  }

  /** It was delivered, or set aside. */
  write(delivery: Delivery, text = textOf(delivery.key)): void {
    this.#note({ key: delivery.key, text, delivery })
  }

  /** It is not there any more. */
  strike(key: Key): void {
    this.#note({ key, text: textOf(key) })
  }

  #note(line: Line) {
    this.#open.set(line.text, line)
    this.#said.set(line.text, line.key)
    this.#bell.ring()
  }

  /** Nothing changed for it, but how it stands has to be said. */
  mention(key: Key, text = textOf(key)): void {
    this.#said.set(text, key)
    this.#bell.ring()
  }

  /** The floor may have risen. */
  moved(): void {
    this.#bell.ring()
  }

  /** Returns when all of this is in the ledger. @throws the reason of the stop, when it is stopped before: nobody writes any more until it ends */
  async flush(): Promise<void> {
    while (this.#open.size > 0 || this.#closing.size > 0) {
      this.#stopping?.throwIfAborted()
      this.#flushed ??= Promise.withResolvers()
      this.#bell.ring()
      await this.#flushed.promise
    }
  }

  /** Writes what is left. */
  async stop(): Promise<void> {
    await this.#run
    await this.#write().catch(error => this.#options.logger.error({ err: error }, 'acknowledgements could not be kept'))
  }

  async #loop(signal: AbortSignal) {
    const { wait, logger, target } = this.#options
    while (!signal.aborted) {
      await this.#bell.heard(wait, Number.POSITIVE_INFINITY, signal)
      if (signal.aborted) return
      const pause = this.#batch < many ? gathering : gatheringMany
      if (this.#open.size < batchAtMost && this.#flushed === undefined) await wait(pause, signal)
      try {
        await this.#write()
      } catch (error) {
        logger.error({ err: error, target }, 'acknowledgements could not be kept: they are tried again')
        await wait(1000, signal)
        this.#bell.ring()
      }
    }
  }

  async #write() {
    const { ledger, target, floor, progress } = this.#options
    const cursor = floor()
    if (this.#closing.size === 0 && this.#open.size === 0 && this.#said.size === 0 && cursor === this.#cursor) return
    this.#closing = new Map([...this.#closing, ...this.#open])
    this.#open = new Map()
    await this.#say()
    const lines = [...this.#closing.values()]
    await ledger.put(
      target,
      lines.flatMap(({ delivery }) => (delivery === undefined ? [] : [delivery])),
      lines.flatMap(({ key, delivery }) => (delivery === undefined ? [key] : [])),
      cursor,
    )
    for (const { text, delivery } of lines) {
      this.#absent.delete(text)
      if (delivery === undefined) this.#known.delete(text)
      else if (this.#known.has(text)) this.#keep(text, delivery)
    }
    this.#closing = new Map()
    this.#writes += 1
    this.#batch = lines.length
    this.#cursor = cursor
    this.#flushed?.resolve()
    this.#flushed = undefined
    progress(cursor)
  }

  async #say() {
    const said = this.#said
    if (said.size === 0) return
    this.#said = new Map()
    try {
      await this.#options.say([...said.values()])
    } catch (error) {
      this.#said = new Map([...said, ...this.#said])
      throw error
    }
  }
}
