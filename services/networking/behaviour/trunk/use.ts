/** Which trunk a port is part of. */
import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'

/** Id of the trunk whose parent the port is. */
export async function trunkOfParent(work: Work, port: string): Promise<string | undefined> {
  const filter = { attribute: 'port_id', in: [port] }
  const [trunk] = await work.tx.list(work.kind('Trunk'), { filter, limit: 1 })
  return trunk?.row['id'] as string | undefined
}

/** Id of the trunk that carries the traffic of the port. */
export async function trunkOfSubport(work: Work, port: string): Promise<string | undefined> {
  const [element] = await work.tx.elements(work.kind('Trunk'), 'sub_port', { equal: [port], limit: 1 })
  return element?.id
}

/** Refuses to delete a port that a trunk needs. To be called from the hook `remove` of Port. @throws Refusal */
export async function requireNoTrunk(work: Work, port: string): Promise<void> {
  const carried = await trunkOfSubport(work, port)
  if (carried !== undefined) refuse('trunk.subport_kept', { port, trunk: carried })
  const parent = await trunkOfParent(work, port)
  if (parent !== undefined) refuse('trunk.parent_kept', { port, trunk: parent })
}
