/** What the controllers of each generation have in common with none of the others. */
export interface Dialect {
  /** What every path begins with. */
  readonly base: string
  readonly family: 'floodlight' | 'bsn'
  /** How everything is told at once. */
  readonly bulk: 'PUT' | 'POST'
  /** Whether the other of PUT and POST tells a part of everything. */
  readonly partial: boolean
  /** Which of these headers a client names itself in. */
  readonly agents: readonly string[]
  /** What it says that it can do. */
  readonly capabilities: readonly string[]
  /** Whether it has tenants, security groups and policies of its own. */
  readonly tenants: boolean
}

export const dialects = {
  'floodlight-v1.0': {
    base: '/quantum/v1.0',
    family: 'floodlight',
    bulk: 'PUT',
    partial: false,
    agents: ['quantumproxy-agent', 'neutronproxy-agent'],
    capabilities: [],
    tenants: false,
  },
  'quantum-v1.0': {
    base: '/quantum/v1.0',
    family: 'bsn',
    bulk: 'PUT',
    partial: false,
    agents: ['quantumproxy-agent'],
    capabilities: [],
    tenants: false,
  },
  'floodlight-v1.1': {
    base: '/networkService/v1.1',
    family: 'floodlight',
    bulk: 'PUT',
    partial: false,
    agents: ['quantumproxy-agent', 'neutronproxy-agent'],
    capabilities: [],
    tenants: false,
  },
  'bsn-v1.1': {
    base: '/networkService/v1.1',
    family: 'bsn',
    bulk: 'PUT',
    partial: false,
    agents: ['quantumproxy-agent', 'neutronproxy-agent'],
    capabilities: ['floatingip', 'consistency', 'keep-alive'],
    tenants: false,
  },
  'bsn-v2.0': {
    base: '/networkService/v2.0',
    family: 'bsn',
    bulk: 'POST',
    partial: true,
    agents: ['neutronproxy-agent'],
    capabilities: ['floatingip', 'consistency', 'display-name'],
    tenants: true,
  },
} as const satisfies Readonly<Record<string, Dialect>>

export type DialectName = keyof typeof dialects
export const dialectNames = Object.keys(dialects) as DialectName[]
