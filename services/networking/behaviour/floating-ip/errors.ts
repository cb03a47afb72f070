import type { FaultRow } from '@baryon/kit'

const bad = (message: string, cause: string, next: string) => ({
  status: 400,
  retry: false,
  name: 'BadRequest',
  message: `Bad floatingip request: ${message}.`,
  cause,
  next,
})

const badForwarding = (message: string, cause: string, next: string) => ({
  status: 400,
  retry: false,
  name: 'BadRequest',
  message: `Bad port_forwarding request: ${message}.`,
  cause,
  next,
})

export const floatingIpErrors = {
  'floating_ip.not_external': bad(
    'Network {network} is not a valid external network',
    'Floating IPs are of networks with router:external alone',
    'Use an external network: list networks with router:external=True',
  ),
  'floating_ip.network_without_ipv4': bad(
    'Network {network} does not contain any IPv4 subnet',
    'A floating IP is an IPv4 address',
    'Use a network with an IPv4 subnet',
  ),
  'floating_ip.exhausted': {
    status: 400,
    retry: true,
    name: 'ExternalIpAddressExhausted',
    message: 'Unable to find any IP address on external network {network}.',
    cause: 'No IPv4 address of the network is free',
    next: 'Delete floating IPs that are not needed, or use another external network',
  },
  'floating_ip.address_without_port': bad(
    'fixed_ip_address cannot be specified without a port_id',
    'The address is one of a port',
    'Give the port too',
  ),
  'floating_ip.foreign_port': bad(
    'Cannot process floating IP association with Port {port}, since that port is owned by a different tenant',
    'The floating IP and the port belong to different projects',
    'Use a port of the project of the floating IP',
  ),
  'floating_ip.unfit_port': bad(
    'Port {port} is unable to be assigned a floating IP',
    'The network itself uses the port',
    'Use the port of a machine',
  ),
  'floating_ip.not_ipv4': bad(
    'Cannot process floating IP association with {address}, since that is not an IPv4 address',
    'A floating IP is translated into an IPv4 address',
    'Give an IPv4 address of the port',
  ),
  'floating_ip.address_of_other': bad(
    'Port {port} does not have fixed ip {address}',
    'The port has other addresses',
    'Give one of its fixed_ips',
  ),
  'floating_ip.port_without_ipv4': bad(
    'Cannot add floating IP to port {port} that has no fixed IPv4 addresses',
    'A floating IP is translated into an IPv4 address',
    'Use a port with an IPv4 address',
  ),
  'floating_ip.several_addresses': bad(
    'Port {port} has multiple fixed IPv4 addresses.  Must provide a specific IPv4 address when assigning a floating IP',
    'Any of them could be meant',
    'Give fixed_ip_address',
  ),
  'floating_ip.unreachable': {
    status: 404,
    retry: false,
    name: 'ExternalGatewayForFloatingIPNotFound',
    message:
      'External network {network} is not reachable from subnet {subnet}.  Therefore, cannot associate Port {port} with a Floating IP.',
    cause: 'No router has an interface in the subnet and its gateway in the network',
    next: 'Give a router of the subnet a gateway in that network, or add the subnet to a router that has one',
  },
  'floating_ip.port_taken': {
    status: 409,
    retry: false,
    name: 'FloatingIPPortAlreadyAssociated',
    message:
      'Cannot associate floating IP {floating_address} ({floating}) with port {port} using fixed IP {address}, as that fixed IP already has a floating IP on external network {network}.',
    cause: 'One floating IP of a network leads to an address',
    next: 'Disassociate the other floating IP first, or use the one that is there',
  },
  'floating_ip.port_forwarded': {
    status: 400,
    retry: false,
    name: 'PortHasPortForwarding',
    message: 'Cannot associate floating IP to port {port} because it already has a Port Forwarding binding.',
    cause: 'The router is distributed: what is translated on the host cannot be forwarded on the router too',
    next: 'Delete the port forwardings of the port first',
  },
  'floating_ip.forwarded': {
    status: 409,
    retry: false,
    name: 'FipInUseByPortForwarding',
    message: 'Floating IP {floating} in use by Port Forwarding resources.',
    cause: 'Ports of the floating IP are forwarded',
    next: 'Delete its port forwardings first',
  },
  'port_forwarding.range': {
    status: 400,
    retry: false,
    name: 'HTTPBadRequest',
    message: 'Invalid input for {attribute}. Reason: {reason}.',
    cause: 'Ports are written as first:last, each from 1 to 65535',
    next: 'Give one port, or the first and the last one with a colon between them',
  },
  'port_forwarding.no_port': badForwarding(
    'Either {side}_port or {side}_port_range must be specified',
    'The body gives no {side} port',
    'Give one of the two',
  ),
  'port_forwarding.ranges': badForwarding(
    'Invalid ranges of internal and/or external ports. The relation between internal and external ports must be N-N or 1-N',
    'Every port outside leads to one inside',
    'Give as many internal ports as external ones, or one',
  ),
  'port_forwarding.collision': badForwarding(
    'There is a port collision with the {side}. The following ranges collides: {other} and {range}',
    'Another port forwarding has those ports with the same protocol',
    'Use other ports, or delete the other port forwarding',
  ),
  'port_forwarding.port_associated': {
    status: 409,
    retry: false,
    name: 'PortHasBindingFloatingIP',
    message:
      'Cannot create port forwarding to floating IP {floating_address} ({floating}) with port {port} using fixed IP {address}, as that port already has a binding floating IP.',
    cause: 'A whole floating IP leads to the port',
    next: 'Use that floating IP, or disassociate it first',
  },
  'port_forwarding.port_without_ipv4': badForwarding(
    'Requested internal port {port} must allocate an IPv4 address at least',
    'Port forwardings lead to IPv4 addresses',
    'Use a port with an IPv4 address',
  ),
  'port_forwarding.address_of_other': badForwarding(
    'Requested internal IP address {address} is not suitable for internal neutron port {port}, as its fixed_ips are {addresses}',
    'The port has other addresses',
    'Give one of its IPv4 addresses',
  ),
  'port_forwarding.unreachable': badForwarding(
    'External network {network} is not reachable from subnet {subnet}. Cannot set Port forwarding for port {port} with Floating IP {floating}',
    'No router has an interface in the subnet and its gateway in the network',
    'Give a router of the subnet a gateway in that network',
  ),
  'port_forwarding.other_router': badForwarding(
    'The Floating IP {floating} had been set on router {router}, the internal Neutron port {port} can not reach it',
    'All ports of a floating IP are forwarded by one router',
    'Use a port behind that router, or another floating IP',
  ),
} as const satisfies Readonly<Record<string, FaultRow>>
