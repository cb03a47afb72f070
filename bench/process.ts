import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const root = new URL('..', import.meta.url).pathname

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'baryon-bench-'))
export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true })

export function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the spawn to the first answer. */
  readonly started: number
  /** Resident memory now, in MiB. */
  memory(): number
  stop(): Promise<void>
}

async function firstAnswer(url: string, child: ChildProcess) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} before it answered`)
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** Starts `script` with the environment that `environment` gives for a port, a free one unless it is given, and waits until `path` answers. */
export async function startProcess(
  script: readonly string[],
  environment: (port: number) => Record<string, string>,
  path: string,
  given?: number,
): Promise<ServerProcess> {
  const port = given ?? (await freePort())
  const begin = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...script], {
    cwd: root,
    env: { ...process.env, ...environment(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await firstAnswer(url + path, child)
  const started = performance.now() - begin
  const pid = child.pid as number
  return {
    url,
    pid,
    started,
    memory() {
      const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      return Number(kilobytes) / 1024
    },
    async stop() {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Baryon with its data in `folder`. */
export const startBaryon = (folder: string) =>
  startProcess(
    ['bin/main.ts', 'start'],
    port => ({
      BARYON_LISTEN: `127.0.0.1:${port}`,
      BARYON_DATA: folder,
      BARYON_LOG_LEVEL: 'warn',
      BARYON_AUTH: 'none',
    }),
    '/readyz',
  )

const tokens = `tokens:
  - { token: bench-admin, user: admin, project: admin, roles: [admin, member, reader] }
  - { token: bench-member, user: demo, project: demo, roles: [member, reader] }
`

/** Baryon with two callers, an administrator and a member, and no quotas in the way. */
export function startNetworking(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const [tokenFile, settings] = [join(folder, 'tokens.yaml'), join(folder, 'settings.yaml')]
  writeFileSync(tokenFile, tokens, { mode: 0o600 })
  writeFileSync(settings, 'networking: { quotas: { port: 100000000, network: 100000000 } }\n')
  return startProcess(
    ['bin/main.ts', 'start'],
    port => ({
      BARYON_LISTEN: `127.0.0.1:${port}`,
      BARYON_DATA: folder,
      BARYON_LOG_LEVEL: 'warn',
      BARYON_AUTH: `tokens:${tokenFile}`,
      BARYON_SERVICE_SETTINGS: settings,
      ...environment,
    }),
    '/readyz',
  )
}
