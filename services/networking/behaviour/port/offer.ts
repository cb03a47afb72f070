/** What a host offers to a port. */
import type { Settings } from '../settings.ts'
import type { Details } from './row.ts'

export interface Offer {
  readonly vif_type: string
  readonly vif_details: Details
}

export const unbound: Offer = { vif_type: 'unbound', vif_details: {} }
const failed: Offer = { vif_type: 'binding_failed', vif_details: {} }

/** Whether ports can be bound to the host. */
export const isOffered = (host: string, { binding }: Settings): boolean =>
  binding.hosts.includes('*') || binding.hosts.includes(host)

const vifTypeOf = (host: string, { vif_type, overrides }: Settings['binding']): string =>
  Object.entries(overrides).find(([, hosts]) => hosts.includes(host))?.[0] ?? vif_type

/**
 * What a port is plugged into on that host: the settings say it of all hosts, and of some by their names.
 * @param host empty: none
 */
export function offer(host: string, settings: Settings): Offer {
  if (host === '') return unbound
  if (!isOffered(host, settings)) return failed
  const { vif_details } = settings.binding
  return { vif_type: vifTypeOf(host, settings.binding), vif_details: vif_details as Details }
}

export const hasFailed = ({ vif_type }: Offer): boolean => vif_type === failed.vif_type

/** Whether nothing is plugged in. */
export const isUnplugged = (vifType: string): boolean => vifType === unbound.vif_type || vifType === failed.vif_type
