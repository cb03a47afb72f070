import type { FaultRow } from '@baryon/kit'

const conflict = { status: 409, retry: false } as const
const missing = { status: 404, retry: false } as const

/** Messages are Neutron's, which clients match on. */
export const agentErrors = {
  'agent.not_dhcp': {
    ...missing,
    name: 'InvalidDHCPAgent',
    message: 'Agent {id} is not a valid DHCP Agent or has been disabled.',
    cause: 'Only an enabled agent of the type "DHCP agent" serves networks',
    next: 'Use another agent, or enable this one',
  },
  'agent.not_l3': {
    status: 409,
    retry: false,
    name: 'InvalidL3Agent',
    message: 'Agent {id} is not a L3 Agent or has been disabled',
    cause: 'Only an enabled agent of the type "L3 agent" serves routers',
    next: 'Use another agent, or enable this one',
  },
  'agent.network_taken': {
    ...conflict,
    name: 'NetworkHostedByDHCPAgent',
    message: 'The network {object} has been already hosted by the DHCP Agent {agent}.',
    cause: 'The agent serves the network already',
    next: 'Use another agent, or leave it as it is',
  },
  'agent.network_missing': {
    ...conflict,
    name: 'NetworkNotHostedByDhcpAgent',
    message: 'The network {object} is not hosted by the DHCP Agent {agent}.',
    cause: 'The agent does not serve the network',
    next: 'List the networks of the agent',
  },
  'agent.router_taken': {
    ...conflict,
    name: 'RouterHostedByL3Agent',
    message: 'The router {object} has been already hosted by the L3 Agent {agent}.',
    cause: 'An agent serves the router already',
    next: 'Take the router from that agent first',
  },
  'agent.router_missing': {
    ...conflict,
    name: 'RouterNotHostedByL3Agent',
    message: 'The router {object} is not hosted by L3 agent {agent}.',
    cause: 'The agent does not serve the router',
    next: 'List the routers of the agent',
  },
  'agent.zone_unknown': {
    status: 404,
    retry: false,
    name: 'AvailabilityZoneNotFound',
    message: 'AvailabilityZone {zone} could not be found.',
    cause: 'Neither the settings nor an agent that could serve the object know the zone',
    next: 'List availability zones to see which ones there are',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
