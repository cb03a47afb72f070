/** What goes wrong on purpose. From one seed the same faults strike the same requests. */

/** What happens to a request that a rule strikes. */
export interface Fault {
  /** Milliseconds until it is looked at; of two: a number between them. */
  readonly latency?: number | readonly [number, number]
  /** Answered with this status and body, and nothing is done. */
  readonly status?: number
  readonly body?: string
  /** Done, and answered with this instead of what there is to say. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The connection is dropped: before anything is done, or after everything is. */
  readonly lost?: 'before' | 'after'
  /** It is never answered: nothing is done, or everything is. */
  readonly silent?: 'before' | 'after'
  /** Done, and answered with this hash instead of the right one. */
  readonly hash?: string
  /** 409: the client's view is said to be another one. */
  readonly conflict?: boolean
}

export interface FaultRule extends Fault {
  /** Of requests with this method alone. */
  readonly method?: string
  /** Of requests whose path, below the base, matches this expression. */
  readonly path?: string
  /** Of the first so many that it could strike. */
  readonly times?: number
  /** Of this share of them (0 to 1), by the seed. */
  readonly share?: number
}

/** Numbers from 0 to 1, the same from the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export class Faults {
  readonly #random: () => number
  #rules: { readonly rule: FaultRule; readonly path: RegExp | undefined; left: number }[] = []

  constructor(seed: number) {
    this.#random = randomFrom(seed)
  }

  get rules(): readonly FaultRule[] {
    return this.#rules.map(({ rule }) => rule)
  }

  /** These from now on, and no others. */
  replace(rules: readonly FaultRule[]) {
    this.#rules = rules.map(rule => ({
      rule,
      path: rule.path === undefined ? undefined : new RegExp(rule.path),
      left: rule.times ?? Number.POSITIVE_INFINITY,
    }))
  }

  /** What strikes this request: of each rule that fits, the later ones before the earlier. */
  strike(method: string, path: string): Fault {
    let struck: Fault = {}
    for (const each of this.#rules) {
      const { rule } = each
      if (each.left <= 0 || (rule.method ?? method) !== method || each.path?.test(path) === false) continue
      if (rule.share !== undefined && this.#random() >= rule.share) continue
      each.left--
      struck = { ...struck, ...rule }
    }
    return struck
  }

  /** @returns milliseconds */
  wait({ latency = 0 }: Fault): number {
    if (typeof latency === 'number') return latency
    const [least, most] = latency
    return least + this.#random() * (most - least)
  }
}
