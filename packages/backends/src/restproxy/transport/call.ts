import type { Dispatcher } from 'undici'

/** A whole answer. */
export interface Called {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
  /** When it began, as of `performance.now()`. */
  readonly begun: number
}

/**
 * One request, and its answer as text: without the streams that undici makes of every answer, which cost as much as the request.
 * @param most characters of the body that are kept
 * @param leaving while it is under way, what ends it without the signal
 */
export function call(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  most: number,
  leaving?: Set<(reason: Error) => void>,
): Promise<Called> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder()
    let [status, begun, body] = [0, 0, '']
    let headers: Called['headers'] = {}
    let controller: Dispatcher.DispatchController | undefined
    let left: Error | undefined
    const leave = (reason: Error) => {
      left ??= reason
      end()
      controller?.abort(left)
      reject(left)
    }
    const abort = () => leave(signal.reason as Error)
    const end = () => {
      signal.removeEventListener('abort', abort)
      leaving?.delete(leave)
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    leaving?.add(leave)
    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started
        if (left !== undefined) started.abort(left)
      },
      onResponseStart(_, code, fields) {
        if (code < 200) return
        begun = performance.now()
        status = code
        headers = fields
      },
      onResponseData(_, chunk) {
        if (body.length < most) body += decoder.decode(chunk, { stream: true })
      },
      onResponseEnd() {
        end()
        resolve({ status, headers, body: body.slice(0, most), begun })
      },
      onResponseError(_, error) {
        end()
        reject(error)
      },
    })
  })
}
