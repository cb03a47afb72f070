import type { Behaviour, Sight } from '@baryon/decide'
import { type Filter, isAdmin, type Row } from '@baryon/model'
import type { NetworkRow, SubnetRow } from '../rows.ts'

/** Networks that the caller may take floating IPs from; an administrator from all. */
async function networksOf({ caller, kind, read }: Sight): Promise<readonly NetworkRow[]> {
  const filter: Filter = isAdmin(caller)
    ? { not: { attribute: 'external_for', in: [[]] } }
    : {
        any: [
          { attribute: 'external_for', holds: '*' },
          { attribute: 'external_for', holds: caller.project ?? '' },
        ],
      }
  return (await read.list(kind('Network'), { filter })).map(({ row }) => row as NetworkRow)
}

async function list(sight: Sight): Promise<readonly Row[]> {
  const networks = await networksOf(sight)
  if (networks.length === 0) return []
  const filter = { attribute: 'network_id', in: networks.map(({ id }) => id) }
  const subnets = await sight.read.list(sight.kind('Subnet'), { filter })
  return subnets
    .map(({ row }) => row as SubnetRow)
    .filter(({ ip_version }) => ip_version === 4)
    .map(({ id, name, network_id, cidr }) => ({
      subnet_id: id,
      subnet_name: name,
      network_id,
      cidr,
      project_id: sight.caller.project ?? null,
    }))
}

export const floatingIpPool: Behaviour = { virtual: { list } }
