import type { Session } from './driver.ts'

const select = 'select value from baryon_meta where name = ?'
const put = `insert into baryon_meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value`

/** Facts about the database as a whole. */
export async function readNumber(session: Session, name: 'format' | 'horizon' | 'horizon-time'): Promise<number> {
  const row = await session.get(select, [name])
  return Number(row?.[0] ?? 0)
}

export async function writeFormat(session: Session, format: number): Promise<void> {
  await session.run(put, ['format', String(format)])
}

export async function writeHorizon(session: Session, revision: number, time: number): Promise<void> {
  await session.run(put, ['horizon', String(revision)])
  await session.run(put, ['horizon-time', String(time)])
}
