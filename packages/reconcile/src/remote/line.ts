/** Calls between two threads, or processes: what is asked in one turn of the event loop goes in one message. */

import { Places } from '@baryon/kit'

/** Carries texts to the other side, whole and in order. */
export interface Carrier {
  post(text: string): void
}

/** What the other side may ask. Arguments and answers are JSON; a member that is undefined is left out. */
export type Handlers = Readonly<Record<string, (args: readonly unknown[], signal: AbortSignal) => unknown>>

/** The other side is gone, or threw an error. */
export class LineError extends Error {
  /** Whether the other side is gone: what it did of what it was asked is not known. */
  readonly isCut: boolean

  constructor(message: string, isCut: boolean) {
    super(message)
    this.name = 'LineError'
    this.isCut = isCut
  }
}

type Frame =
  | readonly ['ask', id: number, name: string, args: readonly unknown[], signal?: number]
  | readonly ['tell', name: string, args: readonly unknown[]]
  | readonly ['answer', id: number, value: unknown]
  | readonly ['error', id: number, message: string]
  | readonly ['abort', signal: number]

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** A signal of the other side, while calls go on that it may end: many share one. */
interface Shared {
  readonly controller: AbortController
  calls: number
}

interface Lent {
  readonly call: (args: readonly unknown[]) => unknown
  readonly end: () => void
}

/** A part of a stream. */
export interface Piece<T> {
  readonly values: readonly T[]
  readonly isLast: boolean
}

const pieceSize = 100

/** One end of the line. */
export class Line {
  readonly #carrier: Carrier
  readonly #handlers: Handlers
  readonly #before: () => void
  /** What was asked, each in the place that is its id. */
  readonly #pending = new Places<Pending>()
  /** Signals of this side that the other one was told of, by their numbers there. */
  readonly #signals = new WeakMap<AbortSignal, number>()
  readonly #shared = new Map<number, Shared>()
  readonly #gone = new AbortController()
  readonly #lent = new Map<number, Lent>()
  #frames: Frame[] = []
  #isFlushing = false
  #next = 0
  #cut: LineError | undefined

  /** @param before called before a message goes: what is told then goes with it, ahead of the rest */
  constructor(carrier: Carrier, handlers: Handlers, before: () => void = () => {}) {
    this.#carrier = carrier
    this.#handlers = handlers
    this.#before = before
  }

