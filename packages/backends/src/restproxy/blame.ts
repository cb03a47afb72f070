import type { Json } from '@baryon/kit'
import type { Key, Outcome } from '@baryon/reconcile'

/** Whose call showed that a controller has another state than it was told: everything at once says so. */
export class Blame {
  #tenant: string | undefined
  #thing = ''

  /** undefined: nobody's. */
  get tenant(): string | undefined {
    return this.#tenant
  }

  /** A call that goes through in the end was the fault of nobody. */
  heard({ kind, id }: Key, address: Json, { result }: Outcome): void {
    const thing = `${kind}/${id}`
    if (result === 'done' && thing === this.#thing) this.clear()
    if (result !== 'diverged' && result !== 'orphan') return
    const { tenant } = (address ?? {}) as { readonly tenant?: Json }
    if (typeof tenant !== 'string') return
    this.#tenant = tenant
    this.#thing = thing
  }

  clear(): void {
    this.#tenant = undefined
    this.#thing = ''
  }
}
