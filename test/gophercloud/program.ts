/** The Go program beside this file: compiled once by Debian's packages alone, without modules. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const sources = new URL('.', import.meta.url).pathname
const libraries = '/usr/share/gocode'

/** What compiling it needs. */
export const goPrograms = ['go', `${libraries}/src/github.com/gophercloud/utils`] as const

export interface Program {
  readonly stories: readonly string[]
  /** Tells a story. @throws Error with what the program said last, when something is not as it has to be */
  tell(story: string, clouds: string): Promise<void>
}

/** Of what is said of requests and answers, what fits on a few screens. */
const shown = 12_000

/** The line that says what was not as it has to be; below it is where. */
const reason = (said: string): string => /^panic: .*/m.exec(said)?.[0] ?? 'the program failed'

/** @param folder where the program is put, and what it may take for a home */
export async function compile(folder: string): Promise<Program> {
  const program = join(folder, 'gophercloud')
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: libraries, GOFLAGS: '' }
  await run('go', ['build', '-o', program, '.'], { cwd: sources, env })
  const { stdout } = await run(program)
  return {
    stories: stdout.trimEnd().split('\n'),
    async tell(story, clouds) {
      const options = { env: { HOME: folder, OS_CLIENT_CONFIG_FILE: clouds, OS_DEBUG: '1' }, maxBuffer: 2 ** 28 }
      await run(program, [story], options).catch((error: Error & { readonly stderr?: string }) => {
        const said = error.stderr ?? ''
        throw new Error(`${story}: ${reason(said)}\n${said.slice(-shown)}`, { cause: error.message.slice(0, 200) })
      })
    },
  }
}

/** Go files that are not as gofmt formats them. */
export async function unformatted(): Promise<readonly string[]> {
  const { stdout } = await run('gofmt', ['-l', sources])
  return stdout.split('\n').filter(line => line !== '')
}
