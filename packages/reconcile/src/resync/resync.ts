import { type Fault, Refusal } from '@baryon/kit'
import { reconcileErrors } from '../errors.ts'
import type { Desired, Key, View } from '../intent.ts'
import { hashOf, keyOf, textOf } from '../key.ts'
import type { Delivery } from '../ledger.ts'
import type { Resynced, Scope } from '../report.ts'
import { tellAll, weigh } from './bulk.ts'
import { type Finding, findings, takeInventory } from './drift.ts'
import { broken, Errands } from './errands.ts'
import { brakeOn, exemplify, newPlan, note, type Plan } from './plan.ts'
import type { Run } from './run.ts'
import type { Site } from './site.ts'
import { Tally } from './tally.ts'
import { wantedIn } from './wanted.ts'

/** Brings what a target has back to what is wanted, as far as a scope goes. */
export class Resync {
  readonly #site: Site
  readonly #scope: Scope
  readonly #run: Run
  readonly #errands: Errands

  constructor(site: Site, scope: Scope, run: Run) {
    this.#site = site
    this.#scope = scope
    this.#run = run
    this.#errands = new Errands(site, run)
  }

  /** Expected failures are the fault of the answer. */
  async go(): Promise<Resynced> {
    const plan = newPlan()
    let fault: Fault | undefined
    try {
      fault = await this.#go(plan)
    } catch (error) {
      if (error instanceof Refusal) fault = error.faults[0]
      else if (this.#run.signal.aborted) fault = broken(this.#site, 'it was stopped')
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
    if (this.#scope.what === 'auto') await this.#errands.orphans()
    for await (const desired of wantedIn(site, this.#scope, site.source.newest())) {
      const [row] = await site.book.get([desired.key])
      if (this.#leaves(desired, row)) continue
      plan.updates += 1
      const kind = row?.state === 'there' ? 'different' : 'missing'
      exemplify(plan, { key: desired.key, kind })
      if (!(await this.#errands.queue(desired.key, tally))) return broken(this.#site, 'it was interrupted')
    }
    if (key !== undefined && plan.updates === 0) return this.#removeOne(plan, key, tally)
    return this.#errands.settled(tally)
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
    return (await this.#errands.queue(key, tally))
      ? this.#errands.settled(tally)
      : broken(this.#site, 'it was interrupted')
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
    if (plan.counts.missing > 0 || this.#run.diverged || this.#run.force) await this.#errands.orphans()
    const tally = new Tally()
    for (const text of updates)
      if (!(await this.#errands.queue(keyOf(text), tally))) return broken(this.#site, 'it was interrupted')
    const told = await this.#errands.settled(tally)
    return told ?? this.#remove(removals)
  }

  async #compare(plan: Plan) {
    const { hold, source } = this.#site
    const { signal } = this.#run
    const release = await hold(signal)
    const updates: string[] = []
    const removals: Finding[] = []
    let view: View | undefined
    try {
      const inventory = await takeInventory(this.#site, signal)
      view = source.snapshot()
      for await (const finding of findings(this.#site, inventory, view, this.#run.diverged)) {
        note(plan, finding)
        if (finding.kind !== 'surplus') updates.push(textOf(finding.key))
        else if (finding.foreign !== true) removals.push(finding)
      }
      plan.things = Math.max(inventory.size, plan.counts.missing)
      plan.updates = updates.length
      plan.removals = removals.length
    } finally {
      release()
      await view?.close?.()
    }
    return { updates, removals }
  }

  /** Children before their parents: kind by kind, as they were found. */
  async #remove(removals: readonly Finding[]): Promise<Fault | undefined> {
    for (const kind of this.#site.projection.kinds.toReversed()) {
      const tally = new Tally()
      for (const finding of removals)
        if (finding.key.kind === kind && !(await this.#errands.queue(finding.key, tally, finding)))
          return broken(this.#site, 'it was interrupted')
      const fault = await this.#errands.settled(tally)
      if (fault !== undefined) return fault
    }
    return
  }

  async #bulk(plan: Plan): Promise<Fault | undefined> {
    const { target, hold, source } = this.#site
    const { signal, dryRun, force } = this.#run
    if (!target.describe().bulk) return reconcileErrors.fault('resync.bulkless', { target: target.name })
    const release = await hold(signal)
    const view = source.snapshot()
    try {
      if (dryRun || !force) {
        await this.#weigh(plan, view)
        const braked = this.#brake(plan)
        if (braked !== undefined || dryRun) return braked
      }
      const { outcome, weight } = await tellAll(this.#site, view, this.#scope.what, signal)
      if (outcome.result !== 'done') return outcome.fault
      plan.updates = weight.told
      plan.removals = weight.dropped
    } finally {
      release()
      await view.close?.()
    }
    this.#run.resume()
    await this.#errands.orphans()
    return
  }

  async #weigh(plan: Plan, view: View) {
    const { told, dropped } = await weigh(this.#site, view)
    plan.updates = told
    plan.removals = dropped
    plan.things = told + dropped
    plan.unasked = Math.max(0, dropped - (await this.#asked(view.revision, this.#site.limits.window)))
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

  #brake(plan: Plan): Fault | undefined {
    const { target, limits } = this.#site
    return this.#run.force ? undefined : brakeOn(plan, target.name, limits)
  }
}
