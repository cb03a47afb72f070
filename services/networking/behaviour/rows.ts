/** What behaviours read of rows, by its type. All rows of a kind have all its attributes. */
import type { Row } from '@baryon/model'

/** One address of a port. */
export type FixedIp = { readonly subnet_id: string; readonly ip_address: string }

/** One allocation pool of a subnet. */
export type Pool = { readonly start: string; readonly end: string }

export interface NetworkRow extends Row {
  readonly id: string
  readonly project_id: string
  /** Ids. */
  readonly subnets: readonly string[]
  readonly shared_with: readonly string[]
  /** Projects whose routers may have gateways on it; none: it is not external. */
  readonly external_for: readonly string[]
  readonly ipv6_address_scope: string | null
}

export interface SubnetRow extends Row {
  readonly id: string
  readonly name: string
  readonly project_id: string
  readonly network_id: string
  readonly ip_version: 4 | 6
  readonly cidr: string
  readonly gateway_ip: string | null
  readonly ipv6_ra_mode: string | null
  readonly ipv6_address_mode: string | null
  readonly subnetpool_id: string | null
  readonly segment_id: string | null
  readonly enable_dhcp: boolean
  readonly allocation_pools: readonly Pool[]
  readonly host_routes: readonly Route[]
  readonly dns_nameservers: readonly string[]
  readonly service_types: readonly string[]
}

export interface PortRow extends Row {
  readonly id: string
  readonly project_id: string
  readonly network_id: string
  readonly device_id: string
  readonly device_owner: string
  readonly fixed_ips: readonly FixedIp[]
}

/** A route beside those that follow from the interfaces. */
export type Route = { readonly destination: string; readonly nexthop: string }

export type Gateway = {
  readonly network_id: string
  readonly external_fixed_ips: readonly FixedIp[]
  readonly enable_snat: boolean
  readonly qos_policy_id?: string
}

export interface RouterRow extends Row {
  readonly id: string
  readonly project_id: string
  readonly admin_state_up: boolean
  readonly external_gateway_info: Gateway | null
  readonly gw_port_id: string | null
  readonly routes: readonly Route[]
  readonly distributed: boolean
  readonly ha: boolean
  readonly enable_ndp_proxy: boolean
}

export interface FloatingIpRow extends Row {
  readonly id: string
  readonly project_id: string
  readonly floating_network_id: string
  readonly floating_ip_address: string
  readonly port_id: string | null
  readonly fixed_ip_address: string | null
  readonly router_id: string | null
  readonly floating_port_id: string | null
}

export interface PortForwardingRow extends Row {
  readonly id: string
  readonly floatingip_id: string
  readonly protocol: string
  readonly internal_port_id: string
  readonly internal_ip_address: string
  readonly external_port_range: string
  readonly internal_port_range: string
}
