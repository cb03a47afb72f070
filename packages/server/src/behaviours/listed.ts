/** The settings of services as people read them: one line each, with what is in effect. */
import type { BehaviourModule } from '@baryon/decide'
import type { Json, Result } from '@baryon/kit'
import { failure, success } from '@baryon/kit'
import type { Backend } from '@baryon/reconcile'
import { withBackends } from '../backends/open.ts'
import { behaviourNames, findBehaviours } from './find.ts'
import { completeSettings, type GivenSettings, readSettings, strangers } from './settings.ts'
import { isMapping } from './yaml-file.ts'

/** One setting of a service. */
export interface ListedSetting {
  /** With the service in front: `networking.binding.vif_type`. */
  readonly name: string
  readonly schema: { readonly [name: string]: Json }
  readonly value: Json
  /** The file, `backend restproxy`, or `default`. */
  readonly from: string
}

/** What was set somewhere, and what that place is called. */
interface Given {
  readonly value: Json | undefined
  readonly from: string
}

type SettingBackends = readonly Pick<Backend, 'name' | 'serviceSettings'>[]

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined

/**
 * The leaves of a schema: what can be set by itself. One that says nothing of itself means what the whole means.
 * @param given by places; the first one that has a value counts
 */
function leaves(schema: Json, value: Json, given: readonly Given[], name: string): ListedSetting[] {
  if (!isMapping(schema)) return []
  const { properties, description = '' } = schema
  if (!isMapping(properties)) {
    const from = given.find(place => place.value !== undefined)?.from ?? 'default'
    return [{ name, schema, value, from }]
  }
  return Object.entries(properties).flatMap(([member, inner]) => {
    const told = isMapping(inner) ? { description, ...inner } : inner
    const within = given.map(place => ({ ...place, value: memberOf(place.value, member) }))
    return leaves(told, memberOf(value, member) ?? null, within, `${name}.${member}`)
  })
}

/** The settings of one service, as they are in effect. */
export function listSettings(
  service: string,
  module: BehaviourModule,
  given: GivenSettings,
  backends: SettingBackends = [],
): Result<readonly ListedSetting[]> {
  if (module.settings === undefined) return success([])
  const complete = completeSettings(service, module, { ...given, values: withBackends(given.values, backends) })
  if (!complete.ok) return complete
  const places: readonly Given[] = [
    { value: given.values[service], from: given.file ?? '' },
    ...backends.map(({ name, serviceSettings }) => ({ value: serviceSettings[service], from: `backend ${name}` })),
  ]
  return success(leaves(module.settings, complete.value, places, service))
}

/**
 * The settings of all services below these models roots.
 * @param file what operators set
 * @param backends whose settings of services count where that file says nothing
 */
export async function allSettings(
  folders: readonly string[],
  file: string | undefined,
  backends: SettingBackends = [],
): Promise<Result<readonly ListedSetting[]>> {
  const [found, given] = await Promise.all([
    behaviourNames(folders).then(names => findBehaviours(names, folders)),
    readSettings(file),
  ])
  if (!found.ok || !given.ok) return failure(...(found.ok ? [] : found.faults), ...(given.ok ? [] : given.faults))
  const lists = [...found.value].map(([service, module]) => listSettings(service, module, given.value, backends))
  const faults = [
    ...strangers(given.value, [...found.value.keys()]),
    ...lists.flatMap(list => (list.ok ? [] : list.faults)),
  ]
  return faults.length > 0 ? failure(...faults) : success(lists.flatMap(list => (list.ok ? list.value : [])))
}
