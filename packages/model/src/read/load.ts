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
  const files = openFiles(cwd, report)
  const roots = [...new Set(found.map(folder => folder.root))]
  const drafts = await Promise.all(found.map(folder => draftService(folder, files, roots, report)))
  const world = newWorld(drafts, report)
  const services = world.views.flatMap(view => {
    const service = view.draft.base ? undefined : readService(view, world, report)
    checkService(view, service, world, report)
    return service === undefined ? [] : [service]
  })
  checkServices(world, services, report)
  const ok = report.errors() === 0
  const sorted = services.sort((one, other) => (one.name < other.name ? -1 : 1))
  return { services: ok ? sorted : [], diagnostics: report.diagnostics(), ok }
}
