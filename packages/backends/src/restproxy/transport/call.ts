import { Places } from '@baryon/kit'
import type { Dispatcher } from 'undici'

/** A whole answer. */
export interface Called {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
  /** When it began, as of `performance.now()`. */
  readonly begun: number
}

export interface CallOptions {
  readonly signal: AbortSignal
  /** Characters of the body that are kept. */
  readonly most: number
  /** While it is under way, what ends it without the signal. */
  readonly leaving?: Leaving | undefined
}

/** Calls under way, by what ends each. */
export type Leaving = Places<(reason: Error) => void>

interface Ending {
  readonly calls: Leaving
  readonly end: () => void
}

const endings = new WeakMap<AbortSignal, Ending>()

/** Calls under way that a signal ends. A listener for each would hold those behind it in memory, long after it was removed. */
function endingOf(signal: AbortSignal): Ending {
  const known = endings.get(signal)
  if (known !== undefined) return known
  const calls: Leaving = new Places()
  const end = () => {
    for (const leave of calls.all()) leave(signal.reason as Error)
  }
  signal.addEventListener('abort', end)
  const made = { calls, end }
  endings.set(signal, made)
  return made
}

/** Signals that somebody listens to are kept, some for ever: nobody does when the last call has ended. */
function forget(signal: AbortSignal, place: number): void {
  const ending = endings.get(signal)
  if (ending === undefined) return
  ending.calls.remove(place)
  if (ending.calls.size > 0) return
  signal.removeEventListener('abort', ending.end)
  endings.delete(signal)
}

/** Bytes of a character in UTF-8 at most. */
const widest = 4

/** A request under way. */
class Call implements Dispatcher.DispatchHandler {
  readonly #options: CallOptions
  readonly #answer = Promise.withResolvers<Called>()
  readonly #chunks: Buffer[] = []
  #bytes = 0
  #status = 0
  #begun = 0
  #headers: Called['headers'] = {}
  #controller: Dispatcher.DispatchController | undefined
  #left: Error | undefined
  #place = -1
  #leavingPlace = -1
  readonly #leave = (reason: Error) => {
    this.#left ??= reason
    this.#end()
    this.#controller?.abort(this.#left)
    this.#answer.reject(this.#left)
  }

  constructor(options: CallOptions) {
    this.#options = options
  }

  run(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions): Promise<Called> {
    const { signal, leaving } = this.#options
    if (signal.aborted) this.#leave(signal.reason as Error)
    else {
      this.#place = endingOf(signal).calls.add(this.#leave)
      if (leaving !== undefined) this.#leavingPlace = leaving.add(this.#leave)
      dispatcher.dispatch(options, this)
    }
    return this.#answer.promise
  }

  #end() {
    const { signal, leaving } = this.#options
    forget(signal, this.#place)
    leaving?.remove(this.#leavingPlace)
    this.#place = -1
    this.#leavingPlace = -1
  }

  onRequestStart(controller: Dispatcher.DispatchController) {
    this.#controller = controller
    if (this.#left !== undefined) controller.abort(this.#left)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Called['headers']) {
    if (status < 200) return
    this.#begun = performance.now()
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer) {
    if (this.#bytes >= this.#options.most * widest) return
    this.#bytes += chunk.length
    this.#chunks.push(chunk)
  }

  onResponseEnd() {
    this.#end()
    const [first] = this.#chunks
    const whole = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    const body = whole?.toString().slice(0, this.#options.most) ?? ''
    this.#answer.resolve({ status: this.#status, headers: this.#headers, body, begun: this.#begun })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error) {
    this.#end()
    this.#answer.reject(error)
  }
}

/** One request, and its answer as text: without the streams that undici makes of every answer, which cost as much as the request. */
export const call = (
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { signal, most, leaving }: CallOptions,
): Promise<Called> => new Call({ signal, most, leaving }).run(dispatcher, options)
