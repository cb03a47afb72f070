/** A port as its behaviours read it: all attributes of a row are there. */
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { PortRow } from '../rows.ts'

export type AddressPair = { readonly mac_address?: string | null; readonly ip_address?: string | null }

export type DhcpOption = {
  readonly opt_name: string
  readonly opt_value?: string | null
  readonly ip_version?: number | null
}

/** What the one who binds says, or how a port is plugged. */
export type Details = { readonly [name: string]: Json }

export interface Port extends PortRow {
  readonly mac_address: string
  readonly ip_allocation: string
  readonly security_groups: readonly string[]
  readonly port_security_enabled: boolean
  readonly allowed_address_pairs: readonly AddressPair[]
  readonly extra_dhcp_opts: readonly DhcpOption[]
  readonly dns_name: string
  readonly numa_affinity_policy: string | null
  readonly 'binding:host_id': string | null
  readonly 'binding:vnic_type': string
  readonly 'binding:profile': Details | null
  readonly 'binding:vif_type': string
  readonly 'binding:vif_details': Details
}

export const asPort = (row: Row): Port => row as Port

/** The host that it is bound to; empty while it is not. */
export const hostOf = (port: Row): string => (port['binding:host_id'] ?? '') as string
