/**
 * The load generator, in a process of its own so that it does not share a thread with what it measures.
 * Called with one JSON argument, a {@link Load}; prints one JSON line, a {@link Measured}.
 */
import { spawn } from 'node:child_process'
import autocannon from 'autocannon'

export interface Load {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body?: string
  readonly connections: number
  readonly seconds: number
}

export interface Measured {
  /** Answers a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly bytes: number
}

/** Runs the load in a new process. Throws when an answer was not 2xx. */
export function load(wish: Load): Promise<Measured> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', import.meta.filename, JSON.stringify(wish)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let text = ''
  child.stdout.on('data', chunk => (text += chunk))
  return new Promise((resolve, reject) => {
    child.once('close', code =>
      code === 0 ? resolve(JSON.parse(text) as Measured) : reject(new Error(`load on ${wish.url} failed: ${text}`)),
    )
  })
}

if (import.meta.main) {
  const wish = JSON.parse(process.argv[2] as string) as Load
  const result = await autocannon({
    url: wish.url,
    method: wish.method,
    connections: wish.connections,
    duration: wish.seconds,
    ...(wish.body === undefined ? {} : { body: wish.body, headers: { 'content-type': 'application/json' } }),
  })
  if (result.non2xx > 0 || result.errors > 0) {
    console.log(`${result.non2xx} answers other than 2xx, ${result.errors} errors`)
    process.exit(1)
  }
  const answers = result['2xx']
  console.log(
    JSON.stringify({
      rate: answers / result.duration,
      p50: result.latency.p50,
      p99: result.latency.p99,
      bytes: result.throughput.total / answers,
    }),
  )
}
