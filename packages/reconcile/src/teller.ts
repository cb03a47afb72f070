import type { Clock, Fault, Json, Logger } from '@baryon/kit'
import type { Book } from './book.ts'
import type { Calls } from './calls.ts'
import type { Entry } from './entry.ts'
import { reconcileErrors } from './errors.ts'
import type { Desired, Key, Projection, Revision, Source } from './intent.ts'
import { canonical, hashOf, hashOfRemoval, keyOf, textOf } from './key.ts'
import type { Delivery } from './ledger.ts'
import type { Queue } from './queue.ts'
import type { Outcome, Target } from './target.ts'
import { backoff } from './wait.ts'

export interface TellerOptions {
  readonly target: Target
  readonly projection: Projection
  readonly source: Source
  readonly queue: Queue
  readonly book: Book
  readonly calls: Calls
  readonly clock: Clock
  readonly logger: Logger
  readonly random: () => number
  /** How far the journal was read. */
  read(): Revision
  /** The outcome says something of the target as a whole. */
  diverged(fault: Fault): void
  denied(fault: Fault): void
  refused(key: Key, fault: Fault): void
  /** A thing was told, or set aside. */
  settled(entry: Entry): void
  /** A thing has another address, and was removed from its former one: what needs it may be gone with it. */
  moved(key: Key): void
  /** A thing that had been set aside was taken: those that needed it may be tried again. */
  revived(key: Key): void
}

/** What was seen when a thing was looked at. */
interface Look {
  readonly revision: Revision
  /** The newest revision that may have been seen. */
  readonly head: Revision
  readonly desired: Desired | undefined
  /** Of what is wanted. */
  readonly hash: string
  readonly row: Delivery | undefined
  /** The parents that the target takes, in the order of `desired.parents`, and what is known of them. */
  readonly parents: readonly { readonly key: Key; readonly text: string; readonly row: Delivery | undefined }[]
}

const looksAtMost = 3

/**
 * Takes one thing to what is wanted of it: looks at the newest, and tells the target if that is not what it acknowledged. The order of things
 * is kept here: an update waits for its parents, a removal for what needs the thing.
 */
export class Teller {
  readonly #options: TellerOptions
  readonly #rank: ReadonlyMap<string, number>

  constructor(options: TellerOptions) {
    this.#options = options
    this.#rank = new Map(options.projection.kinds.map((kind, index) => [kind, index]))
  }

  /** The thing is settled, or back in the queue, when this returns. */
  async tell(entry: Entry): Promise<void> {
    const { logger, target } = this.#options
    try {
      const look = await this.#look(entry)
      if (look.desired === undefined) await this.#remove(entry, look)
      else await this.#update(entry, look, look.desired)
    } catch (error) {
      logger.error(
        { err: error, target: target.name, ...entry.key },
        'a thing could not be looked at: it is tried again',
      )
      this.#later(entry)
    }
  }

  async #look(entry: Entry): Promise<Look> {
    const { source, projection, book, queue } = this.#options
    for (let looks = 1; ; looks += 1) {
      const revision = source.head()
      const desired = await projection.desired(entry.key, source.newest())
      const head = source.head()
      const keys = (desired?.parents ?? []).filter(parent => this.#precedes(parent, entry.key))
      const [row, ...rows] = await book.get([entry.key, ...keys])
      const parents = keys.map((key, index) => ({ key, text: textOf(key), row: rows[index] }))
      if (queue.freshen(entry) && looks < looksAtMost) continue
      const hash = desired === undefined ? hashOfRemoval : hashOf(desired)
      return { revision, head, desired, hash, row, parents }
    }
  }

  /** Whether a thing has to be there before another, at a target that takes its kind. */
  #precedes(parent: Key, key: Key): boolean {
    const [first, then] = [this.#rank.get(parent.kind), this.#rank.get(key.kind)]
    if (first === undefined || then === undefined || !this.#options.target.describe().kinds.includes(parent.kind))
      return false
    return first < then || (first === then && parent.id !== key.id)
  }

  async #update(entry: Entry, look: Look, desired: Desired): Promise<void> {
    const { queue, target, calls } = this.#options
    queue.relate(
      entry,
      look.parents.map(parent => parent.text),
    )
    const blockers = this.#blockers(entry, look)
    if (blockers.length > 0) return queue.block(entry, blockers)
    if (look.row?.hash === look.hash && !entry.force)
      return this.#settle(entry, look.row.state === 'there' ? 'done' : 'refused')
    entry.force = true
    const others = addressesOf(entry, look.row).filter(address => canonical(address) !== canonical(desired.address))
    const hindered = await this.#removeAll(entry, others)
    if (hindered !== undefined) return this.#judge(entry, look, hindered, desired)
    entry.told = desired.address
    const known = look.row?.state === 'there'
    const outcome = await calls.tell(entry.key, entry.tries > 0, signal => target.update(desired, signal, known))
    this.#judge(entry, look, outcome, desired)
    if (others.length > 0 && outcome.result === 'done') this.#options.moved(entry.key)
  }

