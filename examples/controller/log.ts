/** The requests that came, the newest of them. */
export interface Entry {
  /** Counts all requests from 1. */
  readonly number: number
  /** When it was answered (milliseconds since the epoch). */
  readonly time: number
  readonly method: string
  /** With the base. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Names and values as they were sent, one after the other. */
  readonly rawHeaders: readonly string[]
  /** Cut after some size. */
  readonly body: string
  readonly bytes: number
  /** 0: none was given. */
  readonly status: number
  /** Headers of the answer. */
  readonly answer: Readonly<Record<string, string>>
  /** What the client should have done otherwise. */
  readonly complaints: readonly string[]
}

const longestBody = 1024 * 1024

export class Log {
  readonly #limit: number
  #entries: Entry[] = []
  #count = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get entries(): readonly Entry[] {
    return this.#entries.slice(-this.#limit)
  }

  /** All that ever came. */
  get count(): number {
    return this.#count
  }

  add(entry: Omit<Entry, 'number' | 'time' | 'bytes'>) {
    this.#count++
    const { body } = entry
    this.#entries.push({
      ...entry,
      number: this.#count,
      time: Date.now(),
      body: body.length > longestBody ? body.slice(0, longestBody) : body,
      bytes: Buffer.byteLength(body),
    })
    if (this.#entries.length > this.#limit * 2) this.#entries = this.#entries.slice(-this.#limit)
  }

  clear() {
    this.#entries = []
  }
}
