/** Opens the backends that are configured, and gives services what follows from them. */
import type { backends } from '@baryon/backends'
import { type Clock, type Fault, failure, type Json, type Logger, type Result, success } from '@baryon/kit'
import type { Backend } from '@baryon/reconcile'
import { isMapping, type Mapping } from '../behaviours/yaml-file.ts'
import type { Config } from '../config/settings.ts'

export type Backends = typeof backends

/** The file of each backend that is configured: the setting of the server that has its name. */
function filesOf(registry: Backends, config: Config): readonly (readonly [string, string])[] {
  const settings: Readonly<Record<string, unknown>> = { ...config }
  return Object.keys(registry).flatMap(name => {
    const file = settings[name]
    return typeof file === 'string' ? [[name, file] as const] : []
  })
}

/** @returns every fault of every file at once; none of the backends is open then */
export async function openBackends(
  registry: Backends,
  config: Config,
  clock: Clock,
  logger: Logger,
): Promise<Result<readonly Backend[]>> {
  const opened: Backend[] = []
  const faults: Fault[] = []
  for (const [name, file] of filesOf(registry, config)) {
    const backend = await registry[name]!.open({ file, clock, logger })
    if (backend.ok) opened.push(backend.value)
    else faults.push(...backend.faults)
  }
  if (faults.length === 0) return success(opened)
  for (const backend of opened) await backend.close()
  return failure(...faults)
}

/** What is in `above`, and of `below` what it leaves out. */
function over(below: Json | undefined, above: Json | undefined): Json | undefined {
  if (above === undefined) return below
  if (!isMapping(below) || !isMapping(above)) return above
  const names = new Set([...Object.keys(below), ...Object.keys(above)])
  return Object.fromEntries([...names].map(name => [name, over(below[name], above[name]) ?? null]))
}

/** Settings of services as somebody set them, over those that follow from backends. */
export const withBackends = (given: Mapping, opened: readonly Pick<Backend, 'serviceSettings'>[]): Mapping =>
  opened.reduceRight<Mapping>((above, { serviceSettings }) => over(serviceSettings, above) as Mapping, given)
