import type { Ip } from '../network-address/ip.ts'

const MOST_SUBNETS = 4096
const MOST_RELEASED = 64

interface Hint {
  last: Ip
  readonly released: Ip[]
}

/**
 * Where the search for free addresses goes on, by subnet: a cache that may be wrong, since transactions may be undone.
 * What it says is always looked up.
 */
export class AddressHints {
  readonly #subnets = new Map<string, Hint>()

  /** The address that was chosen last. */
  last(subnet: string): Ip | undefined {
    return this.#subnets.get(subnet)?.last
  }

  chosen(subnet: string, ip: Ip): void {
    const hint = this.#subnets.get(subnet)
    if (hint !== undefined) {
      hint.last = ip
      return
    }
    const oldest = this.#subnets.size < MOST_SUBNETS ? undefined : this.#subnets.keys().next().value
    if (oldest !== undefined) this.#subnets.delete(oldest)
    this.#subnets.set(subnet, { last: ip, released: [] })
  }

  /** Notes an address that a port had; of the newest ones, some are remembered. */
  release(subnet: string, ip: Ip): void {
    const released = this.#subnets.get(subnet)?.released
    if (released === undefined) return
    if (released.length === MOST_RELEASED) released.shift()
    released.push(ip)
  }

  /** Takes back one of the released addresses. */
  released(subnet: string): Ip | undefined {
    return this.#subnets.get(subnet)?.released.pop()
  }
}
