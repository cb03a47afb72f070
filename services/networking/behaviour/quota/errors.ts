import type { FaultRow } from '@baryon/kit'

/** Messages are Neutron's, which clients match on. */
export const quotaErrors = {
  'quota.unknown': {
    status: 404,
    retry: false,
    name: 'TenantQuotaNotFound',
    message: 'Quota for tenant {project} could not be found.',
    cause: 'Nothing was said about the quota of the project, so that the defaults hold',
    next: 'There is nothing to reset',
  },
  'quota.below_use': {
    status: 400,
    retry: false,
    name: 'HTTPBadRequest',
    message: 'Quota limit {limit} for {resource} must be greater than or equal to already used {used}',
    cause: 'The project owns more than it might then, and the request wants that checked',
    next: 'Give a greater limit, or leave out check_limit',
  },
  'quota.others': {
    status: 403,
    retry: false,
    name: 'AdminRequired',
    message: 'User does not have admin privileges: Only admin is authorized to access quotas for another project.',
    cause: 'Members see the quota of the project that their token is of',
    next: 'Use a token of that project, or of an administrator',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
