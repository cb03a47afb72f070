import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { serversOwn } from '../check/names.ts'
import { listed } from '../check/suggest.ts'
import { shownPath } from '../read/file.ts'
import { BASE_FOLDER } from '../read/folder.ts'
import { CommandError, commandErrors } from './errors.ts'
import { scaffoldFiles } from './scaffold/files.ts'
import type { Terminal } from './terminal.ts'

export interface NewOptions {
  readonly dir: string
}

const NAME = /^[a-z][a-z0-9-]{0,40}$/
const projectRoot = new URL('../../../..', import.meta.url).pathname

const titleOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

function checkName(name: string): void {
  const taken = [...serversOwn, BASE_FOLDER]
  if (NAME.test(name) && !taken.includes(name)) return
  throw new CommandError(commandErrors.fault('model.name', { name, reserved: listed(taken) }))
}

/**
 * Makes the folder of a new service with files that work as they are.
 * @throws CommandError when the name cannot be one, or something is there already
 */
export async function newModel(name: string, { dir }: NewOptions, terminal: Terminal): Promise<void> {
  checkName(name)
  const folder = resolve(terminal.cwd, dir, name)
  const shown = shownPath(folder, terminal.cwd)
  if ((await stat(folder).catch(() => undefined)) !== undefined) {
    throw new CommandError(commandErrors.fault('model.exists', { path: shown }))
  }
  await mkdir(folder, { recursive: true })
  const baryon = relative(folder, projectRoot)
  const files = scaffoldFiles({ name, title: titleOf(name), baryon, path: shownPath(folder, projectRoot) })
  for (const [file, text] of Object.entries(files)) {
    // `wx`: whatever appeared there meanwhile is not overwritten.
    await writeFile(join(folder, file), text, { flag: 'wx' })
    terminal.out(join(shown, file))
  }
  terminal.error(`Next: baryon model check ${shown}`)
}
