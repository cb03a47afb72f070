import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Environment, Output, Program } from '../cli/io.ts'

/** What a program wrote and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly env?: Environment
  readonly stdin?: string
  readonly signal?: AbortSignal
  /** Makes standard output a terminal of that many columns. */
  readonly columns?: number
  /** Called with all that was written to standard output so far. */
  readonly onOutput?: (out: string) => void
}

/** A folder that is removed when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-client-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a program in this process, with a home of its own. */
export function runnerOf(program: Program, basis: Environment = {}) {
  const home = temporaryFolder()
  const run = async (line: string | readonly string[], options: RunOptions = {}): Promise<Ran> => {
    let [out, err] = ['', '']
    const stdout: Output = {
      write(text) {
        out += text
        options.onOutput?.(out)
      },
      ...(options.columns === undefined ? {} : { isTTY: true, columns: options.columns }),
    }
    const stderr: Output = { write: text => void (err += text) }
    async function* stdin() {
      yield options.stdin ?? ''
    }
    const argv = typeof line === 'string' ? line.split(' ').filter(word => word !== '') : line
    const env = { HOME: home, NO_COLOR: '1', ...basis, ...options.env }
    const signal = options.signal ?? new AbortController().signal
    const code = await program(argv, env, { stdin: stdin(), stdout, stderr, signal })
    return { code, out, err }
  }
  return { home, run }
}
