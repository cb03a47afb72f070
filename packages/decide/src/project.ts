import type { Json } from '@baryon/kit'
import { type Caller, canonical } from '@baryon/model'
import type { Plan } from './plan.ts'

/**
 * The caller's project as a value of the attribute that holds owners: Keystone writes ids without the dashes that a uuid
 * is kept with. Undefined when there is none, or none that fits.
 */
export function projectOf({ kind, attributes }: Plan, { project }: Caller): Json | undefined {
  const attribute = kind.owner === undefined ? undefined : attributes.get(kind.owner)
  return attribute === undefined || project === undefined ? undefined : canonical(attribute.type, project)
}
