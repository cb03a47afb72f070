import type { Kind, Type } from '@baryon/model'
import { kindOf } from '../../models.ts'
import { choicesOf, isDocument } from '../attribute-option.ts'
import { idOf } from '../input/id.ts'
import type { Session } from '../session.ts'
import { type Candidate, FILES, simple } from './candidate.ts'

/** Objects told at most. */
const MOST = 200

/** Milliseconds that a user at a prompt waits for a server. */
export const HASTE = 1500

/** The objects of a kind: by name where only one has it, and by id. */
export async function objectsOf(session: Session, kind: Kind): Promise<Candidate[]> {
  const client = await session.hastyClient(HASTE)
  const rows = await client.kind(kind.service, kind.name).list({ limit: MOST }).all()
  const times = new Map<string, number>()
  for (const { name } of rows) if (typeof name === 'string') times.set(name, (times.get(name) ?? 0) + 1)
  return rows.flatMap(row => {
    const id = idOf(kind, row)
    const name = typeof row.name === 'string' && row.name !== '' ? row.name : undefined
    const byId = { value: id, description: name ?? '' }
    return name !== undefined && times.get(name) === 1 ? [{ value: name, description: id }, byId] : [byId]
  })
}

/** The values of a type: choices, the objects that a reference may mean, a file for what is usually long. */
export async function valuesOf(session: Session, type: Type): Promise<Candidate[]> {
  const target = type.name === 'list' ? type.items : type
  if (isDocument(target)) return [FILES]
  if (target.name !== 'reference') return simple(choicesOf(type))
  const services = (await session.modelsAtOnce(HASTE)) ?? []
  return objectsOf(session, kindOf(services, target.to.service, target.to.kind).kind)
}
