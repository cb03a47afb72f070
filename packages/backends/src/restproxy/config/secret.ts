import { readFileSync } from 'node:fs'

/** Where a secret is, and what it is now. Neither `String()` nor JSON shows it. */
export class Secret {
  /** What may be shown: `file:PATH`, `env:NAME` or `***`. */
  readonly source: string
  readonly #read: () => string
  #value: string | undefined

  private constructor(source: string, read: () => string) {
    this.source = source
    this.#read = read
  }

  static ofFile(path: string): Secret {
    return new Secret(`file:${path}`, () => readFileSync(path, 'utf8').replace(/\r?\n$/, ''))
  }

  static ofVariable(name: string): Secret {
    return new Secret(`env:${name}`, () => {
      const value = process.env[name]
      if (value === undefined) throw new Error(`the environment variable ${name} is not set`)
      return value
    })
  }

  /** Of a file that cannot say it otherwise. */
  static inline(value: string): Secret {
    return new Secret('***', () => value)
  }

  /** What it was when it was read last. @throws Error when it cannot be read and never could */
  value(): string {
    this.#value ??= this.#read()
    return this.#value
  }

  /** Reads it again; what cannot be read now stays what it was. Returns whether it is another. */
  reread(): boolean {
    const before = this.#value
    try {
      this.#value = this.#read()
    } catch {
      return false
    }
    return this.#value !== before
  }

  /** Why it cannot be read; undefined: it can. */
  problem(): string | undefined {
    try {
      if (this.value() === '') return 'it is empty'
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  toString(): string {
    return this.source
  }

  toJSON(): string {
    return this.source
  }
}
