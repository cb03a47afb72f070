import type { Json } from '@baryon/kit'
import { reconcileErrors } from '../errors.ts'
import type { Author, Desired, Key } from '../intent.ts'
import type { PathAnswer, PathAsked, Wanted } from '../path.ts'
import type { Canaries, Description, Endpoint, Found, Outcome, Target, Timed } from '../target.ts'
import { type Line, LineError } from './line.ts'
import type { Introduced, Shown } from './serve.ts'

/** A target that lives in another thread. While that thread is gone, nobody is there. */
export class RemoteTarget implements Target {
  readonly name: string
  readonly intact?: NonNullable<Target['intact']>
  readonly read?: NonNullable<Target['read']>
  readonly readOne?: NonNullable<Target['readOne']>
  readonly replace?: NonNullable<Target['replace']>
  readonly testPath?: NonNullable<Target['testPath']>
  readonly #listeners = new Set<() => void>()
  #line: Line
  #shown: Shown
  #begun = false

  constructor(line: Line, introduced: Introduced) {
    const { name, has } = introduced
    this.name = name
    this.#line = line
    this.#shown = introduced
    if (has.includes('intact')) this.intact = (signal, canaries) => this.#intact(signal, canaries)
    if (has.includes('read')) this.read = signal => this.#read(signal)
    if (has.includes('readOne')) this.readOne = (key, address, signal) => this.#readOne(key, address, signal)
    if (has.includes('replace')) this.replace = (all, reason, signal) => this.#replace(all, reason, signal)
    if (has.includes('testPath')) this.testPath = (asked, wanted, signal) => this.#testPath(asked, wanted, signal)
  }

  /** Goes on with another thread, that knows nothing of what the one before it told. */
  join(line: Line, introduced: Shown): void {
    this.#line = line
    this.show(introduced)
    if (this.#begun) this.begins(true)
    this.changed()
  }

  show(shown: Shown): void {
    this.#shown = shown
  }

  changed(): void {
    for (const listener of this.#listeners) listener()
  }

  describe(): Description {
    return this.#shown.description
  }

  endpoints(): readonly Endpoint[] {
    return this.#shown.endpoints
  }

  begins(holds: boolean): void {
    this.#begun = true
    this.#line.tell('begins', this.name, holds)
  }

  update(desired: Desired, signal: AbortSignal, known = false, by?: Author): Promise<Outcome & Timed> {
    return this.#outcome('update', [desired, known, by], signal)
  }

  remove(key: Key, address: Json, signal: AbortSignal, by?: Author): Promise<Outcome & Timed> {
    return this.#outcome('remove', [key, address, by], signal)
  }

  probe(signal: AbortSignal): Promise<Outcome> {
    return this.#outcome('probe', [], signal)
  }

  async #intact(signal: AbortSignal, canaries: Canaries | undefined): Promise<Outcome> {
    if (canaries === undefined) return this.#outcome('intact', [], signal)
    const stand = this.#line.lend(() => canaries.stand())
    const { keys } = canaries
    return this.#outcome('intact', [{ keys, stand }], signal).finally(() => this.#line.takeBack(stand))
  }

  async *#read(signal: AbortSignal): AsyncGenerator<Found | 'complete'> {
    const line = this.#line
    try {
      const stream = (await line.ask('read', [this.name])) as number
      const leave = () => line.letGo(stream)
      signal.addEventListener('abort', leave, { once: true })
      if (signal.aborted) leave()
      try {
        yield* line.borrowedStream<Found | 'complete'>(stream)
      } finally {
        signal.removeEventListener('abort', leave)
      }
    } catch (error) {
      // It broke off: what came so far is not all.
      if (!signal.aborted && !isCut(error)) throw error
    }
  }

  async #readOne(key: Key, address: Json, signal: AbortSignal): Promise<Found | 'absent' | Outcome> {
    try {
      return (await this.#line.ask('readOne', [this.name, key, address], signal)) as Found | 'absent' | Outcome
    } catch (error) {
      return this.#gone(error)
    }
  }

  async #replace(all: AsyncIterable<Desired>, reason: string, signal: AbortSignal): Promise<Outcome> {
    const line = this.#line
    const failure: { error?: unknown } = {}
    const stream = line.lendStream(heard(all, failure))
    try {
      const outcome = await this.#outcome('replace', [stream, reason], signal)
      return outcome
    } catch (error) {
      throw failure.error ?? error
    } finally {
      line.takeBack(stream)
    }
  }

  async #testPath(asked: PathAsked, wanted: Wanted, signal: AbortSignal): Promise<PathAnswer> {
    const line = this.#line
    const lent = line.lend(([key]) => wanted(key as Key))
    try {
      return (await line.ask('testPath', [this.name, asked, lent], signal)) as PathAnswer
    } catch (error) {
      return { fault: this.#gone(error).fault }
    } finally {
      line.takeBack(lent)
    }
  }

  async #outcome(method: string, args: readonly unknown[], signal: AbortSignal): Promise<Outcome> {
    try {
      return (await this.#line.ask(method, [this.name, ...args], signal)) as Outcome
    } catch (error) {
      return this.#gone(error)
    }
  }

  /** @throws what is a defect of the target */
  #gone(error: unknown): Extract<Outcome, { result: 'again' }> {
    if (!isCut(error)) throw error
    const { message: reason } = error
    return { result: 'again', fault: reconcileErrors.fault('target.gone', { target: this.name, reason }), away: true }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whoever ended the thread closed it. */
  async close(): Promise<void> {}
}

const isCut = (error: unknown): error is LineError => error instanceof LineError && error.isCut

/** The same stream; keeps the error that it ends with. */
async function* heard<T>(stream: AsyncIterable<T>, failure: { error?: unknown }): AsyncGenerator<T> {
  try {
    yield* stream
  } catch (error) {
    failure.error = error
    throw error
  }
}