  /** @throws LineError when the other side is gone, or threw an error */
  ask(name: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
    if (this.#cut !== undefined) return Promise.reject(this.#cut)
    return new Promise((resolve, reject) => {
      const id = this.#pending.add({ resolve, reject })
      this.#send(signal === undefined ? ['ask', id, name, args] : ['ask', id, name, args, this.#numberOf(signal)])
      if (signal?.aborted) this.#send(['abort', this.#numberOf(signal)])
    })
  }

  /** Nobody answers. */
  tell(name: string, ...args: readonly unknown[]): void {
    if (this.#cut === undefined) this.#send(['tell', name, args])
  }

  /** Goes ahead of what waits to be sent. */
  tellFirst(name: string, ...args: readonly unknown[]): void {
    this.#frames.unshift(['tell', name, args])
  }

  /** What the other side can call until it lets go of it. @param end called then, or when the line is cut */
  lend(call: Lent['call'], end: () => void = () => {}): number {
    this.#next += 1
    this.#lent.set(this.#next, { call, end })
    return this.#next
  }

  /** Nothing lent is called any more. */
  takeBack(number: number): void {
    const lent = this.#lent.get(number)
    this.#lent.delete(number)
    lent?.end()
  }

  borrowed(number: number, args: readonly unknown[] = []): Promise<unknown> {
    return this.ask('lent', [number, args])
  }

  letGo(number: number): void {
    this.tell('back', number)
  }

  /** A stream of this side, read by the other one piece by piece as it wants. */
  lendStream<T>(stream: AsyncIterable<T>, end: () => void = () => {}): number {
    const iterator = stream[Symbol.asyncIterator]()
    const next = async (): Promise<Piece<T>> => {
      const values: T[] = []
      while (values.length < pieceSize) {
        const { value, done } = await iterator.next()
        if (done) return { values, isLast: true }
        values.push(value)
      }
      return { values, isLast: false }
    }
    return this.lend(next, () => {
      end()
      iterator.return?.().catch(() => {})
    })
  }

  /** A stream of the other side. */
  async *borrowedStream<T>(number: number): AsyncGenerator<T> {
    try {
      for (;;) {
        const { values, isLast } = (await this.borrowed(number)) as Piece<T>
        yield* values
        if (isLast) return
      }
    } finally {
      this.letGo(number)
    }
  }

  /** A message of the other side. */
  receive(text: string): void {
    for (const frame of JSON.parse(text) as readonly Frame[]) this.#take(frame)
  }

  /** The other side is gone. */
  cut(reason: string): void {
    this.#cut ??= new LineError(reason, true)
    for (const { reject } of this.#pending.all()) reject(this.#cut)
    for (const { controller } of this.#shared.values()) controller.abort(this.#cut)
    this.#gone.abort(this.#cut)
    for (const number of [...this.#lent.keys()]) this.takeBack(number)
  }

  #send(frame: Frame) {
    this.#frames.push(frame)
    if (this.#isFlushing) return
    this.#isFlushing = true
    setImmediate(() => this.#flush())
  }

  #flush() {
    this.#isFlushing = false
    this.#before()
    const frames = this.#frames
    this.#frames = []
    if (this.#cut === undefined) this.#carrier.post(JSON.stringify(frames))
  }

  #numberOf(signal: AbortSignal): number {
    const known = this.#signals.get(signal)
    if (known !== undefined) return known
    this.#next += 1
    const number = this.#next
    this.#signals.set(signal, number)
    signal.addEventListener('abort', () => this.#send(['abort', number]), { once: true })
    return number
  }

  #take(frame: Frame) {
    switch (frame[0]) {
      case 'ask':
        return void this.#answer(frame)
      case 'tell':
        return this.#told(frame[1], frame[2])
      case 'answer':
        return this.#done(frame[1])?.resolve(frame[2])
      case 'error':
        return this.#done(frame[1])?.reject(new LineError(frame[2], false))
      case 'abort':
        return this.#shared.get(frame[1])?.controller.abort()
    }
  }

  #done(id: number): Pending | undefined {
    const pending = this.#pending.at(id)
    this.#pending.remove(id)
    return pending
  }

  #told(name: string, args: readonly unknown[]) {
    if (name === 'back') this.takeBack(args[0] as number)
    else this.#handlers[name]?.(args, this.#gone.signal)
  }

  async #answer([, id, name, args, number]: Extract<Frame, readonly ['ask', ...unknown[]]>) {
    const shared = number === undefined ? undefined : this.#begins(number)
    try {
      this.#send(['answer', id, await this.#call(name, args, shared?.controller.signal ?? this.#gone.signal)])
    } catch (error) {
      this.#send(['error', id, error instanceof Error ? (error.stack ?? error.message) : String(error)])
    } finally {
      if (shared !== undefined) shared.calls -= 1
      if (number !== undefined && shared?.calls === 0) this.#shared.delete(number)
    }
  }

  #begins(number: number): Shared {
    const shared = this.#shared.get(number) ?? { controller: new AbortController(), calls: 0 }
    shared.calls += 1
    this.#shared.set(number, shared)
    return shared
  }

  #call(name: string, args: readonly unknown[], signal: AbortSignal): unknown {
    if (name === 'lent') {
      const [number, given] = args as readonly [number, readonly unknown[]]
      const lent = this.#lent.get(number)
      if (lent === undefined) throw new Error('it was taken back')
      return lent.call(given)
    }
    const handler = this.#handlers[name]
    if (handler === undefined) throw new Error(`nobody answers "${name}"`)
    return handler(args, signal)
  }
}
