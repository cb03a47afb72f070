import type { FaultRow } from '@baryon/kit'

export const networkErrors = {
  'network.in_use': {
    name: 'NetworkInUse',
    status: 409,
    retry: false,
    message:
      'Unable to complete operation on network {network}. There are one or more ports still in use on the network, id for these ports is: {ports}.',
    cause: 'A network goes when nothing is plugged into it any more',
    next: 'Delete these ports, or detach the machines and routers that they belong to, then delete the network',
  },
  'network.mtu_too_big': {
    name: 'InvalidInput',
    status: 400,
    retry: false,
    message: 'Invalid input for operation: Requested MTU is too big, maximum is {maximum}.',
    cause: 'What carries the traffic of the network needs room for its own headers',
    next: 'Give an MTU of at most {maximum}, or none',
  },
  'network.used_by_others': {
    name: 'InvalidSharedSetting',
    status: 409,
    retry: false,
    message: 'Unable to reconfigure sharing settings for network {network}. Multiple tenants are using it.',
    cause: 'Other projects have ports or subnets on the network',
    next: 'Delete their ports and subnets, or share the network with these projects by RBAC policies first',
  },
  'network.gateways': {
    name: 'ExternalNetworkInUse',
    status: 409,
    retry: false,
    message:
      'External network {network} cannot be updated to be made non-external, since it has existing gateway ports.',
    cause: 'Routers have their gateways on the network',
    next: 'Clear the gateways of these routers first',
  },
  'network.default_exists': {
    name: 'DefaultExternalNetworkExists',
    status: 409,
    retry: false,
    message: 'A default external network already exists: {network}.',
    cause: 'Automatic topologies are connected to one external network',
    next: 'Set is_default of that network to false first',
  },
  'network.provider_fixed': {
    name: 'InvalidInput',
    status: 400,
    retry: false,
    message: 'Invalid input for operation: {reason}.',
    cause: 'Of what carries a network, the VLAN id alone can be changed later',
    next: 'Make another network, or change provider:segmentation_id of a VLAN network with one segment',
  },
  'topology.foreign': {
    name: 'NotAuthorized',
    status: 403,
    retry: false,
    message: 'Not authorized.',
    cause: 'A topology is made for the project of the caller',
    next: 'Ask for that of your own project',
  },
  'topology.impossible': {
    name: 'AutoAllocationFailure',
    status: 409,
    retry: false,
    message: 'Deployment error: {reason}.',
    cause: 'Automatic topologies need a default external network and default subnet pools',
    next: 'Ask an administrator for an external network and a subnet pool with is_default',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
