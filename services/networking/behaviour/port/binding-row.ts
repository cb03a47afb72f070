/** Bindings as they are stored. */
import type { Work } from '@baryon/decide'
import { idOf, type Row } from '@baryon/model'
import type { Details } from './row.ts'

export interface BindingRow extends Row {
  readonly port_id: string
  readonly host: string
  readonly vif_type: string
  readonly vif_details: Details
  readonly vnic_type: string
  readonly profile: Details | null
  readonly status: 'ACTIVE' | 'INACTIVE'
}

export const asBinding = (row: Row): BindingRow => row as BindingRow

export const bindingId = (port_id: string, host: string, work: Work): string =>
  idOf(work.kind('PortBinding'), { port_id, host })

/** The binding of a port to a host, if there is one. */
export async function bindingOf(port: string, host: string, work: Work): Promise<BindingRow | undefined> {
  if (host === '') return undefined
  const stored = await work.get('PortBinding', bindingId(port, host, work))
  return stored === undefined ? undefined : asBinding(stored.row)
}
