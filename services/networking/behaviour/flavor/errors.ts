import type { FaultRow } from '@baryon/kit'

const conflict = { status: 409, retry: false } as const

/** Messages are Neutron's, which clients match on. */
export const flavorErrors = {
  'flavor.in_use': {
    ...conflict,
    name: 'FlavorInUse',
    message: 'Flavor {id} is used by some service instance.',
    cause: 'A flavor goes when nothing is of it any more',
    next: 'Delete what is of this flavor first',
  },
  'flavor.service_type': {
    status: 400,
    retry: false,
    name: 'HTTPBadRequest',
    message: "Invalid input for service_type. Reason: '{type}' is not a valid service type.",
    cause: 'There are flavors of routers alone',
    next: 'Use L3_ROUTER_NAT',
  },
  'service_profile.in_use': {
    ...conflict,
    name: 'ServiceProfileInUse',
    message: 'Service Profile {id} is used by some service instance.',
    cause: 'A flavor has the profile',
    next: 'Take the profile from the flavor first',
  },
  'service_profile.empty': {
    status: 400,
    retry: false,
    name: 'ServiceProfileEmpty',
    message: 'Service Profile needs either a driver or metainfo.',
    cause: 'A profile without both says nothing',
    next: 'Give a driver or metainfo',
  },
  'service_profile.associated': {
    ...conflict,
    name: 'FlavorServiceProfileBindingExists',
    message: 'Service Profile {profile} is already associated with flavor {flavor}.',
    cause: 'A flavor has a profile once',
    next: 'Use another profile, or leave it as it is',
  },
  'service_profile.not_associated': {
    status: 404,
    retry: false,
    name: 'FlavorServiceProfileBindingNotFound',
    message: 'Service Profile {profile} is not associated with flavor {flavor}.',
    cause: 'The flavor does not have the profile',
    next: 'Show the flavor to see its profiles',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
