import type { FaultRow } from '@baryon/kit'

const conflict = { status: 409, retry: false } as const

/** Messages are Neutron's, which clients match on. */
export const trunkErrors = {
  'trunk.subport_taken': {
    ...conflict,
    name: 'TrunkPortInUse',
    message: 'Port {port} is in use by another trunk.',
    cause: 'A port is a subport of one trunk at most',
    next: 'Take it from the other trunk first, or use another port',
  },
  'trunk.parent_taken': {
    ...conflict,
    name: 'ParentPortInUse',
    message: 'Port {port} is currently in use and is not eligible for use as a parent port.',
    cause: 'The port is the parent of a trunk, or bound to a host already',
    next: 'Use a port that is neither bound nor part of a trunk',
  },
  'trunk.port_used': {
    ...conflict,
    name: 'PortInUse',
    message:
      'Unable to complete operation on port {port} for network {network}. Port already has an attached device {device}.',
    cause: 'What a machine or a router uses cannot be a subport',
    next: 'Detach it first, or use another port',
  },
  'trunk.tag_taken': {
    ...conflict,
    name: 'DuplicateSubPort',
    message: 'segmentation_type {type} and segmentation_id {tag} already in use on trunk {trunk}.',
    cause: 'Traffic of two subports could not be told apart',
    next: 'Use another segmentation_id',
  },
  'trunk.mtu': {
    ...conflict,
    name: 'SubPortMtuGreaterThanTrunkPortMtu',
    message: 'MTU {mtu} of subport {port} cannot be greater than MTU {parentMtu} of trunk {parent}.',
    cause: 'Packets of the subport would not fit through the parent port',
    next: 'Lower the MTU of the network of the subport, or use another parent port',
  },
  'trunk.parent_kept': {
    ...conflict,
    name: 'PortInUseAsTrunkParent',
    message: 'Port {port} is currently a parent port for trunk {trunk}.',
    cause: 'The trunk needs the port',
    next: 'Delete the trunk first',
  },
  'trunk.subport_kept': {
    ...conflict,
    name: 'PortInUseAsSubPort',
    message: 'Port {port} is currently a subport for trunk {trunk}.',
    cause: 'The trunk carries the traffic of the port',
    next: 'Take the port from the trunk first',
  },
  'trunk.in_use': {
    ...conflict,
    name: 'TrunkInUse',
    message: 'Trunk {trunk} is currently in use.',
    cause: 'The parent port is bound to a host, where the trunk is wired',
    next: 'Detach the parent port from its machine first',
  },
  'trunk.disabled': {
    ...conflict,
    name: 'TrunkDisabled',
    message: 'Trunk {trunk} is currently disabled.',
    cause: 'A trunk whose admin_state_up is false is not changed',
    next: 'Set admin_state_up first',
  },
  'trunk.subport_missing': {
    status: 404,
    retry: false,
    name: 'SubPortNotFound',
    message: 'SubPort {port} on trunk {trunk} could not be found.',
    cause: 'The port is no subport of this trunk',
    next: 'List the subports of the trunk',
  },
  'trunk.segmentation': {
    status: 400,
    retry: false,
    name: 'InvalidInput',
    message: 'Invalid input for operation: {reason}.',
    cause: 'The traffic of a subport is told apart by a VLAN id from 1 to 4094',
    next: 'Give segmentation_type vlan and a segmentation_id from 1 to 4094',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
