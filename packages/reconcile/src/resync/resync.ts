import { type Fault, Refusal } from '@baryon/kit'
import { reconcileErrors } from '../errors.ts'
import type { Desired, Key } from '../intent.ts'
import { hashOf, keyOf, textOf } from '../key.ts'
import type { Delivery } from '../ledger.ts'
import type { Drift, DriftSummary, Resynced, Scope } from '../report.ts'
import { tellAll, weigh } from './bulk.ts'
import { type Finding, findings, shown, takeInventory } from './drift.ts'
import type { Site } from './site.ts'
import { Tally } from './tally.ts'
import { wantedIn } from './wanted.ts'

const examplesAtMost = 20

/** How a resync is run. */
export interface Run {
  readonly dryRun: boolean
  /** Goes on although the brake would stop it, and tries again what is set aside. */
  readonly force: boolean
  /** The target said that its state is another. */
  readonly diverged: boolean
  readonly signal: AbortSignal
  /** What had been held back because the target diverged may be told again, so that the repair can be. */
  resume(): void
  compared(summary: DriftSummary): void
}

interface Plan {
  updates: number
  removals: number
  /** Differences that no change of the journal asks for, and the things that the target has. */
  unasked: number
  things: number
  readonly examples: Drift[]
  readonly counts: Record<Drift['kind'], number>
}

const newPlan = (): Plan => ({
  updates: 0,
  removals: 0,
  unasked: 0,
  things: 0,
  examples: [],
  counts: { missing: 0, different: 0, surplus: 0 },
})

/** Brings what a target has back to what is wanted, as far as a scope goes. */
export class Resync {
  readonly #site: Site
  readonly #scope: Scope
  readonly #run: Run

  constructor(site: Site, scope: Scope, run: Run) {
    this.#site = site
    this.#scope = scope
    this.#run = run
  }

