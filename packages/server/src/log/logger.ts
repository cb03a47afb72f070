import { Writable } from 'node:stream'
import type { Logger } from '@baryon/kit'
import { destination, pino, stdTimeFunctions } from 'pino'

export interface ProcessLogger {
  readonly logger: Logger
  /** Writes what is still held back. */
  flush(): void
}

const fixed = new Set(['level', 'time', 'msg'])

/** One log line for people: time, level if it is not the usual one, message, fields. */
export function readable(line: string): string {
  const entry = JSON.parse(line) as Readonly<Record<string, unknown>>
  const time = String(entry['time']).slice(11, 19)
  const level = entry['level'] === 'info' ? '' : `${String(entry['level']).toUpperCase()} `
  const fields = Object.entries(entry)
    .filter(([name]) => !fixed.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return `${time} ${level}${String(entry['msg'])}  ${fields.join(' ')}`.trimEnd()
}

const options = (level: string) => ({
  level,
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label: string) => ({ level: label }) },
})

/**
 * The log of the process, on standard error: JSON lines, or readable lines on a terminal. Lines are written in the order they
 * were logged, without making anybody wait.
 */
export function processLogger(level: string, terminal: boolean): ProcessLogger {
  if (terminal) {
    const lines = new Writable({
      write(chunk: Buffer, _encoding, done) {
        process.stderr.write(`${readable(chunk.toString())}\n`)
        done()
      },
    })
    return { logger: pino(options(level), lines), flush() {} }
  }
  const output = destination({ fd: 2, sync: false })
  return {
    logger: pino(options(level), output),
    flush() {
      try {
        output.flushSync()
      } catch {
        // Nobody reads standard error any more, or nothing was logged yet.
      }
    },
  }
}
