import type { Json, Logger } from '@baryon/kit'
import type { Calls } from './calls.ts'
import type { Entry } from './entry.ts'
import type { Desired, Key, Revision } from './intent.ts'
import { canonical, hashOfRemoval, textOf } from './key.ts'
import type { Delivery } from './ledger.ts'
import type { Look, Looker } from './look.ts'
import type { Queue } from './queue.ts'
import type { Settler } from './settler.ts'
import type { Outcome, Target } from './target.ts'

export interface TellerOptions {
  readonly target: Target
  readonly looker: Looker
  readonly settler: Settler
  readonly queue: Queue
  readonly calls: Calls
  readonly logger: Logger
  /** How far the journal was read. */
  read(): Revision
  /** A thing has another address, and was removed from its former one: what needs it may be gone with it. */
  moved(key: Key): void
}

/**
 * Takes one thing to what is wanted of it: looks at the newest, and tells the target if that is not what it acknowledged. The order of things
 * is kept here: an update waits for its parents, a removal for what needs the thing.
 */
export class Teller {
  readonly #options: TellerOptions

  constructor(options: TellerOptions) {
    this.#options = options
  }

  /** The thing is settled, or back in the queue, when this returns. */
  async tell(entry: Entry): Promise<void> {
    const { logger, target, looker, settler } = this.#options
    try {
      const look = await looker.at(entry)
      if (look.desired === undefined) await this.#remove(entry, look)
      else await this.#update(entry, look, look.desired)
    } catch (error) {
      logger.error(
        { err: error, target: target.name, ...entry.key },
        'a thing could not be looked at: it is tried again',
      )
      settler.later(entry)
    }
  }

  async #update(entry: Entry, look: Look, desired: Desired): Promise<void> {
    const { queue, target, calls, settler } = this.#options
    queue.relate(
      entry,
      look.parents.map(parent => parent.text),
    )
    const blockers = this.#blockers(entry, look)
    if (blockers.length > 0) return queue.block(entry, blockers)
    if (look.row?.hash === look.hash && !entry.force)
      return settler.settle(entry, look.row.state === 'there' ? 'done' : 'refused')
    entry.force = true
    const others = addressesOf(entry, look.row).filter(address => canonical(address) !== canonical(desired.address))
    const hindered = await this.#removeAll(entry, others)
    if (hindered !== undefined) return settler.judge(entry, look, hindered)
    entry.told = desired.address
    const known = look.row?.state === 'there' || look.row?.kept !== undefined
    const outcome = await calls.tell(entry.key, entry.tries > 0, signal =>
      target.update(desired, signal, known, entry.by),
    )
    settler.judge(entry, look, outcome)
    if (others.length > 0 && outcome.result === 'done') this.#options.moved(entry.key)
  }

  /** @returns what kept it from removing them all */
  async #removeAll(entry: Entry, addresses: readonly Json[]): Promise<Outcome | undefined> {
    const { calls, target } = this.#options
    for (const address of addresses) {
      const outcome = await calls.tell(entry.key, entry.tries > 0, signal =>
        target.remove(entry.key, address, signal, entry.by),
      )
      if (outcome.result !== 'done' && outcome.result !== 'orphan') return outcome
    }
    return
  }

  /** What is to be told before: parents that wait, and those that nobody told yet because the journal was not read so far. */
  #blockers(entry: Entry, look: Look): string[] {
    const { queue } = this.#options
    const blockers: string[] = []
    for (const { key, text, row } of look.parents) {
      if (entry.passed?.has(text)) continue
      if (!queue.has(text)) {
        if (row !== undefined) continue
        queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY })
      }
      blockers.push(text)
    }
    return blockers
  }

  async #remove(entry: Entry, look: Look): Promise<void> {
    const { queue, read, settler } = this.#options
    const { row } = look
    const addresses = addressesOf(entry, row)
    const former = [...(row?.parents ?? []), ...(row?.kept?.parents ?? [])].map(textOf)
    if (former.length > 0) queue.relate(entry, [...new Set([...entry.parents, ...former])])
    const readTo = entry.readTo ?? look.head
    // What a process before this one may have told is known by the deletion alone.
    const isKnown = addresses.length > 0 || entry.force || entry.doubted
    if (isKnown && !entry.goneRead && read() < readTo) return queue.defer(entry, readTo)
    if (addresses.length === 0) return settler.settle(entry, 'done')
    if (row?.state === 'refused' && row.hash === hashOfRemoval && !entry.force) return settler.settle(entry, 'refused')
    const children = [...queue.childrenOf(entry.text)].filter(
      child => !child.blockers?.has(entry.text) && !entry.passed?.has(child.text),
    )
    if (children.length > 0)
      return queue.block(
        entry,
        children.map(child => child.text),
      )
    entry.force = true
    const hindered = await this.#removeAll(entry, addresses)
    settler.judge(entry, look, hindered ?? { result: 'done' }, addresses[0])
  }
}

/** Every address by which a target may know the thing. */
function addressesOf(entry: Entry, row: Delivery | undefined): Json[] {
  const found = new Map<string, Json>()
  for (const address of [row?.address, entry.told, entry.lost])
    if (address !== undefined) found.set(canonical(address), address)
  return [...found.values()]
}
