/** What DHCP agents and L3 agents have in common: each serves some objects of one kind. */
import type { Behaviour, Sight, VirtualObjects, Work } from '@baryon/decide'
import { type Clock, Refusal, systemClock } from '@baryon/kit'
import type { Filter, Kind, Row } from '@baryon/model'
import type { Stored, Transaction } from '@baryon/store'
import { found, notFound } from '../found.ts'
import { EVERYONE } from '../rbac/shareable.ts'
import { refuse } from '../refuse.ts'
import { isAlive } from './alive.ts'

/** One sort of agents that serve something. */
export interface Hosting {
  readonly agentType: string
  /** The kind that they serve, and the kind that says who serves what. */
  readonly served: 'Network' | 'Router'
  readonly relation: 'HostedNetwork' | 'HostedRouter'
  /** Of the relation, and of the request that adds one. */
  readonly attribute: 'network_id' | 'router_id'
  /** An object is served by one agent at most. */
  readonly single: boolean
  readonly faults: {
    readonly agent: 'agent.not_dhcp' | 'agent.not_l3'
    readonly taken: 'agent.network_taken' | 'agent.router_taken'
    readonly missing: 'agent.network_missing' | 'agent.router_missing'
  }
}

export const dhcp: Hosting = {
  agentType: 'DHCP agent',
  served: 'Network',
  relation: 'HostedNetwork',
  attribute: 'network_id',
  single: false,
  faults: { agent: 'agent.not_dhcp', taken: 'agent.network_taken', missing: 'agent.network_missing' },
}

export const l3: Hosting = {
  agentType: 'L3 agent',
  served: 'Router',
  relation: 'HostedRouter',
  attribute: 'router_id',
  single: true,
  faults: { agent: 'agent.not_l3', taken: 'agent.router_taken', missing: 'agent.router_missing' },
}

type List = (kind: Kind, query: Parameters<Transaction['list']>[1]) => Promise<readonly Stored[]>

/** What is read from while something is answered, and while something is changed. */
interface Place {
  kind(name: string): Kind
  readonly list: List
  get(kind: Kind, id: string): Promise<Stored | undefined>
}

const placeOf = (sight: Sight): Place => ({
  kind: name => sight.kind(name),
  list: (kind, query) => sight.read.list(kind, query),
  get: (kind, id) => sight.read.get(kind, id),
})

/** Without an id, of all objects; each is there once. */
async function related(
  place: Place,
  { relation }: Hosting,
  by: string,
  id: string | undefined,
  other: string,
  kind: string,
) {
  const filter: Filter = id === undefined ? { all: [] } : { attribute: by, in: [id] }
  const ids = (await place.list(place.kind(relation), { filter })).map(({ row }) => String(row[other]))
  const rows: Row[] = []
  for (const one of new Set(ids)) {
    const stored = await place.get(place.kind(kind), one)
    if (stored !== undefined) rows.push(stored.row)
  }
  return rows
}

/** The agents that serve an object; without one, those that serve any. */
const agentsOf = (place: Place, hosting: Hosting, id: string | undefined): Promise<Row[]> =>
  related(place, hosting, hosting.attribute, id, 'agent_id', 'Agent')

/** The objects that an agent serves; without one, those that any serves. */
const servedBy = (place: Place, hosting: Hosting, agent: string | undefined): Promise<Row[]> =>
  related(place, hosting, 'agent_id', agent, hosting.attribute, hosting.served)

async function relationOf(work: Work, { relation, attribute }: Hosting, agent: string, id: string) {
  const filter: Filter = {
    all: [
      { attribute: 'agent_id', in: [agent] },
      { attribute, in: [id] },
    ],
  }
  const [stored] = await work.tx.list(work.kind(relation), { filter, limit: 1 })
  return stored
}

async function requireAgent(work: Work, { agentType, faults }: Hosting, id: string) {
  const agent = await found(work, 'Agent', id)
  if (agent['agent_type'] !== agentType || agent['admin_state_up'] === false) refuse(faults.agent, { id })
}

async function host(hosting: Hosting, agent: string, id: string, work: Work) {
  const { served, relation, attribute, single, faults } = hosting
  await requireAgent(work, hosting, agent)
  await found(work, served, id)
  const known = await relationOf(work, hosting, agent, id)
  if (known !== undefined) refuse(faults.taken, { object: id, agent })
  if (single) {
    const [other] = await work.list(relation, { attribute, in: [id] })
    if (other !== undefined) refuse(faults.taken, { object: id, agent: other.row['agent_id'] })
  }
  await work.create(relation, { agent_id: agent, [attribute]: id })
}

/** @throws Refusal where no agent is named: what it serves is changed below an agent alone */
const agentOf = (parent: string | undefined): string => {
  if (parent === undefined) throw new Refusal(notFound('Agent', ''))
  return parent
}

/** A network with what is not stored of it: nobody looks at it but administrators. */
const asAgentsSee = (network: Row): Row => ({
  ...network,
  'router:external': (network['external_for'] as readonly string[]).length > 0,
  shared: (network['shared_with'] as readonly string[]).includes(EVERYONE),
})

/** What an agent serves, below the agent. */
export function servedObjects(hosting: Hosting): Behaviour {
  const virtual: VirtualObjects = {
    async list(sight, parent) {
      const rows = await servedBy(placeOf(sight), hosting, parent)
      return hosting.served === 'Network' ? rows.map(asAgentsSee) : rows
    },
    async create(given, work, parent) {
      await host(hosting, agentOf(parent), String(given[hosting.attribute]), work)
      return undefined
    },
    async remove(id, work, parent) {
      const agent = agentOf(parent)
      const relation = await relationOf(work, hosting, agent, id)
      if (relation === undefined) refuse(hosting.faults.missing, { object: id, agent })
      await work.remove(hosting.relation, String(relation.row['id']))
    },
  }
  return { virtual }
}

/** Who serves an object, below the object. */
export function servingAgents(hosting: Hosting, clock: Clock): Behaviour {
  return {
    virtual: {
      async list(sight, parent) {
        const agents = await agentsOf(placeOf(sight), hosting, parent)
        return agents.map(agent => ({ ...agent, alive: isAlive(agent, clock.now()), ha_state: null }))
      },
    },
  }
}

/**
 * Gives an object to an agent that is alive, unless one has it: of those that serve least. Nothing happens where there is none.
 * To be called when a network gets its first subnet with DHCP, and when a router is made.
 */
export async function schedule(hosting: Hosting, id: string, work: Work, clock: Clock = systemClock): Promise<void> {
  const filter: Filter = {
    all: [
      { attribute: 'agent_type', in: [hosting.agentType] },
      { attribute: 'admin_state_up', in: [true] },
    ],
  }
  const agents = await work.list('Agent', filter)
  const alive = agents.filter(({ row }) => isAlive(row, clock.now()))
  if (alive.length === 0) return
  const relation = work.kind(hosting.relation)
  const [known] = await work.tx.list(relation, { filter: { attribute: hosting.attribute, in: [id] }, limit: 1 })
  if (known !== undefined) return
  const loads = await Promise.all(
    alive.map(async ({ row }) => ({
      agent: String(row['id']),
      load: await work.tx.count(relation, { attribute: 'agent_id', in: [String(row['id'])] }),
    })),
  )
  const least = loads.reduce((one, other) => (other.load < one.load ? other : one))
  await work.create(hosting.relation, { agent_id: least.agent, [hosting.attribute]: id })
}
