import type { Answer } from '../transport/client.ts'

const header = 'x-bsn-bvs-hash-match'

/**
 * The hash by which a controller knows that we know its state: each good answer gives the next one. Before the first it is empty. After a controller
 * said that it has another, none is sent until it gives one.
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

  forget(): void {
    this.#value = undefined
  }
}
