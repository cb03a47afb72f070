import { Places } from '@baryon/kit'
import { Chain } from './chain.ts'
import { type Entry, merged, newEntry, type Touch } from './entry.ts'
import type { Revision } from './intent.ts'
import { textOf } from './key.ts'
import { Groups, inCircle } from './waits.ts'

/**
 * Things that may have to be told to one target, each once. It knows what waits for what, and who is next; it does not know targets.
 * A thing leaves the queue by `settle`, and stays in it if it was touched meanwhile.
 */
export class Queue {
  readonly #entries = new Places<Entry>()
  /** Where each is, by its text. */
  readonly #places = new Map<string, number>()
  readonly #ready = new Chain<Entry>()
  /** Ready, and needed by others that wait in the queue. */
  readonly #needed = new Chain<Entry>()
  readonly #later = new Chain<Entry>()
  readonly #unread = new Chain<Entry>()
  /** Entries that wait for a thing, by its text. */
  readonly #waiting = new Groups()
  /** Entries with a parent, by its text. */
  readonly #children = new Groups()

  /** Entries that count for the window: those that cannot go on before the journal is read on do not. */
  get size(): number {
    return this.#places.size - this.#unread.size
  }

  get length(): number {
    return this.#places.size
  }

  /** Entries that can be told now. */
  get ready(): number {
    return this.#ready.size + this.#needed.size
  }

  has(text: string): boolean {
    return this.#places.has(text)
  }

  get(text: string): Entry | undefined {
    const place = this.#places.get(text)
    return place === undefined ? undefined : this.#entries.at(place)
  }

  /** Those that are in the queue now. */
  entries(): readonly Entry[] {
    return this.#entries.all()
  }

