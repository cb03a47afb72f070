import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './project-copy.ts'

/** What a command printed and how it ended. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs one of the project's command lines (`baryon`, `protonclient`) in a process of its own. */
export function runCommand(
  name: 'baryon' | 'protonclient',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ran> {
  const child = spawn(process.execPath, [join(projectRoot, 'bin', `${name}.mjs`), ...args], {
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', chunk => (stdout += chunk))
  child.stderr.on('data', chunk => (stderr += chunk))
  return new Promise(resolve => child.once('close', status => resolve({ status, stdout, stderr })))
}
