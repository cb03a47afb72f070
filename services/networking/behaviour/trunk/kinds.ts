import type { Behaviour, Work } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { found } from '../found.ts'
import type { Kinds } from '../kinds.ts'
import { refuse } from '../refuse.ts'
import { checkedSubports, requireDistinct, type Subport, subportsOf } from './subports.ts'
import { trunkOfParent, trunkOfSubport } from './use.ts'

const subportOwner = 'trunk:subport'

/** A port whose traffic a trunk carries says so. */
async function mark(subports: readonly Subport[], device_owner: string, work: Work) {
  for (const { port_id } of subports)
    if ((await work.get('Port', port_id)) !== undefined) await work.update('Port', port_id, { device_owner })
}

async function requireParent(port: Row, work: Work) {
  const id = String(port['id'])
  if ((await trunkOfSubport(work, id)) !== undefined) refuse('trunk.subport_taken', { port: id })
  const isBound = (port['binding:host_id'] ?? '') !== ''
  if (isBound || (await trunkOfParent(work, id)) !== undefined) refuse('trunk.parent_taken', { port: id })
}

function requireEnabled({ row }: Stored) {
  if (row['admin_state_up'] === false) refuse('trunk.disabled', { trunk: row['id'] })
}

const shown = async (id: string, work: Work): Promise<Json> => (await work.get('Trunk', id))?.row ?? null

async function addSubports(stored: Stored, input: Row, work: Work): Promise<Json> {
  requireEnabled(stored)
  const id = String(stored.row['id'])
  const parent = await found(work, 'Port', String(stored.row['port_id']))
  const added = await checkedSubports(subportsOf(input['sub_ports']), parent, work)
  const sub_ports = [...subportsOf(stored.row['sub_ports']), ...added]
  requireDistinct(sub_ports, id)
  await work.update('Trunk', id, { sub_ports })
  await mark(added, subportOwner, work)
  return shown(id, work)
}

async function removeSubports(stored: Stored, input: Row, work: Work): Promise<Json> {
  requireEnabled(stored)
  const id = String(stored.row['id'])
  const current = subportsOf(stored.row['sub_ports'])
  const gone = new Set(subportsOf(input['sub_ports']).map(({ port_id }) => port_id))
  for (const port of gone)
    if (!current.some(({ port_id }) => port_id === port)) refuse('trunk.subport_missing', { port, trunk: id })
  await work.update('Trunk', id, { sub_ports: current.filter(({ port_id }) => !gone.has(port_id)) })
  const removed = current.filter(({ port_id }) => gone.has(port_id))
  await mark(removed, '', work)
  return shown(id, work)
}

const trunk: Behaviour = {
  async create(row, _given, work) {
    const parent = await found(work, 'Port', String(row['port_id']))
    await requireParent(parent, work)
    const sub_ports = await checkedSubports(subportsOf(row['sub_ports']), parent, work)
    requireDistinct(sub_ports, String(row['id']))
    row['sub_ports'] = sub_ports
  },
  async created({ row }, _given, work) {
    await mark(subportsOf(row['sub_ports']), subportOwner, work)
  },
  async remove(row, work) {
    const parent = await work.get('Port', String(row['port_id']))
    if ((parent?.row['binding:host_id'] ?? '') !== '') refuse('trunk.in_use', { trunk: row['id'] })
  },
  async removed(row, work) {
    await mark(subportsOf(row['sub_ports']), '', work)
  },
  actions: {
    add_subports: addSubports,
    remove_subports: removeSubports,
    get_subports: async ({ row }) => ({ sub_ports: row['sub_ports'] ?? [] }),
  },
}

export const trunkKinds: Kinds = () => ({ Trunk: trunk })
