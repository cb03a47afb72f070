import type { Validated } from './validate.ts'

/** What is known of a token. */
export interface KnownToken extends Validated {
  /** When Keystone was asked last, in milliseconds since the epoch. */
  readonly checked: number
}

/**
 * Tokens that Keystone has accepted, by hash, until they end; and for a moment those that it has refused, so that a client with
 * an old token does not cost a request to Keystone each time. At most `size` of either; the oldest go first.
 */
export class KnownTokens {
  readonly #good = new Map<string, KnownToken>()
  readonly #bad = new Map<string, number>()
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  get(hash: string, now: number): KnownToken | undefined {
    const known = this.#good.get(hash)
    if (known === undefined || known.until > now) return known
    this.#good.delete(hash)
    return undefined
  }

  isBad(hash: string, now: number): boolean {
    const until = this.#bad.get(hash)
    if (until === undefined) return false
    if (until > now) return true
    this.#bad.delete(hash)
    return false
  }

  accept(hash: string, token: KnownToken): void {
    this.#bad.delete(hash)
    keep(this.#good, hash, token, this.#size)
  }

  refuse(hash: string, until: number): void {
    this.#good.delete(hash)
    keep(this.#bad, hash, until, this.#size)
  }
}

function keep<T>(map: Map<string, T>, hash: string, value: T, size: number): void {
  map.delete(hash)
  map.set(hash, value)
  const oldest = map.size > size ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
}
