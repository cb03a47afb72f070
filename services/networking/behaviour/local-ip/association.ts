import type { Behaviour, Derivation, Draft, Work } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { notFound } from '../found.ts'
import { refuse } from '../refuse.ts'
import type { PortRow } from '../rows.ts'
import { chosenAddress } from './addresses.ts'

async function localIpOf(row: Row, work: Work): Promise<Row> {
  const id = row['local_ip'] as string
  const stored = await work.get('LocalIp', id)
  if (stored === undefined) throw new Refusal(notFound('LocalIp', id))
  return stored.row
}

async function create(row: Draft, work: Work) {
  const port = row['fixed_port_id'] as string
  const stored = await work.visible('Port', port)
  if (stored === undefined) return refuse('local_ip.no_fixed_port', { port }, '/fixed_port_id')
  row['fixed_ip'] = chosenAddress(stored.row as PortRow, row['fixed_ip'] as string | null)
  row['local_ip_address'] = (await localIpOf(row, work))['local_ip_address'] ?? null
}

const hosts: Derivation = {
  async load(rows, sight) {
    const ids = rows.map(({ fixed_port_id }) => fixed_port_id as string)
    const ports = await sight.read.list(sight.kind('Port'), { filter: { attribute: 'id', in: ids } })
    const byPort = new Map(ports.map(({ row }) => [row['id'], row['binding:host_id']]))
    return rows.map(({ local_ip, fixed_port_id }) => ({
      local_ip_id: local_ip ?? null,
      host: byPort.get(fixed_port_id) ?? '',
    }))
  },
}

/** An association belongs to whoever owns the local IP. */
export const localIpAssociation: Behaviour = {
  async prepare(row, _given, work) {
    row['project_id'] = (await localIpOf(row, work))['project_id'] ?? ''
  },
  create: (row, _given, work) => create(row, work),
  derived: hosts,
}
