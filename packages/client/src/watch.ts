import type { Json } from '@baryon/kit'
import type { Plane, Row } from '@baryon/model'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { ApiError } from './api-error.ts'
import { delayOf, pause } from './backoff.ts'
import type { ControllerEvent } from './controllers.ts'
import { clientErrors } from './errors.ts'
import type { Transport } from './transport.ts'

/** Which entries of the journal. Without a member: all. */
export interface JournalQuery {
  readonly service?: string
  /** `Kind` or `service/Kind`. */
  readonly kind?: string | readonly string[]
  readonly id?: string
  readonly project?: string
  readonly plane?: Plane
}

/** One entry of the journal. */
export interface Entry {
  readonly revision: number
  /** The first revision of its transaction. */
  readonly transaction: number
  /** ISO 8601, UTC. */
  readonly time: string
  readonly plane: Plane
  readonly service: string
  readonly kind: string
  readonly id: string
  readonly project: string | null
  readonly operation: 'create' | 'update' | 'delete'
  readonly actor: string
  readonly request_id: string
  /** The attributes of this plane after the change; of a delete: as they were before. */
  readonly object: Row
}

/** Everything up to this revision has been told. */
export interface Synced {
  readonly operation: 'synced'
  readonly revision: number
}

export type WatchEvent = Entry | Synced

export interface WatchOptions extends JournalQuery {
  /** Tells the changes after this revision first; the default is to start with the next change. */
  readonly from?: number
  readonly signal?: AbortSignal
  /** Milliseconds of silence after which the connection is taken for dead; the server says something every 15 s. */
  readonly silence?: number
  /** Told of each lost connection, before it is made again. */
  readonly onLost?: (error: Error, delay: number) => void
}

export function journalParameters(query: JournalQuery): URLSearchParams {
  const { service, kind = [], id, project, plane } = query
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ service, id, project, plane }))
    if (value !== undefined) parameters.set(name, value)
  for (const one of [kind].flat()) parameters.append('kind', one)
  return parameters
}

/** What comes on a connection; `open` when it is made. */
type Told = WatchEvent | Happened | 'open'

/** Of a controller. */
interface Happened {
  readonly operation: 'controller'
  readonly happened: ControllerEvent
}

/**
 * The changes as they happen. A lost connection is made again where it was lost, so nothing is missed and nothing comes
 * twice. Ends quietly when the signal is aborted.
 * @throws ApiError when the first connection fails, or the server refuses: 410 says that the revision is gone from the journal
 */
export async function* watch(transport: Transport, options: WatchOptions): AsyncGenerator<WatchEvent, void, undefined> {
  for await (const event of follow(transport, options)) if (event.operation !== 'controller') yield event
}

/** What happens to controllers, without changes. @throws ApiError as {@link watch} */
export async function* watchControllers(
  transport: Transport,
  options: WatchOptions,
): AsyncGenerator<ControllerEvent, void, undefined> {
  for await (const event of follow(transport, options, { controllers: 'only' }))
    if (event.operation === 'controller') yield event.happened
}

async function* follow(
  transport: Transport,
  options: WatchOptions,
  more: Readonly<Record<string, string>> = {},
): AsyncGenerator<Exclude<Told, 'open'>, void, undefined> {
  const { signal, onLost } = options
  const { backoff, random } = transport.options
  let position = options.from
  let attempt = 0
  let connected = false
  while (!signal?.aborted) {
    try {
      for await (const event of connection(transport, options, position, more)) {
        connected = true
        if (event === 'open') continue
        attempt = 0
        if (event.operation !== 'controller') position = event.revision
        yield event
      }
      throw new ApiError(0, [clientErrors.fault('server.away', { url: transport.url, reason: 'the connection ended' })])
    } catch (error) {
      if (signal?.aborted) return
      if (!(error instanceof ApiError) || !connected || refused(error)) throw error
      const delay = Math.max(error.retryAfter ?? 0, delayOf(backoff, attempt++, random()))
      onLost?.(error, delay)
      await pause(delay, signal).catch(() => {})
    }
  }
}

const refused = (error: ApiError) => error.status >= 400 && error.status < 500 && error.status !== 429

/** One connection: `open` when it is made, then its events, until it ends. */
async function* connection(
  transport: Transport,
  options: WatchOptions,
  position: number | undefined,
  more: Readonly<Record<string, string>>,
): AsyncGenerator<Told, void, undefined> {
  const { silence = 45_000 } = options
  const stop = new AbortController()
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal])
  const query = journalParameters(options)
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  if (position !== undefined) query.set('from', String(position))
  const headers = {
    accept: 'text/event-stream',
    ...(position === undefined ? {} : { 'last-event-id': String(position) }),
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => stop.abort(), silence)
  }
  try {
    const response = await transport.open({ method: 'GET', path: '/v1/watch', query, headers, signal })
    yield 'open'
    alive()
    yield* events(response, alive)
  } catch (error) {
    if (error instanceof ApiError) throw error
    const reason = stop.signal.aborted ? `nothing came for ${silence} ms` : String(error)
    throw new ApiError(0, [clientErrors.fault('server.away', { url: transport.url, reason })], { cause: error })
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
}

async function* events(response: Response, alive: () => void): AsyncGenerator<Told, void, undefined> {
  const ready: EventSourceMessage[] = []
  const parser = createParser({ onEvent: message => ready.push(message) })
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    alive()
    parser.feed(decoder.decode(chunk, { stream: true }))
    for (const message of ready.splice(0)) yield eventOf(message)
  }
}

function eventOf(message: EventSourceMessage): WatchEvent | Happened {
  const data = JSON.parse(message.data) as { readonly [key: string]: Json }
  if (message.event === 'synced') return { operation: 'synced', revision: Number(data.revision) }
  if (message.event === 'controller') return { operation: 'controller', happened: data as unknown as ControllerEvent }
  return data as unknown as Entry
}
