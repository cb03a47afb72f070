import type { Clock, Fault, Json } from '@baryon/kit'
import type { Book } from './book.ts'
import type { Entry } from './entry.ts'
import { reconcileErrors } from './errors.ts'
import type { Key } from './intent.ts'
import { canonical, keyOf } from './key.ts'
import type { Delivery } from './ledger.ts'
import type { Look } from './look.ts'
import type { Queue } from './queue.ts'
import type { Stubborn } from './stubborn.ts'
import type { Outcome, Target } from './target.ts'
import { backoff } from './wait.ts'

export interface SettlerOptions {
  readonly target: Pick<Target, 'name'>
  readonly queue: Queue
  readonly book: Book
  readonly stubborn: Stubborn
  readonly clock: Clock
  readonly random: () => number
  /** The outcome says something of the target as a whole. */
  diverged(fault: Fault): void
  denied(fault: Fault): void
  refused(key: Key, fault: Fault): void
  /** A thing was told, or set aside. */
  settled(entry: Entry): void
  /** A thing that had been set aside was taken: those that needed it may be tried again. */
  revived(key: Key): void
  /** Something that it took before is to be told again: whether it takes anything is not certain. */
  doubted(): void
}

/** What becomes of a thing by the outcome of telling it: acknowledged, set aside, or back in the queue. */
export class Settler {
  readonly #options: SettlerOptions

  constructor(options: SettlerOptions) {
    this.#options = options
  }

  /** @param address by which its removal was told */
  judge(entry: Entry, look: Look, outcome: Outcome, address: Json = null) {
    const { diverged, denied } = this.#options
    switch (outcome.result) {
      case 'done':
        return this.#done(entry, look)
      case 'orphan':
        return this.#orphan(entry, look, outcome.fault)
      case 'refused':
        return this.#refused(entry, look, outcome.fault, address)
      case 'diverged':
        diverged(outcome.fault)
        return this.later(entry)
      case 'denied':
        denied(outcome.fault)
        return this.later(entry)
      case 'again':
        return outcome.away ? this.later(entry) : this.#failed(entry, look, outcome.fault, address)
    }
  }

  #done(entry: Entry, look: Look) {
    const { book, clock, revived, stubborn } = this.#options
    const { key } = entry
    const { desired, revision, hash } = look
    stubborn.took()
    if (desired === undefined) book.strike(key)
    else {
      const { address, parents } = desired
      book.write({ key, state: 'there', revision, hash, address, parents, time: clock.now() }, entry.text)
    }
    this.settle(entry, 'done')
    if (look.row?.state === 'refused') revived(key)
  }

  #refused(entry: Entry, look: Look, fault: Fault, address: Json) {
    this.#options.stubborn.forget(entry.key)
    this.#setAside(entry, look, fault, address)
  }

  /** Only what it would be told now is refused: of what it took before, it is still known how to remove it. */
  #setAside(entry: Entry, look: Look, fault: Fault, address: Json) {
    const { book, clock, refused } = this.#options
    const { key } = entry
    const { desired, row, revision, hash } = look
    const kept = keptOf(look)
    book.write({
      ...{ key, state: 'refused', revision, hash, fault, time: clock.now() },
      ...(kept === undefined ? {} : { kept }),
      address: row?.address ?? desired?.address ?? address,
      parents: desired?.parents ?? row?.parents ?? entry.parents.map(keyOf),
    })
    refused(key, fault)
    this.settle(entry, 'refused')
  }

  /** Somebody answered, and it was neither taken nor refused. */
  #failed(entry: Entry, look: Look, { message: reason, cause }: Fault, address: Json) {
    const { stubborn, target, doubted } = this.#options
    const { key } = entry
    const sentence = stubborn.failed(key)
    if (sentence.what === 'doubted') doubted()
    if (sentence.what !== 'aside') return this.later(entry)
    const { tries, milliseconds } = sentence
    const values = { target: target.name, ...key, reason, said: cause, tries, seconds: Math.round(milliseconds / 1000) }
    stubborn.put(key)
    this.#setAside(entry, look, reconcileErrors.fault('target.failing', values), address)
  }

  /** Its parents are told again, and theirs, once; then it is set aside with a fault that names them. */
  #orphan(entry: Entry, look: Look, fault: Fault) {
    const { queue, target } = this.#options
    if (!entry.orphaned && look.parents.length > 0) {
      entry.orphaned = true
      for (const { key, text } of look.parents) {
        entry.passed?.delete(text)
        queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY, force: true })
      }
      return queue.again(entry)
    }
    const named = (keys: readonly Key[]) => keys.map(({ kind, id }) => `${kind} "${id}"`).join(', ')
    const refusing = named(look.parents.filter(({ row }) => row?.state === 'refused').map(({ key }) => key))
    const values = {
      target: target.name,
      ...entry.key,
      parents: named(look.desired?.parents ?? []) || 'none',
      reason: fault.message,
      said: fault.cause,
      refused: refusing === '' ? '' : `; it refuses ${refusing}`,
    }
    this.#refused(entry, look, reconcileErrors.fault('target.orphan', values), null)
  }

  /** It is told again, later and later. */
  later(entry: Entry) {
    const { queue, clock, random } = this.#options
    queue.later(entry, clock.now() + backoff(entry.tries, random))
  }

  /** It is as it should be as far as is known, or stays set aside. */
  settle(entry: Entry, result: 'done' | 'refused') {
    const { queue, book, settled, stubborn } = this.#options
    if (result === 'done') stubborn.forget(entry.key)
    book.mention(entry.key, entry.text)
    queue.settle(entry, result)
    settled(entry)
  }
}

/** What it has still of a thing that it does not take as it is to be: what it took before, unless that was removed from another address first. */
function keptOf({ row, desired }: Look): Delivery['kept'] {
  if (row === undefined || (desired !== undefined && canonical(desired.address) !== canonical(row.address))) return
  return row.state === 'there' ? { hash: row.hash, parents: row.parents } : row.kept
}
