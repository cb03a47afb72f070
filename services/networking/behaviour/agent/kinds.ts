import type { Behaviour } from '@baryon/decide'
import { type Clock, systemClock } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Kinds } from '../kinds.ts'
import type { Settings } from '../settings.ts'
import { isAlive } from './alive.ts'
import { dhcp, l3, servedObjects, servingAgents } from './hosting.ts'
import { reportBehaviour } from './report.ts'
import { zoneBehaviour } from './zones.ts'

const isTrue = (text: string) => ['true', '1'].includes(text.toLowerCase())

/** Whether an agent is alive is a matter of the moment: it is worked out when it is asked. */
const agent = (clock: Clock): Behaviour => ({
  derived: {
    load: rows => rows.map((row): Row => ({ alive: isAlive(row, clock.now()) })),
    filters: {
      async alive(values, sight) {
        const wanted = values.map(isTrue)
        const agents = await sight.read.list(sight.kind('Agent'), {})
        const fitting = agents.filter(({ row }) => wanted.includes(isAlive(row, clock.now())))
        return { attribute: 'id', in: fitting.map(({ row }) => row['id'] ?? null) }
      },
    },
  },
})

/** @param clock by which agents are alive or not */
export const makeAgentKinds = (settings: Settings, clock: Clock): Readonly<Record<string, Behaviour>> => ({
  Agent: agent(clock),
  AgentReport: reportBehaviour(clock),
  DhcpNetwork: servedObjects(dhcp),
  L3Router: servedObjects(l3),
  DhcpAgent: servingAgents(dhcp, clock),
  L3Agent: servingAgents(l3, clock),
  AvailabilityZone: zoneBehaviour(settings, clock),
})

export const agentKinds: Kinds = settings => makeAgentKinds(settings, systemClock)
