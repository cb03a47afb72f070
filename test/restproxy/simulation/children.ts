/** Baryon and controllers as processes, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { projectRoot } from '../../e2e/project-copy.ts'

export interface Child {
  /** What the expression found in what it prints. */
  readonly found: string
  /** As a power cut would. */
  kill(): Promise<void>
}

/** Starts a script of the project and waits until it prints what is looked for. */
export async function startChild(
  script: readonly string[],
  environment: Readonly<Record<string, string>>,
  wanted: RegExp,
): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...script], {
    cwd: projectRoot,
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  let text = ''
  const found = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk
      const [, here] = wanted.exec(text) ?? []
      if (here !== undefined) resolve(here)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then(code => reject(new Error(`${script.join(' ')} ended with ${code}:\n${text}`)))
  })
  return {
    found,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
