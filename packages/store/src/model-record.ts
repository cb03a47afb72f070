import { createHash } from 'node:crypto'
import type { Kind, Service } from '@baryon/model'
import type { Session } from './driver.ts'
import type { Added } from './shape/shapes.ts'

/** A service as it was applied to the database. */
export interface Applied {
  readonly hash: string
  readonly service: Service
  /** Values that rows and old images got with attributes that were added since; by `<service>/<kind>`. */
  readonly added: Added
  /** Kinds that are no longer given, but whose tables are kept because the journal knows of their objects. */
  readonly retired: readonly Kind[]
}

const select = 'select hash, model, added, retired from baryon_model order by service'
const put = `insert into baryon_model (service, hash, model, added, retired, applied) values (?, ?, ?, ?, ?, ?)
  on conflict (service) do update
  set hash = excluded.hash, model = excluded.model, added = excluded.added, retired = excluded.retired,
    applied = excluded.applied`
const drop = 'delete from baryon_model where service = ?'

export const hashOf = (service: Service): string => createHash('sha256').update(JSON.stringify(service)).digest('hex')

export async function readApplied(session: Session): Promise<readonly Applied[]> {
  const rows = await session.all(select, [])
  return rows.map(([hash, model, added, retired]) => ({
    hash: String(hash),
    service: JSON.parse(String(model)) as Service,
    added: JSON.parse(String(added)) as Added,
    retired: JSON.parse(String(retired)) as Kind[],
  }))
}

/** @param time milliseconds since the epoch */
export async function recordApplied(session: Session, applied: Applied, time: number): Promise<void> {
  const { hash, service, added, retired } = applied
  const texts = [service, added, retired].map(value => JSON.stringify(value))
  await session.run(put, [service.name, hash, ...texts, time])
}

export async function forgetApplied(session: Session, service: string): Promise<void> {
  await session.run(drop, [service])
}
