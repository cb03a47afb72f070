import type { FaultRow } from '@baryon/kit'

/** Messages are Neutron's, which clients match on. */
export const rbacErrors = {
  'rbac_policy.type': {
    status: 400,
    retry: false,
    name: 'InvalidInput',
    message: "Invalid input for operation: '{type}' is not a valid RBAC object type.",
    cause: 'Objects of that type cannot be shared',
    next: 'Share a network, qos_policy, security_group, address_scope, subnetpool or address_group',
  },
  'rbac_policy.action': {
    status: 400,
    retry: false,
    name: 'InvalidActionForType',
    message: "Invalid action '{action}' for object type '{type}'. Valid actions: {actions}",
    cause: 'Objects of that type cannot be shared in that way',
    next: 'Use one of the valid actions',
  },
  'rbac_policy.owner': {
    status: 400,
    retry: false,
    name: 'InvalidInput',
    message: 'Invalid input for operation: Only admins can manipulate policies on {what} they do not own.',
    cause: 'Only the project that owns an object shares it',
    next: 'Ask its owner or an administrator',
  },
  'rbac_policy.taken': {
    status: 409,
    retry: false,
    name: 'DuplicateRbacPolicy',
    message: 'An RBAC policy already exists with those values.',
    cause: 'The object is shared in that way with that project already',
    next: 'Use the policy that is there',
  },
  'rbac_policy.in_use': {
    status: 409,
    retry: false,
    name: 'RbacPolicyInUse',
    message: 'RBAC policy on object {id} cannot be removed because other objects depend on it.\nDetails: {details}',
    cause: 'Objects of other projects use what is shared, and would lose it',
    next: 'Delete those objects, then try again',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
