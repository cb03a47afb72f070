/** Which hosts are virtual switches of the controllers: those offer ports something of their own. */
import type { Clock } from '@baryon/kit'
import type { HostOffer, Hosts } from '@baryon/reconcile'
import type { Dialect } from './dialects/dialect.ts'

/** Who may know switches. */
export interface SwitchKnower {
  readonly name: string
  knowsSwitch(host: string, signal: AbortSignal): Promise<boolean | undefined>
}

export interface SwitchesOptions {
  readonly knowers: readonly SwitchKnower[]
  readonly dialect: Dialect
  /** `only`: a host that is no switch of theirs is not offered. */
  readonly others: 'settings' | 'none'
  /** Milliseconds that an answer may take. */
  readonly patience: number
  readonly clock: Clock
}

/** Milliseconds for which an answer holds, and for which one that did not answer is not asked again. */
const keep = { answered: 60_000, silent: 5_000 }

/** Hosts that are remembered; what was asked longest ago is forgotten first. */
const remembered = 10_000

interface Known {
  /** The newest answer; undefined: there was none. */
  readonly known: boolean | undefined
  /** Milliseconds since the epoch: from when it is asked again. */
  readonly until: number
}

/** What the controllers were asked about hosts. One that is away leaves what it said last. */
export class Switches implements Hosts {
  readonly external: HostOffer = Object.freeze({
    vif_type: 'bridge',
    vif_details: Object.freeze({ port_filter: false, ovs_hybrid_plug: false }),
  })
  readonly #options: SwitchesOptions
  readonly #offer: HostOffer
  readonly #known = new Map<string, Known>()
  readonly #asking = new Map<string, Promise<void>>()

  constructor(options: SwitchesOptions) {
    this.#options = options
    // The ML2 driver in Neutron and the one after it differ in this
    const hybrid = options.dialect.generation.startsWith('G')
    this.#offer = Object.freeze({
      vif_type: 'ivs',
      vif_details: Object.freeze({ port_filter: true, ovs_hybrid_plug: hybrid }),
    })
  }

  offer(host: string): HostOffer | 'none' | undefined {
    const known = this.#known.get(host)?.known
    if (known === true) return this.#offer
    return known === false && this.#options.others === 'none' ? 'none' : undefined
  }

  isFresh(host: string): boolean {
    return (this.#known.get(host)?.until ?? Number.NEGATIVE_INFINITY) > this.#options.clock.now()
  }

  /** Those who ask at one time wait for one answer. */
  async ask(host: string, signal: AbortSignal): Promise<void> {
    const asking = this.#asking.get(host) ?? this.#ask(host, signal).finally(() => this.#asking.delete(host))
    this.#asking.set(host, asking)
    await asking
  }

  async #ask(host: string, signal: AbortSignal): Promise<void> {
    const { knowers, patience, clock } = this.#options
    const enough = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    const answers = await Promise.all(knowers.map(knower => knower.knowsSwitch(host, enough).catch(() => undefined)))
    const said = answers.includes(true) || (answers.includes(undefined) ? undefined : false)
    const known = said ?? this.#known.get(host)?.known
    this.#known.delete(host)
    this.#known.set(host, { known, until: clock.now() + (said === undefined ? keep.silent : keep.answered) })
    const [oldest] = this.#known.keys()
    if (this.#known.size > remembered && oldest !== undefined) this.#known.delete(oldest)
  }
}
