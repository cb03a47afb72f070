import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { formatDiagnostic } from '../check/diagnostic.ts'
import { didYouMean, listed } from '../check/suggest.ts'
import type { Service } from '../ir.ts'
import { type Loaded, loadModels } from '../read/load.ts'
import { CommandError, commandErrors } from './errors.ts'
import type { Terminal } from './terminal.ts'

/** The services that come with Baryon. */
export const shippedRoot = new URL('../../../../services', import.meta.url).pathname

/** The shipped models and those of `BARYON_MODELS`, which is what a server would serve. */
export function servedRoots({ env, cwd }: Terminal): string[] {
  const more = (env['BARYON_MODELS'] ?? '').split(':').filter(folder => folder !== '')
  return [shippedRoot, ...more.map(folder => resolve(cwd, folder))]
}

/** A file stands for the service it is a part of. */
async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? dirname(path) : path
}

/** Loads what is at some paths; what a server serves besides can be imported and referred to. */
export async function loadPaths(paths: readonly string[], terminal: Terminal): Promise<Loaded> {
  const roots = servedRoots(terminal)
  if (paths.length === 0) return loadModels(roots, { cwd: terminal.cwd })
  const folders = await Promise.all(paths.map(path => folderOf(resolve(terminal.cwd, path))))
  return loadModels(folders, { cwd: terminal.cwd, library: roots })
}

/** Shows the faults of models, each with its place. */
export function showDiagnostics({ diagnostics }: Loaded, terminal: Terminal): void {
  for (const diagnostic of diagnostics) terminal.error(`${formatDiagnostic(diagnostic, { colour: terminal.colour })}\n`)
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

function onlyOne(path: string, services: readonly Service[]): Service {
  const [service, ...more] = services
  if (service !== undefined && more.length === 0) return service
  const found = listed(services.map(each => each.name)) || 'none'
  throw new CommandError(commandErrors.fault('model.several', { path, found }))
}

/**
 * The service that a word means: the name of one that is served, or a path.
 * @returns undefined when its model has faults, which are shown then
 * @throws CommandError when there is no such service
 */
export async function selectService(word: string, terminal: Terminal): Promise<Service | undefined> {
  const served = word.includes('/') ? undefined : await loadPaths([], terminal)
  const named = served?.services.find(service => service.name === word)
  if (named !== undefined) return named
  const path = resolve(terminal.cwd, word)
  if (!(await exists(path))) {
    const names = (served ?? (await loadPaths([], terminal))).services.map(service => service.name)
    const known = [listed(names), didYouMean(word, names)].filter(text => text !== undefined).join('. ')
    throw new CommandError(commandErrors.fault('model.service-unknown', { name: word, known }))
  }
  const loaded = await loadPaths([path], terminal)
  if (loaded.ok) return onlyOne(word, loaded.services)
  showDiagnostics(loaded, terminal)
  return undefined
}
