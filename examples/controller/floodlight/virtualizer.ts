/** The networks of one Floodlight: in memory, its own, with the traps of its release. */
import type { Traps } from './versions.ts'

export interface Network {
  readonly name: string | null
  readonly guid: string
  readonly gateway: string | null
  /** MAC addresses by port. */
  readonly ports: Map<string, string>
}

/** Something in it was not thought of: it is answered 500. */
export class Unexpected extends Error {}

const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/
const mac = /^[\da-f]{1,2}(:[\da-f]{1,2}){5}$/i

export class Virtualizer {
  readonly #traps: Traps
  readonly #networks = new Map<string, Network>()
  readonly #guidByName = new Map<string, string>()

  constructor(traps: Traps) {
    this.#traps = traps
  }

  get networks(): Iterable<Network> {
    return this.#networks.values()
  }

  clear() {
    this.#networks.clear()
    this.#guidByName.clear()
  }

  /** @throws Unexpected */
  put(guid: string, name: string | undefined, gateway: string | undefined) {
    if (name === undefined) return this.#putNameless(guid, gateway)
    if (this.#traps.namesAreKeys) {
      this.#dropNames(guid)
      this.#guidByName.set(name, guid)
    }
    this.#keep(guid, { name }, gateway)
  }

  #putNameless(guid: string, gateway: string | undefined) {
    if (this.#traps.nameless === 'unindexed') {
      this.#dropNames(guid)
      throw new Unexpected('java.lang.NullPointerException')
    }
    this.#keep(guid, this.#traps.nameless === 'stuck' ? { name: null } : {}, gateway)
  }

  #dropNames(guid: string) {
    for (const [name, known] of [...this.#guidByName]) if (known === guid) this.#guidByName.delete(name)
  }

  #keep(guid: string, change: { name?: string | null }, told: string | undefined) {
    const before: Network = this.#networks.get(guid) ?? { guid, name: null, gateway: null, ports: new Map() }
    const gateway = told !== undefined && ipv4.test(told) ? told : this.#traps.gatewayStays ? before.gateway : null
    this.#networks.set(guid, { ...before, ...change, gateway })
  }

  /** @throws Unexpected */
  remove(guid: string) {
    if (this.#traps.namesAreKeys) {
      if (this.#traps.nameless === 'stuck' && this.#networks.get(guid)?.name === null)
        throw new Unexpected('java.lang.NullPointerException')
      if (this.#guidByName.size === 0) return
      const name = [...this.#guidByName].find(([, known]) => known === guid)?.[0]
      if (name === undefined) throw new Unexpected('java.lang.NullPointerException')
      this.#guidByName.delete(name)
    }
    this.#networks.delete(guid)
  }

  /** Of a network that is not there it is taken, and never seen again. @throws Unexpected */
  attach(guid: string, port: string, address: string | undefined) {
    if (address === undefined || !mac.test(address)) throw new Unexpected('java.lang.IllegalArgumentException')
    this.#networks.get(guid)?.ports.set(port, address.toLowerCase())
  }

  /** @throws Unexpected */
  detach(guid: string, port: string) {
    const removed = this.#networks.get(guid)?.ports.delete(port) ?? false
    if (!removed && this.#traps.failsOnUnknownPort) throw new Unexpected('java.lang.NullPointerException')
  }
}
