import type { FaultRow } from '@baryon/kit'

const invalid = (name: string, message: string, cause: string, next: string) => ({
  status: 400,
  retry: false,
  name,
  message,
  cause,
  next,
})

export const localIpErrors = {
  'local_ip.in_use': {
    status: 409,
    retry: false,
    name: 'LocalIPInUse',
    message: 'Local IP {id} is still associated with one or more ports.',
    cause: 'Ports of hosts answer for the address',
    next: 'Delete its port associations first',
  },
  'local_ip.neither_port_nor_network': invalid(
    'LocalIPPortOrNetworkRequired',
    'Either Port ID or Network ID must be specified for Local IP create.',
    'The address is one of a port, or of a network',
    'Give local_port_id or network_id',
  ),
  'local_ip.no_port': invalid(
    'BadRequest',
    'Bad local_ip request: Port {port} not found.',
    'No port with that id is there, or you may not see it',
    'List ports to see which ones there are',
  ),
  'local_ip.no_fixed_port': invalid(
    'BadRequest',
    'Bad local_ip_port_association request: Port {port} not found.',
    'No port with that id is there, or you may not see it',
    'List ports to see which ones there are',
  ),
  'local_ip.network_without_ipv4': invalid(
    'BadRequest',
    'Bad local_ip request: Network {network} does not contain any IPv4 subnet.',
    'A local IP is an IPv4 address',
    'Use a network with an IPv4 subnet',
  ),
  'local_ip.port_without_address': invalid(
    'LocalIPNoIP',
    'Specified Port {port} has no fixed IPs configured.',
    'The port has no address to use',
    'Use a port with an address',
  ),
  'local_ip.address_of_other': invalid(
    'LocalIPRequestedIPNotFound',
    'Specified Port {port} does not have requested IP address: {address}.',
    'The port has other addresses',
    'Give one of its fixed_ips',
  ),
  'local_ip.several_addresses': invalid(
    'LocalIPNoRequestedIP',
    'Specified Port {port} has several IPs, should specify exact IP address to use for Local IP.',
    'Any of them could be meant',
    'Give the address too',
  ),
  'local_ip.port_in_use': {
    status: 409,
    retry: false,
    name: 'ServicePortInUse',
    message: 'Port {port} cannot be deleted directly via the port API: still referenced by Local IPs.',
    cause: 'A local IP has its address from the port',
    next: 'Delete the local IP first',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
