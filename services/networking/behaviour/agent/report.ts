import type { Behaviour, Work } from '@baryon/decide'
import type { Clock, Json } from '@baryon/kit'
import type { Filter, Row } from '@baryon/model'
import { agentTime } from './alive.ts'
import { dhcp, l3, schedule } from './hosting.ts'

async function agentOf(given: Row, work: Work) {
  const filter: Filter = {
    all: [
      { attribute: 'agent_type', in: [given['agent_type'] ?? null] },
      { attribute: 'host', in: [given['host'] ?? null] },
    ],
  }
  const [agent] = await work.tx.list(work.kind('Agent'), { filter, limit: 1 })
  return agent
}

/** What nobody serves yet goes to an agent that is new. */
async function giveWork(agentType: Json | undefined, work: Work, clock: Clock) {
  if (agentType === dhcp.agentType) {
    const subnets = await work.list('Subnet', { attribute: 'enable_dhcp', in: [true] })
    for (const network of new Set(subnets.map(({ row }) => String(row['network_id']))))
      await schedule(dhcp, network, work, clock)
  }
  if (agentType === l3.agentType)
    for (const { row } of await work.list('Router')) await schedule(l3, String(row['id']), work, clock)
}

const told = ['binary', 'topic', 'availability_zone', 'configurations'] as const

/** Keeps what an agent says of itself. One that reports for the first time gets what nobody serves yet. */
export const reportBehaviour = (clock: Clock): Behaviour => ({
  virtual: {
    async create(given, work) {
      const now = agentTime(clock.now())
      const known = await agentOf(given, work)
      const said = Object.fromEntries(told.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]])))
      if (known !== undefined) {
        const started = given['started'] === true ? { started_at: now } : {}
        const id = String(known.row['id'])
        await work.update('Agent', id, { ...said, ...started, heartbeat_timestamp: now })
        return { ...given, id }
      }
      const { agent_type = null, host = null } = given
      const times = { created_at: now, started_at: now, heartbeat_timestamp: now }
      const { row } = await work.create('Agent', { ...said, agent_type, host, ...times })
      await giveWork(agent_type, work, clock)
      return { ...given, id: row['id'] ?? null }
    },
  },
})
