import type { Reading } from './reading.ts'
import type { Verdict } from './transport/outcome.ts'

/**
 * Networks that may have a gateway at a controller that never forgets one: those that had one when it was read, and those that were told one since.
 * So that a network without a gateway costs no reading.
 */
export class Gateways {
  readonly #reading: Reading
  readonly #networks = new Set<string>()
  #loaded: Promise<Verdict | undefined> | undefined

  constructor(reading: Reading) {
    this.#reading = reading
  }

  add(network: string): void {
    this.#networks.add(network)
  }

  delete(network: string): void {
    this.#networks.delete(network)
  }

  /** The controller may have another state now. */
  forget(): void {
    this.#networks.clear()
    this.#loaded = undefined
  }

  /** A verdict when it cannot be read. */
  async has(network: string): Promise<boolean | Verdict> {
    this.#loaded ??= this.#load()
    const problem = await this.#loaded
    if (problem === undefined) return this.#networks.has(network)
    this.#loaded = undefined
    return problem
  }

  async #load(): Promise<Verdict | undefined> {
    const all = await this.#reading.fresh()
    if ('next' in all) return all
    for (const { key, body } of all) {
      const gateway = (body as Readonly<Record<string, unknown>>)['gateway']
      if (key.kind === 'network' && typeof gateway === 'string' && gateway !== '') this.#networks.add(key.id)
    }
    return undefined
  }
}
