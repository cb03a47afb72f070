/** The settings of services as people read them: one line each, with what is in effect. */
import type { BehaviourModule } from '@baryon/decide'
import type { Json, Result } from '@baryon/kit'
import { failure, success } from '@baryon/kit'
import { behaviourNames, findBehaviours } from './find.ts'
import { completeSettings, type GivenSettings, readSettings, strangers } from './settings.ts'
import { isMapping } from './yaml-file.ts'

/** One setting of a service. */
export interface ListedSetting {
  /** With the service in front: `networking.binding.vif_type`. */
  readonly name: string
  readonly schema: { readonly [name: string]: Json }
  readonly value: Json
  /** The file, or `default`. */
  readonly from: string
}

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** The leaves of a schema: what can be set by itself. One that says nothing of itself means what the whole means. */
function leaves(schema: Json, value: Json, given: Json | undefined, name: string, file: string): ListedSetting[] {
  if (!isMapping(schema)) return []
  const { properties, description = '' } = schema
  if (!isMapping(properties)) return [{ name, schema, value, from: given === undefined ? 'default' : file }]
  return Object.entries(properties).flatMap(([member, inner]) => {
    const told = isMapping(inner) ? { description, ...inner } : inner
    return leaves(told, memberOf(value, member) ?? null, memberOf(given, member), `${name}.${member}`, file)
  })
}

/** The settings of one service, as they are in effect. */
export function listSettings(
  service: string,
  module: BehaviourModule,
  given: GivenSettings,
): Result<readonly ListedSetting[]> {
  if (module.settings === undefined) return success([])
  const complete = completeSettings(service, module, given)
  if (!complete.ok) return complete
  return success(leaves(module.settings, complete.value, given.values[service], service, given.file ?? ''))
}

/**
 * The settings of all services below these models roots.
 * @param file what operators set
 */
export async function allSettings(
  folders: readonly string[],
  file: string | undefined,
): Promise<Result<readonly ListedSetting[]>> {
  const [found, given] = await Promise.all([
    behaviourNames(folders).then(names => findBehaviours(names, folders)),
    readSettings(file),
  ])
  if (!found.ok || !given.ok) return failure(...(found.ok ? [] : found.faults), ...(given.ok ? [] : given.faults))
  const lists = [...found.value].map(([service, module]) => listSettings(service, module, given.value))
  const faults = [
    ...strangers(given.value, [...found.value.keys()]),
    ...lists.flatMap(list => (list.ok ? [] : list.faults)),
  ]
  return faults.length > 0 ? failure(...faults) : success(lists.flatMap(list => (list.ok ? list.value : [])))
}
