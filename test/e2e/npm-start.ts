import { spawn } from 'node:child_process'
import { projectRoot } from './project-copy.ts'

/** A server started with `npm start`, as a user would. */
export interface Started {
  readonly url: string
  /** What it has printed so far. */
  output(): string
  /** Sends what Ctrl-C sends (SIGINT to the whole process group) and waits for the end. npm itself ends by the signal, so its exit code says nothing. */
  interrupt(): Promise<void>
  /** Ends it without notice, as a power cut would. */
  kill(): Promise<void>
}

/** Runs `npm start` with an environment of its own and waits until the server says where it is. */
export async function npmStart(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Started> {
  const child = spawn('npm', ['start', '--', ...args], {
    cwd: projectRoot,
    env: { ...process.env, BARYON_LISTEN: '127.0.0.1:0', NO_COLOR: '1', ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk
      const [found] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(text) ?? []
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(code => reject(new Error(`npm start ended with ${code}:\n${text}`)))
  })
  const group = -(child.pid as number)
  return {
    url,
    output: () => text,
    async interrupt() {
      process.kill(group, 'SIGINT')
      await ended
    },
    async kill() {
      process.kill(group, 'SIGKILL')
      await ended
    },
  }
}
