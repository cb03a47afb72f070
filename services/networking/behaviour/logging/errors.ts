import type { FaultRow } from '@baryon/kit'

const bad = { status: 400, retry: false } as const
const missing = { status: 404, retry: false } as const

/** Messages are Neutron's, which clients match on. */
export const loggingErrors = {
  'log.type': {
    ...bad,
    name: 'InvalidLogResourceType',
    message: 'Invalid log resource_type: {type}.',
    cause: 'Nothing of that sort is logged',
    next: 'List the loggable resources',
  },
  'log.resource': {
    ...missing,
    name: 'ResourceNotFound',
    message: 'Resource {id} could not be found.',
    cause: 'There is no security group with that id',
    next: 'List the security groups',
  },
  'log.target': {
    ...missing,
    name: 'TargetResourceNotFound',
    message: 'Target resource {id} could not be found.',
    cause: 'There is no port with that id',
    next: 'List the ports',
  },
  'log.constraint': {
    ...bad,
    name: 'InvalidResourceConstraint',
    message:
      'Invalid resource constraint between resource (security_group {resource}) and target resource (port {target}).',
    cause: 'The port does not have the security group',
    next: 'Give a port that has it, or one of both alone',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
