/** What of a thing is in the URLs of its requests. Kept with what was acknowledged, so that a thing can be removed when its rows are gone. */
import type { Json } from '@baryon/kit'

export interface NetworkAddress {
  readonly tenant: string
}

export interface PortAddress {
  /** Of the network, whoever owns the port. */
  readonly tenant: string
  readonly network: string
}

export interface RouterAddress {
  readonly tenant: string
}

export interface InterfaceAddress {
  readonly tenant: string
  readonly router: string
  readonly interface: string
}

/** Policies belong to tenants. */
export interface PolicyAddress {
  readonly tenant: string
  readonly priority: number
}

export interface FloatingIpAddress {
  readonly tenant: string
}

/** An address as it was given to {@link Json}. The projection alone makes addresses, and the ledger gives them back as they were. */
export const addressAs = <Address>(address: Json): Address => address as Address
