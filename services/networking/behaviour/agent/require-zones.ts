import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import type { Hosting } from './hosting.ts'

/** Refuses hints at availability zones that neither the settings nor an agent of that sort know. */
export async function requireZones(row: Row, { agentType }: Hosting, settings: Settings, work: Work): Promise<void> {
  for (const zone of row['availability_zone_hints'] as readonly string[]) {
    if (settings.default_availability_zones.includes(zone)) continue
    const agents = await work.tx.count(work.kind('Agent'), {
      all: [
        { attribute: 'agent_type', in: [agentType] },
        { attribute: 'availability_zone', in: [zone] },
      ],
    })
    if (agents === 0) refuse('agent.zone_unknown', { zone }, '/availability_zone_hints')
  }
}
