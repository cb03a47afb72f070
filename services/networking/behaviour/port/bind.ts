/** The binding of a port, as the port itself shows it. */
import type { Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { isExternalDevice } from './device-owners.ts'
import { isUnplugged, type Offer, offer } from './offer.ts'
import { asPort, type Details, hostOf } from './row.ts'

const LONGEST_PROFILE = 4095

/** @throws Refusal for a profile that is too long */
export function checkProfile(profile: Details): void {
  if (JSON.stringify(profile).length > LONGEST_PROFILE)
    refuse('port.invalid_input', { reason: 'binding:profile value too large' }, '/binding:profile')
}

async function isOnVlan(network: string, work: Work): Promise<boolean> {
  const segments = await work.list('Segment', { attribute: 'network_id', in: [network] })
  return segments.some(({ row }) => row['network_type'] === 'vlan')
}

async function offerTo(row: Row, settings: Settings, work: Work): Promise<Offer> {
  const { hosts } = work
  const { device_owner, network_id } = asPort(row)
  const { external } = hosts ?? {}
  if (
    external !== undefined &&
    isExternalDevice(device_owner) &&
    hostOf(row) !== '' &&
    (await isOnVlan(network_id, work))
  )
    return { vif_type: external.vif_type, vif_details: external.vif_details as Details }
  return offer(hostOf(row), settings, hosts)
}

async function plug(row: Draft, settings: Settings, work: Work): Promise<void> {
  const { vif_type, vif_details } = await offerTo(row, settings, work)
  row['binding:vif_type'] = vif_type
  row['binding:vif_details'] = vif_details
}

/** Null is the same as nothing, and kept as that. */
function complete(row: Draft): void {
  row['binding:host_id'] ??= ''
  row['binding:profile'] ??= {}
  if (Object.keys(row['binding:profile'] as Details).length > 0) checkProfile(row['binding:profile'] as Details)
}

/** Binds a new port, if a host was given. */
export async function bindNew(row: Draft, settings: Settings, work: Work): Promise<void> {
  complete(row)
  if (row['binding:host_id'] !== '') await plug(row, settings, work)
}

const inputs = ['binding:host_id', 'binding:vnic_type', 'binding:profile'] as const

/** Whether a change asks for another binding. */
export const asksToBind = (given: Row): boolean => inputs.some(name => name in given)

const same = (left: unknown, right: unknown) => left === right || JSON.stringify(left) === JSON.stringify(right)

/** Whether what the binding follows from has changed. */
export const isRebound = (row: Row, old: Row): boolean => inputs.some(name => !same(row[name], old[name]))

/** Binds a changed port anew where host, vNIC type or profile differ: it is down until it is plugged in. */
export async function bindAgain(row: Draft, old: Row, settings: Settings, work: Work): Promise<void> {
  complete(row)
  if (!isRebound(row, old)) return
  await plug(row, settings, work)
  row['status'] = 'DOWN'
}

/** @throws Refusal when the NUMA affinity policy of a bound port would change */
export function checkNuma(row: Row, old: Row): void {
  const policy = row['numa_affinity_policy']
  const before = asPort(old)
  if (policy === before.numa_affinity_policy || isUnplugged(before['binding:vif_type'])) return
  refuse('port.bound_numa', { id: before.id, host: hostOf(old), policy: policy ?? 'None' }, '/numa_affinity_policy')
}
