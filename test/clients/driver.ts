/** A program that answers each line of JSON with another. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Driver<Question, Answer> {
  ask(question: Question): Promise<Answer>
  stop(): Promise<void>
}

/** Debian's Python, which has the clients, whatever else is on the path. */
const python = '/usr/bin/python3'

export function startDriver<Question, Answer>(
  script: string,
  options: readonly string[],
  env: Readonly<Record<string, string>>,
): Driver<Question, Answer> {
  const child = spawn(python, [new URL(script, import.meta.url).pathname, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...env },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      const line = await lines.next()
      if (line.done) throw new Error(`${script} ended when it was asked ${JSON.stringify(question)}`)
      return JSON.parse(line.value) as Answer
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
