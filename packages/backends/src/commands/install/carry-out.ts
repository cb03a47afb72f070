import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '@baryon/kit'
import { commandErrors } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { commandText, type Step } from './step.ts'

export interface CarryOptions {
  /** Folder that everything is installed below; commands are only named then, since they would change this machine. */
  readonly root: string | undefined
  readonly dryRun: boolean
}

const modeText = (mode: number) => mode.toString(8).padStart(4, '0')

const stateOf = async (path: string, mode: number, text: string) => {
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before === undefined) return 'new'
  if (before !== text) return 'changed'
  return ((await stat(path)).mode & 0o777) === mode ? 'same' : 'changed'
}

/** All of the file or nothing of it. A secret is never readable for others, not even for a moment. */
async function write(path: string, mode: number, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.new`
  await rm(part, { force: true })
  await writeFile(part, text, { mode: 0o600 })
  await chmod(part, mode)
  await rename(part, path)
}

function run(command: readonly string[], next: string): Promise<void> {
  const [program = '', ...words] = command
  return new Promise((resolve, reject) => {
    execFile(program, words, (error, _out, err) => {
      if (error === null) return resolve()
      const reason =
        (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such program' : err.trim() || error.message
      reject(new Refusal(commandErrors.fault('install.command', { command: commandText(command), reason, next })))
    })
  })
}

class Carrier {
  readonly #terminal: Terminal
  readonly #options: CarryOptions

  constructor(terminal: Terminal, options: CarryOptions) {
    this.#terminal = terminal
    this.#options = options
  }

  readonly file = async ({ path, mode, text, secret }: Step & { what: 'file' }): Promise<void> => {
    const place = this.#place(path)
    const state = await stateOf(place, mode, text)
    this.#terminal.out(`file ${place} (${modeText(mode)}, ${state})\n`)
    if (this.#options.dryRun && state !== 'same')
      this.#terminal.out(secret ? '    ***\n' : text.replaceAll(/^(?=.)/gm, '    '))
    if (!this.#options.dryRun && state !== 'same') await write(place, mode, text)
  }

  readonly gone = async ({ path }: Step & { what: 'gone' }): Promise<void> => {
    const place = this.#place(path)
    const isThere = await stat(place).then(
      () => true,
      () => false,
    )
    this.#terminal.out(`remove ${place}${isThere ? '' : ' (it is not there)'}\n`)
    if (isThere && !this.#options.dryRun) await rm(place)
  }

  readonly folder = async ({ path, mode }: Step & { what: 'folder' }): Promise<void> => {
    const place = this.#place(path)
    this.#terminal.out(`folder ${place} (${modeText(mode)})\n`)
    if (this.#options.dryRun) return
    await mkdir(place, { recursive: true })
    await chmod(place, mode)
  }

  readonly run = async ({ command, next, mayFail }: Step & { what: 'run' }): Promise<void> => {
    const isLeft = this.#options.root !== undefined
    this.#terminal.out(`${isLeft ? 'left to run' : 'run'}: ${commandText(command)}\n`)
    if (isLeft || this.#options.dryRun) return
    await run(command, next).catch((error: Error) => {
      if (!mayFail) throw error
      this.#terminal.note(`passed over: ${error.message}\n`)
    })
  }

  #place(path: string): string {
    return this.#options.root === undefined ? path : join(this.#options.root, path)
  }
}

/** Carries the steps out in order, or says what they are. Each leaves alone what is already as it should be. @throws Refusal `install.command` */
export async function carryOut(steps: readonly Step[], terminal: Terminal, options: CarryOptions): Promise<void> {
  const carrier = new Carrier(terminal, options)
  for (const step of steps) await (carrier[step.what] as (step: Step) => Promise<void>)(step)
  if (options.dryRun) terminal.note('dry run: nothing was done\n')
}
