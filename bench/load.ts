/**
 * The load generator, in a process of its own so that it does not share a thread with what it measures.
 * Reads a {@link Load} as JSON from its standard input; prints one JSON line, a {@link Measured}.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

export interface Load {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Asked for one after the other instead of the URL's own path. */
  readonly paths?: readonly string[]
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
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(wish))
  let text = ''
  child.stdout.on('data', chunk => (text += chunk))
  return new Promise((resolve, reject) => {
    child.once('close', code =>
      code === 0 ? resolve(JSON.parse(text) as Measured) : reject(new Error(`load on ${wish.url} failed: ${text}`)),
    )
  })
}

if (import.meta.main) {
  const wish = JSON.parse(readFileSync(0, 'utf8')) as Load
  const result = await autocannon({
    url: wish.url,
    method: wish.method,
    connections: wish.connections,
    ...(wish.paths === undefined ? {} : { requests: wish.paths.map(path => ({ path })) }),
    duration: wish.seconds,
    // Of one request, in seconds: a machine that is busy otherwise is slow, which is no error.
    timeout: 120,
    headers: { ...wish.headers, ...(wish.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(wish.body === undefined ? {} : { body: wish.body }),
  })
  if (result.non2xx > 0 || result.errors > 0) {
    console.log(
      `${result.non2xx} answers other than 2xx, ${result.errors} errors, ${result.timeouts} of them requests without an answer`,
    )
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
