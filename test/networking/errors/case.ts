/** Bad requests, and what is answered to them. `<name>` stands for the id of something of the site. */
export type Request = readonly [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown]

export interface More {
  readonly as?: 'demo' | 'alt' | 'admin'
  readonly headers?: Readonly<Record<string, string>>
  readonly bytes?: string
}

export type Case = readonly [
  what: string,
  request: Request,
  status: number,
  type: string,
  message: string | RegExp,
  more?: More,
]

export const network = (values: unknown): Request => ['POST', '/networks', { network: values }]
export const port = (values: object): Request => ['POST', '/ports', { port: { network_id: '<net>', ...values } }]
export const subnet = (values: object, on = '<net>'): Request => [
  'POST',
  '/subnets',
  { subnet: { network_id: on, ...values } },
]
export const rule = (values: object): Request => [
  'POST',
  '/security-group-rules',
  { security_group_rule: { security_group_id: '<group>', direction: 'ingress', ...values } },
]
export const wire = (body: object, action = 'add_router_interface'): Request => [
  'PUT',
  `/routers/<router>/${action}`,
  body,
]
export const pools = (...all: readonly (readonly [string, string])[]) => ({
  ip_version: 4,
  cidr: '10.60.0.0/24',
  allocation_pools: all.map(([start, end]) => ({ start, end })),
})
export const vlan = (values: object): Request =>
  network({ 'provider:network_type': 'vlan', 'provider:physical_network': 'physnet1', ...values })
export const admin: More = { as: 'admin' }
export const alt: More = { as: 'alt' }
export const long = 'x'.repeat(256)
export const malformed =
  'The server could not comply with the request since it is either malformed or otherwise incorrect.'
export const protocols =
  "None, 'ah', 'dccp', 'egp', 'esp', 'gre', 'hopopt', 'icmp', 'igmp', 'ip', 'ipip', 'ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route', 'ospf', 'pgm', 'rsvp', 'sctp', 'tcp', 'udp', 'udplite', 'vrrp'"
