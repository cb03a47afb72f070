import type { Behaviour } from '@baryon/decide'
import type { Clock } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Settings } from '../settings.ts'
import { isAlive } from './alive.ts'
import { dhcp, l3 } from './hosting.ts'

const resources: Readonly<Record<string, 'network' | 'router'>> = {
  [dhcp.agentType]: 'network',
  [l3.agentType]: 'router',
}

/** The zones of the settings, which are always there, and those that agents say they are in. */
export const zoneBehaviour = ({ default_availability_zones }: Settings, clock: Clock): Behaviour => ({
  virtual: {
    async list(sight) {
      const zones = new Map<string, Row>()
      const add = (resource: string, name: string, isAvailable: boolean) => {
        const key = `${resource} ${name}`
        const available = isAvailable || zones.get(key)?.['state'] === 'available'
        zones.set(key, { name, resource, state: available ? 'available' : 'unavailable' })
      }
      for (const name of default_availability_zones)
        for (const resource of ['network', 'router']) add(resource, name, true)
      for (const { row } of await sight.read.list(sight.kind('Agent'), {})) {
        const resource = resources[String(row['agent_type'])]
        const zone = row['availability_zone']
        if (resource !== undefined && typeof zone === 'string') add(resource, zone, isAlive(row, clock.now()))
      }
      return [...zones.values()]
    },
  },
})
