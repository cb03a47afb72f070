/** How many objects a project has of each kind that has a quota; kept up with each change, so that asking costs one look. */
import type { Kind, Row } from '@baryon/model'
import type { Session } from './driver.ts'

const selectCount = 'select count from baryon_usage where service = ? and kind = ? and project = ?'
const addCount = `insert into baryon_usage (service, kind, project, count) values (?, ?, ?, ?)
  on conflict (service, kind, project) do update set count = baryon_usage.count + excluded.count`

/** Who owns an object of a kind whose objects are counted. */
function ownerOf(kind: Kind, row: Row): string | undefined {
  const value = kind.quota === undefined || kind.owner === undefined ? undefined : row[kind.owner]
  return typeof value === 'string' ? value : undefined
}

export async function usageOf(session: Session, kind: Kind, project: string): Promise<number> {
  const row = await session.get(selectCount, [kind.service, kind.name, project])
  return Number(row?.[0] ?? 0)
}

export async function addUsage(session: Session, kind: Kind, row: Row, count: 1 | -1): Promise<void> {
  const project = ownerOf(kind, row)
  if (project !== undefined) await session.run(addCount, [kind.service, kind.name, project, count])
}

/** An object may change hands. */
export async function moveUsage(session: Session, kind: Kind, before: Row, after: Row): Promise<void> {
  if (ownerOf(kind, before) === ownerOf(kind, after)) return
  await addUsage(session, kind, before, -1)
  await addUsage(session, kind, after, 1)
}
