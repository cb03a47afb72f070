/** Bindings of their own: a port can have one a host, and at most one of them is active. */
import type { Behaviour, Draft, Work } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import { isAdmin, type Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { found, notFound } from '../found.ts'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { checkProfile } from './bind.ts'
import { asBinding, type BindingRow, bindingId, bindingOf } from './binding-row.ts'
import { isCompute } from './device-owners.ts'
import { hasFailed, offer, unbound } from './offer.ts'
import { asPort, hostOf, type Port } from './row.ts'

/** The port of a binding that a request is about. @throws Refusal */
async function portOf(id: string, work: Work): Promise<Port> {
  const port = asPort(isAdmin(work.caller) ? await stored(id, work) : await found(work, 'Port', id))
  if (!isCompute(port.device_owner)) refuse('port.not_compute', { id })
  return port
}

async function stored(id: string, work: Work): Promise<Row> {
  const port = await work.get('Port', id)
  if (port === undefined) throw new Refusal(notFound('Port', id))
  return port.row
}

/** Plugs the port in on the host of the binding. @throws Refusal when the host does not offer it */
function plug(row: Draft, settings: Settings, { hosts }: Work): void {
  row['profile'] ??= {}
  const { port_id, host, profile } = asBinding(row)
  checkProfile(profile ?? {})
  const offered = offer(host, settings, hosts)
  if (hasFailed(offered)) refuse('binding.failed', { port: port_id, host })
  Object.assign(row, offered)
}

/** Makes the port what its active binding says. */
async function show({ port_id, host, vnic_type, profile }: BindingRow, work: Work): Promise<void> {
  const binding = { 'binding:host_id': host, 'binding:vnic_type': vnic_type, 'binding:profile': profile }
  await work.update('Port', port_id, binding)
}

/** What the API says of a binding. */
const shown = ({ host, vif_type, vif_details, vnic_type, profile, status }: BindingRow): Json => ({
  host,
  vif_type,
  vif_details,
  vnic_type,
  profile,
  status,
})

async function create(row: Draft, work: Work, settings: Settings): Promise<void> {
  if (!work.asked) return
  const { port_id, host } = asBinding(row)
  const port = await portOf(port_id, work)
  if ((await bindingOf(port_id, host, work)) !== undefined) refuse('binding.exists', { port: port_id, host })
  row['status'] = hostOf(port) === '' ? 'ACTIVE' : 'INACTIVE'
  plug(row, settings, work)
}

async function update(row: Draft, old: Row, work: Work, settings: Settings): Promise<void> {
  if (!work.asked) return
  await portOf(asBinding(old).port_id, work)
  plug(row, settings, work)
}

/** The binding that was active lets go, this one takes over, and the port is down until it is plugged in there. */
async function activate({ row }: Stored, work: Work): Promise<Json> {
  const binding = asBinding(row)
  const { port_id, host } = binding
  const port = await portOf(port_id, work)
  if (binding.status === 'ACTIVE') refuse('binding.active', { port: port_id, host })
  const before = await bindingOf(port_id, hostOf(port), work)
  if (before !== undefined)
    await work.update('PortBinding', bindingId(port_id, before.host, work), { ...unbound, status: 'INACTIVE' })
  const { row: now } = await work.update('PortBinding', bindingId(port_id, host, work), { status: 'ACTIVE' })
  await show(binding, work)
  return shown(asBinding(now))
}

/** @param settings say what hosts offer */
export const bindingBehaviour = (settings: Settings): Behaviour => ({
  async prepare(row, _given, work) {
    if (!work.asked) return
    const { port_id } = asBinding(row)
    row['project_id'] = asPort(await stored(port_id, work)).project_id
  },
  create: (row, _given, work) => create(row, work, settings),
  async created({ row }, _given, work) {
    if (work.asked && asBinding(row).status === 'ACTIVE') await show(asBinding(row), work)
  },
  update: (row, old, _given, work) => update(row, old, work, settings),
  async updated({ row }, _old, _given, work) {
    if (work.asked && asBinding(row).status === 'ACTIVE') await show(asBinding(row), work)
  },
  async removed(row, work) {
    const { status, port_id } = asBinding(row)
    if (work.asked && status === 'ACTIVE') await work.update('Port', port_id, { 'binding:host_id': '' })
  },
  actions: { activate: (stored, _input, work) => activate(stored, work) },
})
