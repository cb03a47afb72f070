import type { ServiceBehaviour } from '@baryon/decide'
import { type Fault, failure, type Result, success } from '@baryon/kit'
import type { Service } from '@baryon/model'
import type { Backend } from '@baryon/reconcile'
import { withBackends } from '../backends/open.ts'
import { findBehaviours } from './find.ts'
import { missingHooks } from './missing-hooks.ts'
import { completeSettings, readSettings, strangers } from './settings.ts'

/**
 * The behaviours of all services that have one, by the name of the service.
 * @param folders models roots that the services were loaded from
 * @param settingsFile the settings of services
 * @param backends whose settings of services count where that file says nothing
 * @returns every fault that keeps a service from being served as its model says
 */
export async function loadBehaviours(
  services: readonly Service[],
  folders: readonly string[],
  settingsFile?: string,
  backends: readonly Pick<Backend, 'serviceSettings'>[] = [],
): Promise<Result<ReadonlyMap<string, ServiceBehaviour>>> {
  const names = services.map(({ name }) => name)
  const [found, given] = await Promise.all([findBehaviours(names, folders), readSettings(settingsFile)])
  if (!found.ok || !given.ok) return failure(...(found.ok ? [] : found.faults), ...(given.ok ? [] : given.faults))
  const faults: Fault[] = [...strangers(given.value, [...found.value.keys()])]
  const settled = { ...given.value, values: withBackends(given.value.values, backends) }
  const behaviours = new Map<string, ServiceBehaviour>()
  for (const service of services) {
    const module = found.value.get(service.name)
    const settings = module && completeSettings(service.name, module, settled)
    if (settings !== undefined && !settings.ok) faults.push(...settings.faults)
    const behaviour = settings?.ok ? module?.behaviour(settings.value, service) : undefined
    if (behaviour !== undefined) behaviours.set(service.name, behaviour)
    if (module === undefined || behaviour !== undefined) faults.push(...missingHooks(service, behaviour))
  }
  return faults.length > 0 ? failure(...faults) : success(behaviours)
}
