import type { Caller } from '@baryon/model'

interface Accepted {
  readonly caller: Caller
  /** Milliseconds since the epoch. */
  readonly until: number
}

/**
 * Tokens whose signature was checked a moment ago, by hash, so that a busy client costs one check a minute.
 * At most `size` are kept; the oldest go first.
 */
export class AcceptedTokens {
  readonly #tokens = new Map<string, Accepted>()
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  get(hash: string, now: number): Caller | undefined {
    const found = this.#tokens.get(hash)
    if (found === undefined || found.until > now) return found?.caller
    this.#tokens.delete(hash)
    return undefined
  }

  add(hash: string, caller: Caller, until: number): void {
    this.#tokens.delete(hash)
    this.#tokens.set(hash, { caller, until })
    const oldest = this.#tokens.size > this.#size ? this.#tokens.keys().next().value : undefined
    if (oldest !== undefined) this.#tokens.delete(oldest)
  }
}
