import type { Work } from '@baryon/decide'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'

/** Refuses a flavor that nothing carries out. */
export async function checkFlavor(id: string, work: Work): Promise<void> {
  const flavor = await found(work, 'Flavor', id)
  if (flavor['enabled'] !== true) refuse('router.flavor_disabled', {}, '/flavor_id')
  const [profile] = flavor['service_profiles'] as readonly string[]
  if (profile === undefined) return refuse('router.flavor_without_profile', { flavor: id }, '/flavor_id')
  const stored = await work.get('ServiceProfile', profile)
  if (stored?.row['enabled'] !== true) refuse('router.profile_disabled', {}, '/flavor_id')
}
