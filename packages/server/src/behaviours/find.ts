import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BehaviourModule } from '@baryon/decide'
import { type Fault, failure, type Result, success } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import { lendPackages } from './own-packages.ts'

const isFile = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() ?? false

const fileIn = (home: string) => join(home, 'behaviour', 'index.ts')

/** Where the behaviour of a service is, by its models root; a root may also be the folder of the service itself. */
async function fileOf(service: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders.map(one => resolve(one))) {
    const file = fileIn(basename(folder) === service ? folder : join(folder, service))
    if (await isFile(file)) return file
  }
  return undefined
}

/** The names of services with a behaviour in these models roots, sorted. */
export async function behaviourNames(folders: readonly string[]): Promise<readonly string[]> {
  const names = new Set<string>()
  for (const folder of folders.map(one => resolve(one))) {
    if (await isFile(fileIn(folder))) names.add(basename(folder))
    for (const name of await readdir(folder).catch(() => []))
      if (await isFile(fileIn(join(folder, name)))) names.add(name)
  }
  return [...names].sort()
}

const isModule = (value: unknown): value is BehaviourModule =>
  typeof value === 'object' && value !== null && 'behaviour' in value && typeof value.behaviour === 'function'

async function load(service: string, file: string): Promise<Result<BehaviourModule>> {
  const refused = (reason: string): Fault => serverErrors.fault('behaviour.module', { service, file, reason })
  const endLoan = lendPackages()
  try {
    const module: unknown = await import(pathToFileURL(file).href)
    return isModule(module) ? success(module) : failure(refused('it exports no function "behaviour"'))
  } catch (error) {
    return failure(refused(error instanceof Error ? error.message : String(error)))
  } finally {
    endLoan()
  }
}

/**
 * The modules `behaviour/index.ts` of those services that have one, by the name of the service.
 * @param folders models roots, as {@link loadModels} takes them
 */
export async function findBehaviours(
  services: readonly string[],
  folders: readonly string[],
): Promise<Result<ReadonlyMap<string, BehaviourModule>>> {
  const modules = new Map<string, BehaviourModule>()
  const faults: Fault[] = []
  for (const service of services) {
    const file = await fileOf(service, folders)
    if (file === undefined) continue
    const module = await load(service, file)
    if (module.ok) modules.set(service, module.value)
    else faults.push(...module.faults)
  }
  return faults.length > 0 ? failure(...faults) : success(modules)
}
