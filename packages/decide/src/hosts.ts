import type { Json } from '@baryon/kit'

/** What is known outside of the database of the hosts that ports are bound to. It is looked at in a transaction, and so answers from memory. */
export interface Hosts {
  /** What a port is plugged into there. `none`: nobody offers the host; undefined: nobody says, so that settings do. */
  offer(host: string): HostOffer | 'none' | undefined
  /** What ports of devices outside of the cloud are plugged into on VLAN networks, whatever the host; undefined: the same as others. */
  readonly external?: HostOffer | undefined
}

export interface HostOffer {
  readonly vif_type: string
  readonly vif_details: Json
}
