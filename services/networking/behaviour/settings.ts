/** What an operator can set of OpenStack Networking, each with its default. */
import type { Json } from '@baryon/kit'

/** A rule of routers, or policy of projects, that is there without being given. */
export type DefaultRule = {
  /** A project, or `*`. */
  readonly project: string
  readonly source: string
  readonly destination: string
  readonly action: string
  readonly nexthops?: readonly string[]
}

/** The settings, checked and complete. */
export interface Settings {
  readonly network_types: readonly string[]
  readonly tenant_network_types: readonly string[]
  readonly flat_networks: readonly string[]
  readonly vlan_ranges: Readonly<Record<string, readonly string[]>>
  readonly vni_ranges: Readonly<Record<'vxlan' | 'geneve' | 'gre', readonly string[]>>
  readonly physical_mtu: number
  readonly base_mac: string
  readonly dns_domain: string
  readonly max_dns_nameservers: number
  readonly max_host_routes: number
  readonly max_routes: number
  readonly max_allowed_address_pairs: number
  readonly default_availability_zones: readonly string[]
  /** By the words of quotas (`security_group_rule`). */
  readonly quotas: Readonly<Record<string, number>>
  readonly initial_status: 'default' | 'BUILD'
  readonly binding: {
    readonly vif_type: string
    /** Hosts by the type that stands in the place of `vif_type` there. */
    readonly overrides: Readonly<Record<string, readonly string[]>>
    readonly vif_details: Json
    readonly hosts: readonly string[]
  }
  readonly router_rules: {
    readonly served: 'none' | 'rules' | 'policies'
    /** Those of a project stand in the place of those of `*`. */
    readonly defaults: readonly DefaultRule[]
    readonly most: number
  }
}

const text = { type: 'string' }
const texts = { type: 'array', items: text }
const types = { type: 'array', items: { enum: ['local', 'flat', 'vlan', 'vxlan', 'geneve', 'gre'] }, uniqueItems: true }
const defaultRule = {
  type: 'object',
  additionalProperties: false,
  required: ['project', 'source', 'destination', 'action'],
  properties: {
    project: text,
    source: text,
    destination: text,
    action: { enum: ['permit', 'deny'] },
    nexthops: { ...texts, default: [] },
  },
}
const ranges = { type: 'array', items: { type: 'string', pattern: '^\\d+:\\d+$' } }

export const settingsSchema: Json = {
  type: 'object',
  additionalProperties: false,
  properties: {
    network_types: {
      ...types,
      default: ['local', 'flat', 'vlan', 'vxlan', 'geneve', 'gre'],
      description: 'Types of networks and segments that administrators may ask for',
    },
    tenant_network_types: {
      ...types,
      default: ['vxlan'],
      description: 'Types of networks that projects get, in the order in which they are tried',
    },
    flat_networks: {
      ...texts,
      default: ['*'],
      description: 'Physical networks that flat networks may use; "*" is any',
    },
    vlan_ranges: {
      type: 'object',
      additionalProperties: ranges,
      default: {},
      description:
        'VLAN ids that projects get, as "first:last", by physical network; none of a physical network: administrators alone use it',
    },
    vni_ranges: {
      type: 'object',
      additionalProperties: false,
      properties: {
        vxlan: { ...ranges, default: ['1:65535'] },
        geneve: { ...ranges, default: ['1:65535'] },
        gre: { ...ranges, default: ['1:65535'] },
      },
      default: {},
      description: 'Tunnel ids that projects get, as "first:last", by type',
    },
    physical_mtu: {
      type: 'integer',
      minimum: 68,
      maximum: 65535,
      default: 1500,
      description: 'MTU of the physical network, in bytes',
    },
    base_mac: {
      type: 'string',
      pattern: '^([0-9a-f]{2}:){5}[0-9a-f]{2}$',
      default: 'fa:16:3e:00:00:00',
      description: 'First three bytes of the MAC addresses that are made up; four, if the fourth is not 00',
    },
    dns_domain: { ...text, default: 'openstacklocal.', description: 'Domain of the names of ports' },
    max_dns_nameservers: { type: 'integer', minimum: 0, default: 5, description: 'DNS servers of one subnet' },
    max_host_routes: { type: 'integer', minimum: 0, default: 20, description: 'Host routes of one subnet' },
    max_routes: { type: 'integer', minimum: 0, default: 30, description: 'Extra routes of one router' },
    max_allowed_address_pairs: {
      type: 'integer',
      minimum: 0,
      default: 10,
      description: 'Allowed address pairs of one port',
    },
    default_availability_zones: {
      ...texts,
      default: ['nova'],
      description: 'Availability zones that are there without an agent',
    },
    quotas: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: -1 },
      default: {},
      description:
        'How many objects of a kind (such as "port") a project may own by default, where it is not what the model says; -1 is any number',
    },
    initial_status: {
      enum: ['default', 'BUILD'],
      default: 'default',
      description:
        'What networks, routers and ports are when they are made: BUILD where a backend tells later that they work, else what the model says',
    },
    binding: {
      type: 'object',
      additionalProperties: false,
      properties: {
        vif_type: { ...text, default: 'ovs', description: 'What a port is plugged into' },
        overrides: {
          type: 'object',
          additionalProperties: texts,
          default: {},
          description: 'Hosts where a port is plugged into something else, by what that is',
        },
        vif_details: {
          type: 'object',
          default: { port_filter: true, connectivity: 'l2', bridge_name: 'br-int', datapath_type: 'system' },
          description: 'How it is plugged',
        },
        hosts: { ...texts, default: ['*'], description: 'Hosts that ports can be bound to; "*" is any' },
      },
      default: {},
      description: 'What a bound port gets as long as no backend says so',
    },
    router_rules: {
      type: 'object',
      additionalProperties: false,
      properties: {
        served: {
          enum: ['none', 'rules', 'policies'],
          default: 'none',
          description:
            'What the API has for packets that may pass routers: nothing, router_rules of routers, or tenantpolicies; a backend that carries them out sets it',
        },
        defaults: {
          type: 'array',
          items: defaultRule,
          default: [],
          description:
            'Rules of routers without their own, and policies of projects with a router, in their order; those of a project stand in the place of those of "*"',
        },
        most: { type: 'integer', minimum: 1, default: 200, description: 'Rules of one router' },
      },
      default: {},
      description: 'What may pass routers, where a backend carries that out',
    },
  },
}
