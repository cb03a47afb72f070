/** The calls of Nova's API that are made: `POST /os-server-external-events`, and `GET /servers/…` to see whether it may still be waiting. */
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

/** 422: the server has no host yet. Any other refusal of an event is the last word on it. */
const verdictOf = (code: number | undefined): Verdict => (code === 422 ? 'again' : code === 200 ? 'taken' : 'done')

/** Each event of a mixed answer is found by what it says, since Nova need not keep the order. */
function verdicts(events: readonly NovaEvent[], { events: answered = [] }: Answered): Verdict[] {
  const codes = new Map(answered.map(one => [`${one.server_uuid} ${one.name} ${one.tag}`, one.code]))
  return events.map(({ server_uuid, name, tag }) => verdictOf(codes.get(`${server_uuid} ${name} ${tag}`)))
}

interface Asked {
  readonly status: number
  readonly text: string
}

async function ask(api: NovaApi, method: string, path: string, body?: unknown): Promise<Asked> {
  const token = await api.token()
  try {
    const answer = await fetch(api.url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { 'x-auth-token': token }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(api.timeout),
    })
    if (answer.status === 401 && token !== undefined) api.forget(token)
    return { status: answer.status, text: await answer.text() }
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
  const answer = await ask(api, 'POST', '/os-server-external-events', { events })
  // No server of these events is known: the answer to a single event, and to several that are all of unknown servers.
  if (answer.status === 404) return events.map(() => 'done')
  if (answer.status !== 200 && answer.status !== 207) throw new NovaAway(`it answered ${answer.status}`)
  try {
    return verdicts(events, JSON.parse(answer.text) as Answered)
  } catch {
    throw new NovaAway('it answered no JSON')
  }
}

interface Shown {
  readonly server?: { readonly 'OS-EXT-STS:task_state'?: string | null }
}

/**
 * Whether Nova is in the middle of something with a server. One that it does not know, or does not show, is taken to be at rest.
 * @throws NovaAway
 */
export async function isAtWork(api: NovaApi, server: string): Promise<boolean> {
  const { status, text } = await ask(api, 'GET', `/servers/${server}`)
  if (status === 403 || status === 404) return false
  if (status !== 200) throw new NovaAway(`it answered ${status}`)
  try {
    return ((JSON.parse(text) as Shown).server?.['OS-EXT-STS:task_state'] ?? null) !== null
  } catch {
    throw new NovaAway('it answered no JSON')
  }
}
