/** Port security, security groups and allowed address pairs of a port, which depend on each other. */
import type { Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { addressPairs } from './address-pairs.ts'
import type { DefaultGroups } from './default-groups.ts'
import { isTrusted } from './device-owners.ts'
import type { PortParts } from './parts.ts'
import { asPort } from './row.ts'

function pairs(row: Draft, given: Row, settings: Settings): void {
  if (!('allowed_address_pairs' in given)) return
  const { allowed_address_pairs, mac_address } = asPort(row)
  row['allowed_address_pairs'] = addressPairs(
    allowed_address_pairs ?? [],
    mac_address,
    settings.max_allowed_address_pairs,
  )
}

async function groupsOfNew(row: Draft, given: Row, groups: DefaultGroups, work: Work): Promise<void> {
  const { security_groups, port_security_enabled, project_id } = asPort(row)
  if (!port_security_enabled) {
    if (security_groups.length > 0) refuse('port.security_required', {}, '/security_groups')
    return
  }
  if (!('security_groups' in given) && project_id !== '') row['security_groups'] = [await groups.of(project_id, work)]
}

/**
 * Secures a new port: as its network says unless it says so itself, and with the default group of its project unless it
 * names groups. Ports of the network itself have no port security.
 */
export async function secureNew(row: Draft, given: Row, network: Row, parts: PortParts, work: Work): Promise<void> {
  const { settings, groups } = parts
  const { device_owner } = asPort(row)
  if (isTrusted(device_owner)) row['port_security_enabled'] = false
  else if (!('port_security_enabled' in given))
    row['port_security_enabled'] = network['port_security_enabled'] !== false
  pairs(row, given, settings)
  const { allowed_address_pairs, port_security_enabled } = asPort(row)
  if (!port_security_enabled && allowed_address_pairs.length > 0) refuse('port.pairs_need_security')
  await groupsOfNew(row, given, groups, work)
}

const concerned = ['allowed_address_pairs', 'security_groups', 'port_security_enabled'] as const

/** Checks and completes what a change says of port security. */
export function secure(row: Draft, given: Row, settings: Settings): void {
  if (!concerned.some(name => name in given)) return
  pairs(row, given, settings)
  row['security_groups'] ??= []
  const { allowed_address_pairs, security_groups, port_security_enabled } = asPort(row)
  if (port_security_enabled) return
  if (allowed_address_pairs.length > 0) refuse('port.pairs_need_security')
  if (security_groups.length === 0) return
  if ('security_groups' in given) refuse('port.security_required', {}, '/security_groups')
  refuse('port.security_group_present')
}
