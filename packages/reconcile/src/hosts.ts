import type { Row } from './intent.ts'

/** What a host offers to a port that is bound to it. */
export interface HostOffer {
  readonly vif_type: string
  readonly vif_details: Row
}

/**
 * Which hosts a backend offers. What is known is answered from memory, so that a transaction may look; asking outside is done before it, or
 * between two tries of it.
 */
export interface Hosts {
  /** The newest that is known, however old. `none`: the backend does not offer the host; undefined: it says nothing of it. */
  offer(host: string): HostOffer | 'none' | undefined
  /** What it offers to ports of devices outside of the cloud on VLAN networks, whatever the host. */
  readonly external?: HostOffer
  /** Whether asking again would tell nothing new. */
  isFresh(host: string): boolean
  /** Asks outside, with a patience of its own. Who does not answer leaves what was known. */
  ask(host: string, signal: AbortSignal): Promise<void>
}
