import type { ServiceBehaviour } from '@baryon/decide'
import type { Settings } from '../settings.ts'
import { countedKinds, defaultOf } from './limits.ts'

/** What the service makes for itself may be needed by someone who has all that the quota allows. */
const unlimitedUnasked = new Set(['RbacPolicy', 'SecurityGroup'])

/** Whom the ports of gateways and floating IPs belong to. */
const NOBODY = ''

/** How many objects of a kind a project may own: what was said of the project, else the default. */
export const quotaLimit =
  (settings: Settings): NonNullable<ServiceBehaviour['limit']> =>
  async (kind, project, work) => {
    if (project === NOBODY || (!work.asked && unlimitedUnasked.has(kind.name))) return -1
    if (!countedKinds(work).includes(kind)) return undefined
    const said = await work.get('QuotaLimits', project)
    return (said?.row[kind.noun] as number | null | undefined) ?? defaultOf(kind, settings)
  }
