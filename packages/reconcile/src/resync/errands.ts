import type { Fault } from '@baryon/kit'
import { reconcileErrors } from '../errors.ts'
import type { Key } from '../intent.ts'
import { textOf } from '../key.ts'
import type { Finding } from './drift.ts'
import type { Run } from './run.ts'
import type { Site } from './site.ts'
import type { Tally } from './tally.ts'

/** Has things told by way of the queue, whatever is acknowledged of them, and awaits what comes of it. */
export class Errands {
  readonly #site: Site
  readonly #run: Run

  constructor(site: Site, run: Run) {
    this.#site = site
    this.#run = run
  }

  /** Puts a thing into the queue, to be told whatever is acknowledged of it. @returns false: interrupted */
  async queue(key: Key, tally: Tally, finding?: Finding): Promise<boolean> {
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

  async settled(tally: Tally): Promise<Fault | undefined> {
    if (this.#run.dryRun) return
    if (!(await tally.done(this.#run.signal))) return broken(this.#site, 'it was interrupted')
    if (tally.refused === 0) return
    const [refused] = await this.#site.ledger.list(this.#site.target.name, { state: 'refused', limit: 1 })
    const reason = refused?.fault?.message ?? 'unknown'
    return reconcileErrors.fault('resync.left', { target: this.#site.target.name, refused: tally.refused, reason })
  }

  /** What was set aside because something it needs was missing is tried again: it may have been missing for the reason of this resync. */
  async orphans() {
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
}

export const broken = ({ target }: Site, reason: string): Fault =>
  reconcileErrors.fault('resync.broken', { target: target.name, reason })
