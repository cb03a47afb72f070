/** Server-sent events as a client reads them. */
export interface ServerEvent {
  readonly id: number
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of every form
  readonly data: any
}

export interface Events {
  readonly status: number
  readonly headers: Headers
  /** The next event; undefined when the server ended the answer. */
  next(): Promise<ServerEvent | undefined>
  /** The next ones, as many. */
  take(count: number): Promise<ServerEvent[]>
  close(): Promise<void>
}

function parse(block: string): ServerEvent | undefined {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const data = field('data')
  if (data === undefined) return undefined
  return { id: Number(field('id')), event: field('event') ?? '', data: JSON.parse(data) }
}

async function* blocks(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const event = parse(part)
      if (event) yield event
    }
  }
  return undefined
}

export async function events(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Events> {
  const stop = new AbortController()
  const response = await fetch(url, { headers, signal: stop.signal })
  const reading = blocks(response.body as ReadableStream<Uint8Array>)
  const next = async () => (await reading.next()).value
  return {
    status: response.status,
    headers: response.headers,
    next,
    async take(count) {
      const taken: ServerEvent[] = []
      while (taken.length < count) {
        const event = await next()
        if (!event) throw new Error(`the answer ended after ${taken.length} of ${count} events`)
        taken.push(event)
      }
      return taken
    },
    async close() {
      stop.abort()
      await reading.next().catch(() => {})
    },
  }
}