  /** @returns what kept it from removing them all */
  async #removeAll(entry: Entry, addresses: readonly Json[]): Promise<Outcome | undefined> {
    const { calls, target } = this.#options
    for (const address of addresses) {
      const outcome = await calls.tell(entry.key, entry.tries > 0, signal => target.remove(entry.key, address, signal))
      if (outcome.result !== 'done' && outcome.result !== 'orphan') return outcome
    }
    return
  }

  /** What is to be told before: parents that wait, and those that nobody told yet because the journal was not read so far. */
  #blockers(entry: Entry, look: Look): string[] {
    const { queue } = this.#options
    const blockers: string[] = []
    for (const { key, text, row } of look.parents) {
      if (entry.passed.has(text)) continue
      if (!queue.has(text)) {
        if (row !== undefined) continue
        queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY })
      }
      blockers.push(text)
    }
    return blockers
  }

  async #remove(entry: Entry, look: Look): Promise<void> {
    const { queue, read } = this.#options
    const { row } = look
    const addresses = addressesOf(entry, row)
    if (row !== undefined) queue.relate(entry, [...new Set([...entry.parents, ...row.parents.map(textOf)])])
    const readTo = entry.readTo ?? look.head
    // What a process before this one may have told is known by the deletion alone.
    const isKnown = addresses.length > 0 || entry.force
    if (isKnown && !entry.goneRead && read() < readTo) return queue.defer(entry, readTo)
    if (addresses.length === 0) return this.#settle(entry, 'done')
    if (row?.state === 'refused' && row.hash === hashOfRemoval && !entry.force) return this.#settle(entry, 'refused')
    const children = [...queue.childrenOf(entry.text)].filter(
      child => !child.blockers.has(entry.text) && !entry.passed.has(child.text),
    )
    if (children.length > 0)
      return queue.block(
        entry,
        children.map(child => child.text),
      )
    entry.force = true
    const hindered = await this.#removeAll(entry, addresses)
    this.#judge(entry, look, hindered ?? { result: 'done' }, undefined, addresses[0])
  }

  #judge(entry: Entry, look: Look, outcome: Outcome, desired: Desired | undefined, address: Json = null) {
    const { diverged, denied } = this.#options
    switch (outcome.result) {
      case 'done':
        return this.#done(entry, look, desired)
      case 'orphan':
        return this.#orphan(entry, look, desired, outcome.fault)
      case 'refused':
        return this.#setAside(entry, look, desired, outcome.fault, address)
      case 'diverged':
        diverged(outcome.fault)
        return this.#later(entry)
      case 'denied':
        denied(outcome.fault)
        return this.#later(entry)
      case 'again':
        return this.#later(entry)
    }
  }

  #done(entry: Entry, look: Look, desired: Desired | undefined) {
    const { book, clock, revived } = this.#options
    const { key } = entry
    if (desired === undefined) book.strike(key)
    else
      book.write({
        key,
        state: 'there',
        revision: look.revision,
        hash: look.hash,
        address: desired.address,
        parents: desired.parents,
        time: clock.now(),
      })
    this.#settle(entry, 'done')
    if (look.row?.state === 'refused') revived(key)
  }

  /** Only what it would be told now is refused: of what it took before, it is still known how to remove it. */
  #setAside(entry: Entry, look: Look, desired: Desired | undefined, fault: Fault, address: Json) {
    const { book, clock, refused } = this.#options
    const { key } = entry
    book.write({
      key,
      state: 'refused',
      revision: look.revision,
      hash: look.hash,
      address: look.row?.address ?? desired?.address ?? address,
      parents: desired?.parents ?? look.row?.parents ?? entry.parents.map(keyOf),
      fault,
      time: clock.now(),
    })
    refused(key, fault)
    this.#settle(entry, 'refused')
  }

  /** Its parents are told again, and theirs, once; then it is set aside with a fault that names them. */
  #orphan(entry: Entry, look: Look, desired: Desired | undefined, fault: Fault) {
    const { queue, target } = this.#options
    if (!entry.orphaned && look.parents.length > 0) {
      entry.orphaned = true
      for (const { key, text } of look.parents) {
        entry.passed.delete(text)
        queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY, force: true })
      }
      return queue.again(entry)
    }
    const named = (keys: readonly Key[]) => keys.map(({ kind, id }) => `${kind} "${id}"`).join(', ')
    const refusing = named(look.parents.filter(({ row }) => row?.state === 'refused').map(({ key }) => key))
    const values = {
      target: target.name,
      ...entry.key,
      parents: named(desired?.parents ?? []) || 'none',
      reason: fault.message,
      said: fault.cause,
      refused: refusing === '' ? '' : `; it refuses ${refusing}`,
    }
    this.#setAside(entry, look, desired, reconcileErrors.fault('target.orphan', values), null)
  }

  #later(entry: Entry) {
    const { queue, clock, random } = this.#options
    queue.later(entry, clock.now() + backoff(entry.tries, random))
  }

  #settle(entry: Entry, result: 'done' | 'refused') {
    const { queue, book, settled } = this.#options
    book.mention(entry.key)
    queue.settle(entry, result)
    settled(entry)
  }
}

/** Every address by which a target may know the thing. */
function addressesOf(entry: Entry, row: Delivery | undefined): Json[] {
  const found = new Map<string, Json>()
  for (const address of [row?.address, entry.told, entry.lost])
    if (address !== undefined) found.set(canonical(address), address)
  return [...found.values()]
}