  /** Everything up to here is acknowledged, if the journal was read up to there. */
  floor(read: Revision): Revision {
    let oldest = read + 1
    for (const entry of this.#entries.all()) oldest = Math.min(oldest, entry.from, entry.next?.from ?? oldest)
    return oldest - 1
  }

  /** When the oldest change that waits was made; undefined: none waits. */
  oldest(): number | undefined {
    let oldest = Number.POSITIVE_INFINITY
    for (const entry of this.#entries.all()) oldest = Math.min(oldest, entry.since)
    return oldest === Number.POSITIVE_INFINITY ? undefined : oldest
  }

  add(touch: Touch): void {
    const text = textOf(touch.key)
    let entry = this.get(text)
    if (entry?.state === 'running') {
      entry.next = merged(entry.next, touch)
      if (touch.parents !== undefined) this.relate(entry, [...new Set([...entry.parents, ...touch.parents])])
      return
    }
    if (entry === undefined) {
      entry = newEntry(text, touch)
      entry.place = this.#entries.add(entry)
      this.#places.set(text, entry.place)
    }
    this.#apply(entry, touch)
    if (entry.state !== 'later') this.#readyNow(entry)
  }

  #apply(entry: Entry, touch: Touch) {
    entry.from = Math.min(entry.from, touch.from)
    entry.since = Math.min(entry.since, touch.since)
    if (touch.force || touch.uncertain) entry.force = true
    if (touch.doubted) entry.doubted = true
    if (touch.awaiting !== undefined) entry.awaiting = (entry.awaiting ?? new Set()).add(touch.awaiting)
    if (touch.address !== undefined) entry.told = touch.address
    if (touch.by !== undefined) entry.by = touch.by
    if (touch.change !== undefined) entry.change = touch.change
    if (touch.parents === undefined) return
    this.relate(entry, touch.parents)
    entry.goneRead = touch.gone !== undefined
    if (touch.gone !== undefined && (touch.uncertain || entry.force || entry.doubted)) entry.lost = touch.gone.address
    entry.orphaned = false
    entry.readTo = undefined
    entry.passed = undefined
  }

  /** Everything is uploaded: what waits may be told by that. */
  doubt(): void {
    for (const entry of this.#entries.all()) entry.doubted = true
  }

  /** What a thing needs, or needed: removals of those wait for it. */
  relate(entry: Entry, parents: readonly string[]): void {
    for (const parent of entry.parents) this.#children.drop(parent, entry)
    entry.parents = parents
    for (const parent of parents) this.#children.add(parent, entry)
  }

  /** Entries that may still have to be told before a thing goes. */
  childrenOf(text: string): Iterable<Entry> {
    return this.#at(this.#children.of(text))
  }

  #at(places: Iterable<number>): readonly Entry[] {
    return [...places].flatMap(place => this.#entries.at(place) ?? [])
  }

  /** The next to be told, in the order they became ready; first what others need, since they would wait for it. */
  take(): Entry | undefined {
    const entry = this.#needed.first ?? this.#ready.first
    if (entry === undefined) return
    this.#unready(entry)
    entry.state = 'running'
    return entry
  }

  #unready(entry: Entry) {
    this.#ready.delete(entry)
    this.#needed.delete(entry)
  }

  /** So many of those that are told next, in their order. */
  ahead(most: number): readonly Entry[] {
    const next: Entry[] = []
    for (const entries of [this.#needed, this.#ready])
      for (const entry of entries) if (next.push(entry) >= most) return next
    return next
  }

  /** It goes on when each of those was told once, or is not in the queue. Who would wait for itself so is not waited for any more. */
  block(entry: Entry, texts: readonly string[]): void {
    if (this.#takesUp(entry)) return
    entry.state = 'blocked'
    for (const text of texts) {
      entry.blockers = (entry.blockers ?? new Set()).add(text)
      this.#waiting.add(text, entry)
      const other = this.get(text)
      if (other !== undefined && this.#ready.delete(other)) this.#needed.add(other)
    }
    for (const waiter of inCircle(entry, texts, text => this.get(text))) this.#pass(waiter, entry.text)
  }

  /** What waits for a thing waits for it no longer. */
  #pass(waiter: Entry, text: string) {
    this.#waiting.drop(text, waiter)
    waiter.passed = (waiter.passed ?? new Set()).add(text)
    waiter.blockers?.delete(text)
    if (!waiter.blockers?.size) this.#readyNow(waiter)
  }

  /** It goes on when the journal was read up to there. */
  defer(entry: Entry, readTo: Revision): void {
    if (this.#takesUp(entry)) return
    entry.readTo = readTo
    entry.state = 'unread'
    this.#unread.add(entry)
  }

  /** The journal was read up to here. */
  readTo(revision: Revision): void {
    for (const entry of this.#unread) if ((entry.readTo ?? 0) <= revision) this.#readyNow(entry)
  }

  /** It is told again then. */
  later(entry: Entry, dueAt: number): void {
    this.#takesUp(entry)
    this.#unready(entry)
    entry.tries += 1
    entry.dueAt = dueAt
    entry.state = 'later'
    this.#later.add(entry)
  }

  /** It is looked at again at once. */
  again(entry: Entry): void {
    if (!this.#takesUp(entry)) this.#readyNow(entry)
  }

  /** What was to be told later is told now. */
  hurry(text?: string): void {
    for (const entry of this.#later) if (text === undefined || entry.text === text) this.#readyNow(entry)
  }

  /** Makes those ready whose time has come. @returns when the next one's comes */
  due(now: number): number {
    let next = Number.POSITIVE_INFINITY
    for (const entry of this.#later)
      if (entry.dueAt <= now) this.#readyNow(entry)
      else next = Math.min(next, entry.dueAt)
    return next
  }

  /** Takes up what touched it while it was looked at; it stays with who looks. @returns whether there was something */
  freshen(entry: Entry): boolean {
    const { next } = entry
    if (next === undefined) return false
    entry.next = undefined
    this.#apply(entry, next)
    return true
  }

  /** It was told, or set aside, or there is nothing to tell. */
  settle(entry: Entry, result: 'done' | 'refused'): void {
    const { next, parents } = entry
    // A parent that is to go waits until its child has gone, not only until what the child was before is told
    const released = this.#at(this.#waiting.of(entry.text)).filter(
      ({ text }) => next === undefined || !parents.includes(text),
    )
    entry.next = undefined
    for (const one of entry.awaiting ?? []) one.settled(result)
    entry.awaiting = undefined
    this.relate(entry, [])
    this.#places.delete(entry.text)
    this.#entries.remove(entry.place)
    if (next !== undefined) this.add(next)
    for (const waiter of released) this.#pass(waiter, entry.text)
  }

  /** @returns whether it was touched while it was being told, so that it has to be looked at afresh */
  #takesUp(entry: Entry): boolean {
    if (!this.freshen(entry)) return false
    this.#readyNow(entry)
    return true
  }

  #readyNow(entry: Entry) {
    for (const text of entry.blockers ?? []) this.#waiting.drop(text, entry)
    entry.blockers = undefined
    this.#later.delete(entry)
    this.#unread.delete(entry)
    entry.foreseen = undefined
    entry.state = 'ready'
    if (this.#needed.has(entry)) return
    if (this.#children.of(entry.text).size === 0) this.#ready.add(entry)
    else {
      this.#ready.delete(entry)
      this.#needed.add(entry)
    }
  }
}
