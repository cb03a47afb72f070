/** The numbers of a quota, and the kinds they are about. */
import type { Sight, Work } from '@baryon/decide'
import type { Kind, Row } from '@baryon/model'
import type { Settings } from '../settings.ts'

/** Numbers by the word of what they are about (`security_group_rule`). */
export type Limits = Readonly<Record<string, number>>

const notLimits = new Set(['project_id', 'check_limit', 'force'])

const counted = new WeakMap<Kind, readonly Kind[]>()

/** The kinds that a quota is about, in its order. */
export function countedKinds(work: Pick<Work, 'kind' | 'registry'>): readonly Kind[] {
  const quota = work.kind('Quota')
  let kinds = counted.get(quota)
  if (kinds === undefined) {
    const words = quota.attributes.map(({ name }) => name).filter(name => !notLimits.has(name))
    const all = work.registry.kinds().filter(one => one.service === quota.service && one.quota !== undefined)
    kinds = words.flatMap(word => all.find(({ noun }) => noun === word) ?? [])
    counted.set(quota, kinds)
  }
  return kinds
}

/** How many objects of a kind projects may own by default. */
export const defaultOf = ({ noun, quota = -1 }: Kind, { quotas }: Settings): number => quotas[noun] ?? quota

export const defaultLimits = (sight: Work | Sight, settings: Settings): Limits =>
  Object.fromEntries(countedKinds(sight).map(kind => [kind.noun, defaultOf(kind, settings)]))

/** The defaults, but for what was said. */
export function effective(defaults: Limits, said: Row | undefined): Limits {
  return Object.fromEntries(
    Object.entries(defaults).map(([word, limit]) => [word, (said?.[word] as number | null | undefined) ?? limit]),
  )
}
