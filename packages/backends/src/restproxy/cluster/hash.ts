import type { Answer } from '../transport/client.ts'

const header = 'x-bsn-bvs-hash-match'

/** No controller takes this for its own. */
const poison = 'INCONSISTENT,INCONSISTENT'

/**
 * The hash by which a controller knows that we know its state: each good answer gives the next one. Before the first it is empty, or the one
 * that no state has, if the controller was told something by a process before this one: it may have lost that. After a controller said that
 * it has another, none is sent until it gives one.
 */
export class Hash {
  #value: string | undefined = ''

  get value(): string | undefined {
    return this.#value
  }

  /** Of a good answer alone; one without the header changes nothing. */
  learn({ status, headers }: Answer): void {
    const value = headers[header]
    if (status >= 200 && status < 300 && typeof value === 'string') this.#value = value
  }

  /** Nothing is known of a state that there should be. */
  poison(): void {
    this.#value = poison
  }

  forget(): void {
    this.#value = undefined
  }
}
