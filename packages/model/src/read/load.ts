import { resolve } from 'node:path'
import { type Diagnostic, newReport } from '../check/diagnostic.ts'
import { checkService } from '../check/service.ts'
import { checkServices } from '../check/services.ts'
import type { Service } from '../ir.ts'
import { draftService } from './draft.ts'
import { openFiles, shownPath } from './file.ts'
import { findServices, type ServiceFolder } from './folder.ts'
import { readService } from './service.ts'
import { newSource, startOf } from './source.ts'
import { newWorld } from './world.ts'

/** What was read, with everything that is wrong with it. */
export interface Loaded {
  /** The services, sorted by name; none of them when there is an error in any file. */
  readonly services: readonly Service[]
  /** By file, line and column. */
  readonly diagnostics: readonly Diagnostic[]
  /** Whether there is no error. Warnings do not count. */
  readonly ok: boolean
}

export interface LoadOptions {
  /** Folder that the paths in diagnostics are relative to; the default is the working directory. */
  readonly cwd?: string
  /**
   * More models roots, whose files can be imported and whose objects can be referred to. Their services are not among
   * those that are loaded; one that has the name of a loaded service stands back.
   */
  readonly library?: readonly string[]
}

async function findAll(folders: readonly string[], missing: (folder: string) => void): Promise<ServiceFolder[]> {
  const found = new Map<string, ServiceFolder>()
  for (const folder of folders) {
    const services = await findServices(folder)
    if (services === undefined) missing(folder)
    for (const service of services ?? []) found.set(service.path, service)
  }
  return [...found.values()]
}

/** Folders of the library that are not loaded themselves. */
async function findLibrary(roots: readonly string[], loaded: readonly ServiceFolder[]): Promise<ServiceFolder[]> {
  const names = new Set(loaded.map(folder => folder.name))
  const found = await findAll(roots, () => {})
  return found.filter(folder => !names.has(folder.name))
}

const byName = (one: Service, other: Service) => (one.name < other.name ? -1 : 1)

/**
 * Reads and checks the services of some models roots. A root has one folder a service, each with one or more
 * `*.yaml` files; a folder `base` holds what the services share and is not served.
 * @param folders models roots; a folder that has model files itself is taken as one service
 */
export async function loadModels(folders: readonly string[], options: LoadOptions = {}): Promise<Loaded> {
  const cwd = options.cwd ?? process.cwd()
  const report = newReport()
  const found = await findAll(folders, folder => {
    const shown = shownPath(resolve(folder), cwd)
    report.add('folder.missing', startOf(newSource(shown, '')), { path: shown })
  })
  const library = options.library ?? []
  const files = openFiles(cwd, report)
  const roots = [...new Set([...found.map(folder => folder.root), ...library.map(root => resolve(root))])]
  const all = [...found, ...(await findLibrary(library, found))]
  const drafts = await Promise.all(all.map(folder => draftService(folder, files, roots, report)))
  const world = newWorld(drafts, report)
  const views = world.views.filter(view => found.includes(view.draft.folder))
  const services = views.flatMap(view => {
    const service = view.draft.base ? undefined : readService(view, world, report)
    checkService(view, service, world, report)
    return service === undefined ? [] : [service]
  })
  checkServices(world, services, report)
  const ok = report.errors() === 0
  return { services: ok ? services.sort(byName) : [], diagnostics: report.diagnostics(), ok }
}
