import type { FaultRow } from '@baryon/kit'

export const tenantPolicyErrors = {
  'tenantpolicy.invalid': {
    name: 'InvalidInput',
    status: 400,
    retry: false,
    message: 'Invalid input for operation: {reason}.',
    cause:
      'A policy has a source and a destination (CIDR, "any" or "external"), an action, a priority, and ports only with a protocol',
    next: 'Correct what the message names',
  },
  'tenantpolicy.no_router': {
    name: 'TenantRouterDoesNotExist',
    status: 404,
    retry: false,
    message: 'Tenant does not have a router to apply policy. Please create a router before adding policies.',
    cause: 'Policies are those of the routers of a project, and go with the last of them',
    next: 'Create a router of the project first',
  },
  'tenantpolicy.exists': {
    name: 'TenantPolicyExists',
    status: 409,
    retry: false,
    message: 'Tenant policy for tenant ID {project} with priority {priority} exists',
    cause: 'The policies of a project are known by their priorities',
    next: 'Change that policy, or give another priority',
  },
  'tenantpolicy.configured': {
    name: 'TenantPolicyConfigured',
    status: 409,
    retry: false,
    message: 'Tenant policy {policy} is from the configuration and could not be updated or deleted.',
    cause:
      'It follows from the setting router_rules.defaults, which a backend sets by its own configuration (restproxy by router.rules)',
    next: 'Change the configuration, or create a policy with the priority {priority}, which stands in its place',
  },
} satisfies Record<string, FaultRow>
