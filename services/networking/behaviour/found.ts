import { decideErrors, type Work } from '@baryon/decide'
import { type Fault, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { missing } from './missing.ts'

/** The fault for an object that is not there, or not there for the caller, called as Neutron calls it. */
export function notFound(kind: string, id: string): Fault {
  const { name, message } = missing[kind] ?? {
    name: `${kind}NotFound`,
    message: (missed: string) => `${kind} ${missed} could not be found.`,
  }
  return { ...decideErrors.fault('key.unknown', { kind, id }), name, message: message(id) }
}

/** The object, if the caller may see it. @throws Refusal `key.unknown` */
export async function found(work: Work, kind: string, id: string): Promise<Row> {
  const stored = await work.visible(kind, id)
  if (stored === undefined) throw new Refusal(notFound(kind, id))
  return stored.row
}
