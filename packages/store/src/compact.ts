import type { CommitLane } from './commit.ts'
import type { Revision } from './contract.ts'
import type { Session } from './driver.ts'
import type { JournalState } from './journal-state.ts'
import { writeHorizon } from './meta.ts'
import { orThrow } from './or-throw.ts'

/** Bounds how long forgetting keeps the lane from users. */
const chunk = 2000

const timeOf = 'select time from baryon_journal where revision <= ? order by revision desc limit 1'

/**
 * Forgets, within some revisions up to a horizon: what a newer entry of the same object and plane replaces, deletions,
 * and what was observed of a life that is over.
 */
const forget = `delete from baryon_journal as j
  where j.revision > ?1 and j.revision <= ?2 and (
    j.operation = 'delete'
    or exists (
      select 1 from baryon_journal n
      where n.service = j.service and n.kind = j.kind and n.id = j.id and n.plane = j.plane
        and n.revision > j.revision and n.revision <= ?3
    )
    or j.plane = 'status' and not exists (
      select 1 from baryon_journal i
      where i.service = j.service and i.kind = j.kind and i.id = j.id and i.plane = 'intent'
        and i.revision <= ?3 and i.operation <> 'delete' and i.born = j.born
        and not exists (
          select 1 from baryon_journal d
          where d.service = j.service and d.kind = j.kind and d.id = j.id and d.plane = 'intent'
            and d.revision > i.revision and d.revision <= ?3 and d.operation = 'delete'
        )
    )
  )`

async function moveHorizon(session: Session, horizon: Revision): Promise<number> {
  const row = await session.get(timeOf, [horizon])
  const time = Number(row?.[0] ?? 0)
  await writeHorizon(session, horizon, time)
  return time
}

/**
 * Moves the horizon first and forgets then, in small steps between the writes of others. Stopped in between, it leaves
 * entries that nobody needs, which the next run forgets.
 */
export async function compactJournal(lane: CommitLane, state: JournalState, revision: Revision): Promise<number> {
  const horizon = Math.min(revision, state.head)
  if (horizon <= state.horizon) return 0
  const time = orThrow(await lane.maintain(session => moveHorizon(session, horizon)))
  state.horizon = horizon
  state.horizonTime = time
  let forgotten = 0
  for (let from = 0; from < horizon; from += chunk) {
    const values = [from, Math.min(from + chunk, horizon), horizon]
    forgotten += orThrow(await lane.maintain(async session => session.run(forget, values)))
  }
  return forgotten
}
