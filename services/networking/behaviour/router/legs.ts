import type { Work } from '@baryon/decide'
import type { PortRow } from '../rows.ts'
import { GATEWAY, isInterface } from './owners.ts'

/** The ports of a router. */
export interface Legs {
  readonly gateway: PortRow | undefined
  readonly interfaces: readonly PortRow[]
}

/** Anybody may write a router's id into the `device_id` of a port: the owner tells which ones are its own. */
export async function legsOf(work: Work, router: string): Promise<Legs> {
  const stored = await work.list('Port', { attribute: 'device_id', in: [router] })
  const ports = stored.map(({ row }) => row as PortRow)
  return { gateway: ports.find(port => port.device_owner === GATEWAY), interfaces: ports.filter(isInterface) }
}
