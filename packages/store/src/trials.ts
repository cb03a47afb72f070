import type { CommitLane } from './commit.ts'
import type { Revision, Trial, Trials } from './contract.ts'
import type { Session } from './driver.ts'
import { orThrow } from './or-throw.ts'

const select = 'select tx, last, key from baryon_trial order by tx'
export const endTrialText = 'delete from baryon_trial where tx = ?'

/** Changes that stand only if somebody outside takes them. */
export class SqlTrials implements Trials {
  readonly #session: Session
  readonly #lane: CommitLane

  constructor(session: Session, lane: CommitLane) {
    this.#session = session
    this.#lane = lane
  }

  async list(): Promise<readonly Trial[]> {
    const rows = await this.#session.all(select, [])
    return rows.map(([transaction, last, key]) => ({
      transaction: Number(transaction),
      last: Number(last),
      ...(key === null ? {} : { key: String(key) }),
    }))
  }

  async end(transaction: Revision): Promise<void> {
    orThrow(await this.#lane.maintain(async session => session.run(endTrialText, [transaction])))
  }
}