  /** Expected failures are the fault of the answer. */
  async go(): Promise<Resynced> {
    const plan = newPlan()
    let fault: Fault | undefined
    try {
      fault = await this.#go(plan)
    } catch (error) {
      if (error instanceof Refusal) fault = error.faults[0]
      else if (this.#run.signal.aborted) fault = this.#broken('it was stopped')
      else throw error
    }
    const { updates, removals, examples } = plan
    const { target } = this.#site
    const answer = {
      target: target.name,
      scope: this.#scope.what,
      dryRun: this.#run.dryRun,
      updates,
      removals,
      examples,
    }
    return fault === undefined ? answer : { ...answer, fault }
  }

  async #go(plan: Plan): Promise<Fault | undefined> {
    const { what } = this.#scope
    const { bulk, readable } = this.#site.target.describe()
    if (what === 'diff') return this.#diff(plan)
    if (what === 'bulk') return this.#bulk(plan)
    if (what !== 'auto') return this.#tell(plan, what === 'object' ? this.#scope.key : undefined)
    if (this.#site.target.read !== undefined && readable.length > 0) return this.#diff(plan)
    return bulk ? this.#bulk(plan) : this.#tell(plan)
  }

  /** Tells everything of the scope again, in order. */
  async #tell(plan: Plan, key?: Key): Promise<Fault | undefined> {
    const site = this.#site
    const tally = new Tally()
    if (!this.#run.dryRun) this.#run.resume()
    if (this.#scope.what === 'auto') await this.#orphans()
    for await (const desired of wantedIn(site, this.#scope, site.source.newest())) {
      const [row] = await site.book.get([desired.key])
      if (this.#leaves(desired, row)) continue
      plan.updates += 1
      const kind = row?.state === 'there' ? 'different' : 'missing'
      if (plan.examples.length < examplesAtMost) plan.examples.push({ key: desired.key, kind })
      if (!(await this.#queue(desired.key, tally))) return this.#broken('it was interrupted')
    }
    if (key !== undefined && plan.updates === 0) return this.#removeOne(plan, key, tally)
    return this.#settled(tally)
  }

  /** What was refused as it is stays set aside, unless somebody names it or says force. */
  #leaves(desired: Desired, row: Delivery | undefined): boolean {
    if (this.#run.force || this.#scope.what === 'object') return false
    return row?.state === 'refused' && row.hash === hashOf(desired)
  }

  async #removeOne(plan: Plan, key: Key, tally: Tally): Promise<Fault | undefined> {
    const { target, book } = this.#site
    const [row] = await book.get([key])
    if (row === undefined) return reconcileErrors.fault('target.thing.unknown', { target: target.name, ...key })
    plan.removals += 1
    plan.examples.push({ key, kind: 'surplus' })
    return (await this.#queue(key, tally)) ? this.#settled(tally) : this.#broken('it was interrupted')
  }

  /** Puts a thing into the queue, to be told whatever is acknowledged of it. @returns false: interrupted */
  async #queue(key: Key, tally: Tally, finding?: Finding): Promise<boolean> {
    const { room, queue, dispatch } = this.#site
    if (this.#run.dryRun) return true
    if (!(await room(this.#run.signal))) return false
    tally.expect()
    const address = finding?.found?.address
    queue.add({
      key,
      from: Number.POSITIVE_INFINITY,
      since: Number.POSITIVE_INFINITY,
      force: true,
      awaiting: tally,
      ...(address === undefined ? {} : { address }),
    })
    queue.hurry(textOf(key))
    dispatch()
    return true
  }

  async #settled(tally: Tally): Promise<Fault | undefined> {
    if (this.#run.dryRun) return
    if (!(await tally.done(this.#run.signal))) return this.#broken('it was interrupted')
    if (tally.refused === 0) return
    const [refused] = await this.#site.ledger.list(this.#site.target.name, { state: 'refused', limit: 1 })
    const reason = refused?.fault?.message ?? 'unknown'
    return reconcileErrors.fault('resync.left', { target: this.#site.target.name, refused: tally.refused, reason })
  }

  /** Reads what the target has, and repairs what differs. */
  async #diff(plan: Plan): Promise<Fault | undefined> {
    const { updates, removals } = await this.#compare(plan)
    const { clock, target } = this.#site
    this.#run.compared({ time: clock.now(), ...plan.counts })
    if (this.#scope.what === 'auto' && target.describe().bulk && plan.counts.missing === plan.things && plan.things > 0)
      return this.#bulk(plan)
    const braked = this.#brake(plan)
    if (braked !== undefined || this.#run.dryRun) return braked
    this.#run.resume()
    if (plan.counts.missing > 0 || this.#run.diverged || this.#run.force) await this.#orphans()
    const tally = new Tally()
    for (const text of updates) if (!(await this.#queue(keyOf(text), tally))) return this.#broken('it was interrupted')
    const told = await this.#settled(tally)
    return told ?? this.#remove(removals)
  }

  async #compare(plan: Plan) {
    const { hold, source } = this.#site
    const { signal } = this.#run
    const release = await hold(signal)
    const updates: string[] = []
    const removals: Finding[] = []
    try {
      const inventory = await takeInventory(this.#site, signal)
      for await (const finding of findings(this.#site, inventory, source.snapshot(), this.#run.diverged)) {
        note(plan, finding)
        if (finding.kind !== 'surplus') updates.push(textOf(finding.key))
        else if (finding.foreign !== true) removals.push(finding)
      }
      plan.things = Math.max(inventory.size, plan.counts.missing)
      plan.updates = updates.length
      plan.removals = removals.length
    } finally {
      release()
    }
    return { updates, removals }
  }

  /** Children before their parents: kind by kind, as they were found. */
  async #remove(removals: readonly Finding[]): Promise<Fault | undefined> {
    for (const kind of this.#site.projection.kinds.toReversed()) {
      const tally = new Tally()
      for (const finding of removals)
        if (finding.key.kind === kind && !(await this.#queue(finding.key, tally, finding)))
          return this.#broken('it was interrupted')
      const fault = await this.#settled(tally)
      if (fault !== undefined) return fault
    }
    return
  }

  /** What was set aside because something it needs was missing is tried again: it may have been missing for the reason of this resync. */
  async #orphans() {
    const { ledger, target, queue, room } = this.#site
    if (this.#run.dryRun) return
    let after: Key | undefined
    for (;;) {
      const page = await ledger.list(target.name, {
        state: 'refused',
        limit: 200,
        ...(after === undefined ? {} : { after }),
      })
      for (const { key, fault } of page)
        if ((this.#run.force || fault?.code === 'target.orphan') && (await room(this.#run.signal)))
          queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY, force: true })
      after = page.at(-1)?.key
      if (after === undefined) return
    }
  }

  async #bulk(plan: Plan): Promise<Fault | undefined> {
    const { target, hold, source, limits } = this.#site
    const { signal, dryRun } = this.#run
    if (!target.describe().bulk) return reconcileErrors.fault('resync.bulkless', { target: target.name })
    const release = await hold(signal)
    try {
      const view = source.snapshot()
      const { told, dropped } = await weigh(this.#site, view)
      plan.updates = told
      plan.removals = dropped
      plan.things = told + dropped
      plan.unasked = Math.max(0, dropped - (await this.#asked(view.revision, limits.window)))
      const braked = this.#brake(plan)
      if (braked !== undefined || dryRun) return braked
      const outcome = await tellAll(this.#site, view, this.#scope.what, signal)
      if (outcome.result !== 'done') return outcome.fault
    } finally {
      release()
    }
    this.#run.resume()
    await this.#orphans()
    return
  }

  /** How many things changes of the journal may concern that are not told yet; Infinity: too many to count. */
  async #asked(upTo: number, atMost: number): Promise<number> {
    const { source, book, projection } = this.#site
    const stretch = await source.after(book.cursor, atMost)
    if (stretch === undefined || stretch.upTo < upTo) return Number.POSITIVE_INFINITY
    let count = 0
    for (const change of stretch.changes) count += (await projection.touched(change, source.newest())).length
    return count
  }

  /** Telling again what is not there is no mass change; changing and removing what is there may be one. */
  #brake({ unasked, things }: Plan): Fault | undefined {
    const { limits, target } = this.#site
    if (this.#run.force || unasked <= limits.brakeFloor || unasked <= limits.brake * things) return
    const share = `${Math.round(limits.brake * 100)} %`
    const values = { target: target.name, changes: unasked, things, share, floor: limits.brakeFloor }
    return reconcileErrors.fault('resync.brake', values)
  }

  #broken(reason: string): Fault {
    return reconcileErrors.fault('resync.broken', { target: this.#site.target.name, reason })
  }
}

function note(plan: Plan, finding: Finding) {
  plan.counts[finding.kind] += 1
  if (finding.unasked) plan.unasked += 1
  if (plan.examples.length < examplesAtMost) plan.examples.push(shown(finding))
}
