/** What can be shared, and what uses it then. */

/** One attribute by which objects use a shared one. */
export interface Use {
  readonly kind: string
  readonly attribute: string
  /** The attribute is a list. */
  readonly many?: true
}

interface Shareable {
  /** As policies call it. */
  readonly type: string
  readonly uses: readonly Use[]
}

const qosUsers = ['Network', 'Port', 'Router', 'FloatingIp']

/** By kind. */
const shareables = {
  Network: { type: 'network', uses: [{ kind: 'Port', attribute: 'network_id' }] },
  QosPolicy: { type: 'qos_policy', uses: qosUsers.map(kind => ({ kind, attribute: 'qos_policy_id' })) },
  SecurityGroup: { type: 'security_group', uses: [{ kind: 'Port', attribute: 'security_groups', many: true }] },
  AddressScope: { type: 'address_scope', uses: [{ kind: 'SubnetPool', attribute: 'address_scope_id' }] },
  SubnetPool: { type: 'subnetpool', uses: [{ kind: 'Subnet', attribute: 'subnetpool_id' }] },
  AddressGroup: { type: 'address_group', uses: [{ kind: 'SecurityGroupRule', attribute: 'remote_address_group_id' }] },
} as const satisfies Readonly<Record<string, Shareable>>

/** A kind whose objects can be shared. */
export type SharedKind = keyof typeof shareables

/** `access_as_external` is of networks alone: routers of the project may have their gateways there. */
export type SharingAction = 'access_as_shared' | 'access_as_external'

export const typeOf = (kind: SharedKind): string => shareables[kind].type

export const usesOf = (kind: SharedKind): readonly Use[] => shareables[kind].uses

/** The kind that policies call by that word. @returns undefined: there is none */
export const findKindOfType = (type: string): SharedKind | undefined =>
  (Object.keys(shareables) as SharedKind[]).find(kind => shareables[kind].type === type)

/** The kind of a policy that is there. */
export function kindOfType(type: string): SharedKind {
  const kind = findKindOfType(type)
  if (kind === undefined) throw new Error(`nothing is shared as "${type}"`)
  return kind
}

export const actionsOf = (kind: SharedKind): readonly SharingAction[] =>
  kind === 'Network' ? ['access_as_shared', 'access_as_external'] : ['access_as_shared']

/** The attribute of the shared object that has the projects. */
export const listOf = (action: string): 'shared_with' | 'external_for' =>
  action === 'access_as_external' ? 'external_for' : 'shared_with'

/** Stands for all projects. */
export const EVERYONE = '*'
