/** What a host offers to a port. */
import type { Hosts } from '@baryon/decide'
import type { Settings } from '../settings.ts'
import type { Details } from './row.ts'

export interface Offer {
  readonly vif_type: string
  readonly vif_details: Details
}

export const unbound: Offer = { vif_type: 'unbound', vif_details: {} }
const failed: Offer = { vif_type: 'binding_failed', vif_details: {} }

const isListed = (host: string, { binding }: Settings): boolean =>
  binding.hosts.includes('*') || binding.hosts.includes(host)

/** What the settings name a host for. */
const overrideOf = (host: string, { overrides }: Settings['binding']): string | undefined =>
  Object.entries(overrides).find(([, hosts]) => hosts.includes(host))?.[0]

const detailsOf = ({ binding }: Settings): Details => binding.vif_details as Details

/**
 * What a port is plugged into on that host: settings that name the host, else a backend that knows it, else what the settings say of all hosts.
 * @param host empty: none
 */
export function offer(host: string, settings: Settings, hosts: Hosts | undefined): Offer {
  if (host === '') return unbound
  const named = isListed(host, settings) ? overrideOf(host, settings.binding) : undefined
  if (named !== undefined) return { vif_type: named, vif_details: detailsOf(settings) }
  const told = hosts?.offer(host)
  if (typeof told === 'object') return { vif_type: told.vif_type, vif_details: told.vif_details as Details }
  if (told === 'none' || !isListed(host, settings)) return failed
  return { vif_type: settings.binding.vif_type, vif_details: detailsOf(settings) }
}

/** Whether ports can be bound to the host. */
export const isOffered = (host: string, settings: Settings, hosts: Hosts | undefined): boolean =>
  !hasFailed(offer(host, settings, hosts))

export const hasFailed = ({ vif_type }: Offer): boolean => vif_type === failed.vif_type

/** Whether nothing is plugged in. */
export const isUnplugged = (vifType: string): boolean => vifType === unbound.vif_type || vifType === failed.vif_type
