import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** The files of one service, before they are read. */
export interface ServiceFolder {
  /** Name of the folder, which is the name of the service. */
  readonly name: string
  readonly path: string
  /** Absolute paths, sorted by name. */
  readonly files: readonly string[]
  /** The models root: where imports without a leading dot are looked up first. */
  readonly root: string
}

const MODEL_FILE = /^[^._].*\.ya?ml$/
/** Folders that never hold models. */
const SKIPPED = /^[._]|^node_modules$/

/** Base objects only; nothing of it is served. */
export const BASE_FOLDER = 'base'

async function modelFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder)
  const files = entries.filter(name => MODEL_FILE.test(name)).sort()
  return files.map(name => join(folder, name))
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

async function asService(path: string): Promise<ServiceFolder | undefined> {
  const files = await modelFiles(path)
  return files.length === 0 ? undefined : { name: basename(path), path, files, root: dirname(path) }
}

/**
 * The service folders of a models root, sorted by name. A folder that has model files itself is taken as one service.
 * @returns undefined when there is no such folder
 */
export async function findServices(folder: string): Promise<readonly ServiceFolder[] | undefined> {
  const path = resolve(folder)
  if (!(await isFolder(path))) return undefined
  const itself = await asService(path)
  if (itself !== undefined) return [itself]
  const names = (await readdir(path)).filter(name => !SKIPPED.test(name)).sort()
  const found: ServiceFolder[] = []
  for (const name of names) {
    const inner = join(path, name)
    const service = (await isFolder(inner)) ? await asService(inner) : undefined
    if (service !== undefined) found.push(service)
  }
  return found
}
