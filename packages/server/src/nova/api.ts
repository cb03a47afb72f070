/** The one call of Nova's API that is made: `POST /os-server-external-events`. */
import type { NovaEvent } from './event.ts'
import type { Verdict } from './outbox.ts'

/** Nova cannot be asked, or does not answer as it should. */
export class NovaAway extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NovaAway'
  }
}

export interface NovaApi {
  /** Of the Compute API: `http://nova:8774/v2.1`. */
  readonly url: string
  /** The server's own token; undefined where none is needed. */
  token(): Promise<string | undefined>
  /** The token was refused: the next one is a new one. */
  forget(token: string): void
  /** Milliseconds. */
  readonly timeout: number
}

interface Answered {
  readonly events?: readonly {
    readonly server_uuid?: string
    readonly tag?: string
    readonly name?: string
    readonly code?: number
  }[]
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

/** 422: the server has no host yet. Any other answer to an event is the last word on it. */
const verdictOf = (code: number | undefined): Verdict => (code === 422 ? 'again' : 'done')

/** Each event of a mixed answer is found by what it says, since Nova need not keep the order. */
function verdicts(events: readonly NovaEvent[], { events: answered = [] }: Answered): Verdict[] {
  const codes = new Map(answered.map(one => [`${one.server_uuid} ${one.name} ${one.tag}`, one.code]))
  return events.map(({ server_uuid, name, tag }) => verdictOf(codes.get(`${server_uuid} ${name} ${tag}`)))
}

async function post(api: NovaApi, events: readonly NovaEvent[], token: string | undefined): Promise<Response> {
  try {
    return await fetch(`${api.url}/os-server-external-events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === undefined ? {} : { 'x-auth-token': token }),
      },
      body: JSON.stringify({ events }),
      signal: AbortSignal.timeout(api.timeout),
    })
  } catch (error) {
    throw new NovaAway(reasonOf(error))
  }
}

/**
 * Sends events.
 * @returns Nova's verdict on each, in their order
 * @throws NovaAway
 */
export async function sendEvents(api: NovaApi, events: readonly NovaEvent[]): Promise<readonly Verdict[]> {
  const token = await api.token()
  const answer = await post(api, events, token)
  const text = await answer.text()
  if (answer.status === 401 && token !== undefined) api.forget(token)
  // No server of these events is known: the answer to a single event, and to several that are all of unknown servers.
  if (answer.status === 404) return events.map(() => 'done')
  if (answer.status !== 200 && answer.status !== 207) throw new NovaAway(`it answered ${answer.status}`)
  try {
    return verdicts(events, JSON.parse(text) as Answered)
  } catch {
    throw new NovaAway('it answered no JSON')
  }
}
