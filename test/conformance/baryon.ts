import { join } from 'node:path'
import { type Daemon, freePort, startDaemon } from '../keystone/daemon.ts'

const main = new URL('../../bin/main.ts', import.meta.url).pathname

export interface Baryon extends Daemon {
  /** Without a path. */
  readonly url: string
}

/** A whole server in a process of its own, with its data and its log in a folder. */
export async function startBaryon(folder: string, settings: Readonly<Record<string, string>>): Promise<Baryon> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const daemon = await startDaemon([process.execPath, main, 'start'], {
    log: join(folder, 'baryon.log'),
    env: { BARYON_LISTEN: `127.0.0.1:${port}`, BARYON_DATA: join(folder, 'data'), ...settings },
    ready: () =>
      fetch(`${url}/healthz`).then(
        answer => answer.ok,
        () => false,
      ),
  })
  return { ...daemon, url }
}
