/** Servers that tests start: each in a process group of its own, on a free port, ended with all its children. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

export const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`

export interface Daemon {
  /** Ends the server and its children; after ten seconds by force. */
  stop(): Promise<void>
}

async function end(child: ChildProcess, ended: Promise<unknown>) {
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // It has ended by itself.
    }
  }
  signal('SIGTERM')
  const late = await Promise.race([ended.then(() => false), sleep(10_000, true, { ref: false })])
  if (late) signal('SIGKILL')
  await ended
}

/**
 * Starts a server and waits until it is ready.
 * @param log file for what it prints
 * @param ready asked every tenth of a second
 * @throws Error with the end of the log when it ends before it is ready, or is not after two minutes
 */
export async function startDaemon(
  command: readonly string[],
  {
    log,
    ready,
    env,
  }: { readonly log: string; ready(): Promise<boolean>; readonly env?: Readonly<Record<string, string>> },
): Promise<Daemon> {
  const [program = '', ...options] = command
  const out = createWriteStream(log)
  await new Promise(resolve => out.once('open', resolve))
  const child = spawn(program, options, {
    detached: true,
    stdio: ['ignore', out, out],
    env: { ...process.env, PATH: searchPath, ...env },
  })
  let over = false
  const ended = new Promise<void>(resolve => {
    for (const event of ['exit', 'error']) child.once(event, () => resolve())
  }).then(() => {
    over = true
    out.end()
  })
  for (let turn = 0; turn < 1200; turn += 1) {
    if (!over && (await ready())) return { stop: () => end(child, ended) }
    if (over) break
    await sleep(100)
  }
  await end(child, ended)
  throw new Error(`${program} did not start: ${(await readFile(log, 'utf8')).slice(-2000)}`)
}
