import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { l3 } from '../agent/hosting.ts'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'

/** Refuses hints at availability zones that neither the settings nor an agent know. */
export async function checkZones(row: Row, settings: Settings, work: Work): Promise<void> {
  for (const zone of row['availability_zone_hints'] as readonly string[]) {
    if (settings.default_availability_zones.includes(zone)) continue
    const agents = await work.tx.count(work.kind('Agent'), {
      all: [
        { attribute: 'agent_type', in: [l3.agentType] },
        { attribute: 'availability_zone', in: [zone] },
      ],
    })
    if (agents === 0) refuse('router.zone_unknown', { zone }, '/availability_zone_hints')
  }
}
