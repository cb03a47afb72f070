/** What OpenStack Networking answers to bad input: status, class and message of a real one, to the letter. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cloud, type Got, type Person, projectId, startCloud } from './cloud.ts'

let cloud: Cloud
const people: Record<string, Person> = {}
/** Ids by the names that the table uses. */
const ids: Record<string, string> = {
  absent: '00000000-0000-4000-8000-000000000000',
  demo: projectId('demo'),
  alt: projectId('alt'),
}

/** `<name>` stands for an id. */
const filled = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(/<([\w.-]+)>/g, (whole, name: string) => ids[name] ?? whole)) as T

async function make(name: string, who: Person, path: string, body: Readonly<Record<string, unknown>>) {
  const made = await who.make(path, filled(body))
  ids[name] = made.id
  return made
}

/** Networks with subnets, ports, a router between them, groups and pools, all of the project `demo`; an external network. */
async function build(demo: Person, admin: Person) {
  await make('net', demo, '/networks', { network: { name: 'net' } })
  await make('subnet', demo, '/subnets', { subnet: { network_id: '<net>', ip_version: 4, cidr: '10.1.0.0/24' } })
  await make('free', demo, '/networks', { network: { name: 'free' } })
  await make('theirs', admin, '/networks', { network: { name: 'theirs' } })
  await make('public', admin, '/networks', { network: { name: 'public', 'router:external': true } })
  await make('outside', admin, '/subnets', {
    subnet: { network_id: '<public>', ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false },
  })
  await make('vlan', admin, '/networks', {
    network: {
      'provider:network_type': 'vlan',
      'provider:physical_network': 'physnet1',
      'provider:segmentation_id': 1200,
    },
  })
  await make('group', demo, '/security-groups', { security_group: { name: 'web' } })
  const port = await make('port', demo, '/ports', {
    port: { network_id: '<net>', fixed_ips: [{ ip_address: '10.1.0.20' }], security_groups: ['<group>'] },
  })
  ids['mac'] = port.mac_address
  const groups = await demo.get('/security-groups?name=default')
  ids['default'] = groups.body.security_groups[0].id
  await make('router', demo, '/routers', { router: { name: 'r' } })
  const leg = await demo.put(filled('/routers/<router>/add_router_interface'), filled({ subnet_id: '<subnet>' }))
  ids['leg'] = leg.body.port_id
  await make('island', demo, '/networks', { network: { name: 'island' } })
  await make('shore', demo, '/subnets', { subnet: { network_id: '<island>', ip_version: 4, cidr: '10.9.0.0/24' } })
  await make('castaway', demo, '/ports', { port: { network_id: '<island>' } })
}

async function furnish(demo: Person, admin: Person) {
  await make('rule', demo, '/security-group-rules', {
    security_group_rule: {
      security_group_id: '<group>',
      direction: 'ingress',
      protocol: 'tcp',
      port_range_min: 80,
      port_range_max: 81,
      remote_ip_prefix: '203.0.113.9/24',
    },
  })
  await make('scope', demo, '/address-scopes', { address_scope: { name: 'scope', ip_version: 4 } })
  await make('pool', demo, '/subnetpools', {
    subnetpool: { name: 'pool', prefixes: ['10.40.0.0/16'], default_prefixlen: 26, address_scope_id: '<scope>' },
  })
  await make('pooled', demo, '/networks', { network: { name: 'pooled' } })
  await make('slice', demo, '/subnets', { subnet: { network_id: '<pooled>', ip_version: 4, subnetpool_id: '<pool>' } })
  await make('bound', demo, '/ports', { port: { network_id: '<net>', device_owner: 'compute:nova' } })
  await admin.put(filled('/ports/<bound>'), { port: { 'binding:host_id': 'host-1' } })
  await admin.post(filled('/ports/<bound>/bindings'), { binding: { host: 'host-2' } })
  const full = { network: 0, port: 0, security_group: 1 }
  const quota = await admin.put(filled('/quotas/<alt>'), { quota: full })
  assert.equal(quota.status, 200, quota.text)
  await make('roomy', admin, '/networks', { network: { name: 'roomy', shared: true } })
  assert.equal((await cloud.as('alt').get('/security-groups')).status, 200)
}

before(async () => {
  cloud = await startCloud({ networking: { vlan_ranges: { physnet1: ['1000:1999'] } } })
  people['demo'] = cloud.as('demo')
  people['alt'] = cloud.as('alt')
  people['admin'] = cloud.admin
  await build(people['demo'], cloud.admin)
  await furnish(people['demo'], cloud.admin)
})
after(() => cloud.stop())

type Request = readonly [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown]

interface More {
  readonly as?: 'demo' | 'alt' | 'admin'
  readonly headers?: Readonly<Record<string, string>>
  readonly bytes?: string
}

type Case = readonly [
  what: string,
  request: Request,
  status: number,
  type: string,
  message: string | RegExp,
  more?: More,
]

const network = (values: unknown): Request => ['POST', '/networks', { network: values }]
const port = (values: object): Request => ['POST', '/ports', { port: { network_id: '<net>', ...values } }]
const subnet = (values: object, on = '<net>'): Request => [
  'POST',
  '/subnets',
  { subnet: { network_id: on, ...values } },
]
const rule = (values: object): Request => [
  'POST',
  '/security-group-rules',
  { security_group_rule: { security_group_id: '<group>', direction: 'ingress', ...values } },
]
const wire = (body: object, action = 'add_router_interface'): Request => ['PUT', `/routers/<router>/${action}`, body]
const pools = (...all: readonly (readonly [string, string])[]) => ({
  ip_version: 4,
  cidr: '10.60.0.0/24',
  allocation_pools: all.map(([start, end]) => ({ start, end })),
})
const vlan = (values: object): Request =>
  network({ 'provider:network_type': 'vlan', 'provider:physical_network': 'physnet1', ...values })
const admin: More = { as: 'admin' }
const alt: More = { as: 'alt' }
const long = 'x'.repeat(256)
const malformed = 'The server could not comply with the request since it is either malformed or otherwise incorrect.'
const protocols =
  "None, 'ah', 'dccp', 'egp', 'esp', 'gre', 'hopopt', 'icmp', 'igmp', 'ip', 'ipip', 'ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route', 'ospf', 'pgm', 'rsvp', 'sctp', 'tcp', 'udp', 'udplite', 'vrrp'"

const bodies: readonly Case[] = [
  [
    'an unknown attribute',
    network({ name: 'x', bogus: 1 }),
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus'",
  ],
  [
    'two unknown attributes',
    network({ bogus1: 1, bogus2: 1 }),
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus1, bogus2'",
  ],
  [
    'an unknown attribute of an update',
    ['PUT', '/networks/<net>', { network: { bogus: 1 } }],
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus'",
  ],
  [
    'no boolean',
    network({ admin_state_up: 'maybe' }),
    400,
    'InvalidInput',
    "Invalid input for operation: 'maybe' cannot be converted to boolean.",
  ],
  [
    'no string',
    network({ name: 5 }),
    400,
    'HTTPBadRequest',
    "Invalid input for name. Reason: '5' is not a valid string.",
  ],
  [
    'too long a string',
    network({ name: long }),
    400,
    'HTTPBadRequest',
    `Invalid input for name. Reason: '${long}' exceeds maximum length of 255.`,
  ],
  [
    'no UUID',
    port({ network_id: 'nope' }),
    400,
    'HTTPBadRequest',
    "Invalid input for network_id. Reason: 'nope' is not a valid UUID.",
  ],
  [
    'no list',
    port({ fixed_ips: 'x' }),
    400,
    'HTTPBadRequest',
    "Invalid input for fixed_ips. Reason: Invalid data format for fixed IP: 'x'.",
  ],
  [
    'a wrong key in a list of dictionaries',
    port({ fixed_ips: [{ foo: 'x' }] }),
    400,
    'InvalidInput',
    'Invalid input for operation: IP allocation requires subnet_id or ip_address.',
  ],
  [
    'no MAC address',
    port({ mac_address: 'zz' }),
    400,
    'HTTPBadRequest',
    "Invalid input for mac_address. Reason: 'zz' is not a valid MAC address.",
  ],
  [
    'no CIDR',
    subnet({ ip_version: 4, cidr: '10.0.0.0/99' }),
    400,
    'InvalidInput',
    'Invalid input for operation: 10.0.0.0/99 is not in a CIDR format.',
  ],
  [
    'a CIDR of the other version',
    subnet({ ip_version: 6, cidr: '10.99.0.0/24' }),
    400,
    'InvalidInput',
    "Invalid input for operation: cidr '10.99.0.0/24' does not match the ip_version '6'.",
  ],
  [
    'no IP version',
    subnet({ ip_version: 5, cidr: '10.99.0.0/24' }),
    400,
    'HTTPBadRequest',
    'Invalid input for ip_version. Reason: 5 is not in valid_values.',
  ],
  [
    'a port without network',
    ['POST', '/ports', { port: { name: 'x' } }],
    400,
    'HTTPBadRequest',
    "Failed to parse request. Required attribute 'network_id' not specified",
  ],
  [
    'a subnet without IP version',
    subnet({ cidr: '10.99.0.0/24' }),
    400,
    'HTTPBadRequest',
    "Failed to parse request. Required attribute 'ip_version' not specified",
  ],
  [
    'a subnet without CIDR or pool',
    subnet({ ip_version: 4 }),
    400,
    'BadRequest',
    'Bad subnets request: a subnetpool must be specified in the absence of a cidr.',
  ],
  ['a read-only attribute', network({ id: '<absent>' }), 400, 'HTTPBadRequest', "Attribute 'id' not allowed in POST"],
  [
    'a change of a read-only attribute',
    ['PUT', '/ports/<port>', { port: { network_id: '<absent>' } }],
    400,
    'HTTPBadRequest',
    'Cannot update read-only attribute network_id',
  ],
  [
    'another envelope',
    ['POST', '/networks', { port: { name: 'x' } }],
    400,
    'HTTPBadRequest',
    "Unable to find 'network' in request body",
  ],
  ['no body', ['POST', '/networks'], 400, 'HTTPBadRequest', "Unable to find 'network' in request body"],
  ['an empty object', ['POST', '/networks', {}], 400, 'HTTPBadRequest', "Unable to find 'network' in request body"],
  ['a list', ['POST', '/networks', []], 400, 'HTTPBadRequest', 'Body contains invalid data'],
  [
    'broken JSON',
    ['POST', '/networks'],
    400,
    'HTTPBadRequest',
    'Body contains invalid data',
    { bytes: '{"network": ' },
  ],
  [
    'XML',
    ['POST', '/networks'],
    400,
    'HTTPBadRequest',
    'Body contains invalid data',
    { bytes: '<a/>', headers: { 'content-type': 'application/xml' } },
  ],
  [
    'a bulk with one that is bad',
    ['POST', '/networks', { networks: [{ name: 'ok1' }, { bogus: 1 }] }],
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus'",
  ],
  ['a bulk of nothing', ['POST', '/networks', { networks: [] }], 400, 'HTTPBadRequest', 'Resources required'],
]

const urls: readonly Case[] = [
  [
    'XML accepted alone',
    ['GET', '/networks'],
    406,
    'HTTPNotAcceptable',
    malformed,
    { headers: { accept: 'application/xml' } },
  ],
  ['the suffix .xml', ['GET', '/networks.xml'], 404, 'HTTPNotFound', 'The resource could not be found.'],
  [
    'a network that is not there',
    ['GET', '/networks/<absent>'],
    404,
    'NetworkNotFound',
    'Network <absent> could not be found.',
  ],
  ['an id that is none', ['GET', '/networks/nope'], 404, 'NetworkNotFound', 'Network nope could not be found.'],
  [
    'a port to delete that is not there',
    ['DELETE', '/ports/<absent>'],
    404,
    'PortNotFound',
    'Port <absent> could not be found.',
  ],
  [
    'a subnet to change that is not there',
    ['PUT', '/subnets/<absent>', { subnet: { name: 'x' } }],
    404,
    'SubnetNotFound',
    'Subnet <absent> could not be found.',
  ],
  [
    'a security group that is not there',
    ['GET', '/security-groups/<absent>'],
    404,
    'SecurityGroupNotFound',
    'Security group <absent> does not exist',
  ],
  [
    'a router that is not there',
    ['GET', '/routers/<absent>'],
    404,
    'RouterNotFound',
    'Router <absent> could not be found',
  ],
  [
    'a floating IP that is not there',
    ['GET', '/floatingips/<absent>'],
    404,
    'FloatingIPNotFound',
    'Floating IP <absent> could not be found',
  ],
  [
    'a port on a network that is not there',
    port({ network_id: '<absent>' }),
    404,
    'NetworkNotFound',
    'Network <absent> could not be found.',
  ],
  ['a collection that is not there', ['GET', '/nonsense'], 404, 'HTTPNotFound', 'The resource could not be found.'],
  ['PATCH', ['PATCH', '/networks/<net>', { network: {} }], 405, 'HTTPMethodNotAllowed', malformed],
  ['POST of a member', ['POST', '/networks/<net>', { network: {} }], 405, 'HTTPMethodNotAllowed', malformed],
  [
    'an action that is not there',
    ['PUT', '/routers/<router>/frobnicate', {}],
    404,
    'HTTPNotFound',
    'The resource could not be found.',
  ],
  [
    "another project's network",
    ['GET', '/networks/<theirs>'],
    404,
    'NetworkNotFound',
    'Network <theirs> could not be found.',
  ],
]

const policies: readonly Case[] = [
  [
    'a provider attribute',
    network({ 'provider:network_type': 'vlan' }),
    403,
    'PolicyNotAuthorized',
    '(rule:create_network and rule:create_network:provider:network_type) is disallowed by policy',
  ],
  [
    'a binding',
    ['PUT', '/ports/<port>', { port: { 'binding:host_id': 'h' } }],
    403,
    'PolicyNotAuthorized',
    '(rule:update_port and rule:update_port:binding:host_id) is disallowed by policy',
  ],
  [
    'a quota',
    ['PUT', '/quotas/<demo>', { quota: { network: 1 } }],
    403,
    'PolicyNotAuthorized',
    'rule:update_quota is disallowed by policy',
  ],
  [
    'a network for another project',
    network({ project_id: '<alt>' }),
    400,
    'HTTPBadRequest',
    "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc privileges",
  ],
]

const conflicts: readonly Case[] = [
  [
    'a network with ports',
    ['DELETE', '/networks/<net>'],
    409,
    'NetworkInUse',
    /^Unable to complete operation on network <net>\. There are one or more ports still in use on the network, id for these ports is: [\w,-]+\.$/,
  ],
  [
    'a subnet with ports',
    ['DELETE', '/subnets/<subnet>'],
    409,
    'SubnetInUse',
    'Unable to complete operation on subnet <subnet>: One or more ports have an IP allocation from this subnet.',
  ],
  [
    'a router with interfaces',
    ['DELETE', '/routers/<router>'],
    409,
    'RouterInUse',
    'Router <router> has ports still attached: <leg>',
  ],
  [
    'a security group in use',
    ['DELETE', '/security-groups/<group>'],
    409,
    'SecurityGroupInUse',
    'Security Group <group> in use.',
  ],
  [
    'the default security group',
    ['DELETE', '/security-groups/<default>'],
    409,
    'SecurityGroupInUse',
    'Security Group <default> in use.',
  ],
  [
    'another default security group',
    ['POST', '/security-groups', { security_group: { name: 'default' } }],
    409,
    'SecurityGroupDefaultAlreadyExists',
    'Default security group already exists.',
  ],
  [
    'a subnet pool in use',
    ['DELETE', '/subnetpools/<pool>'],
    400,
    'SubnetPoolDeleteError',
    'Unable to delete subnet pool: Subnet pool has existing allocations.',
  ],
  [
    'an address scope in use',
    ['DELETE', '/address-scopes/<scope>'],
    409,
    'AddressScopeInUse',
    'Unable to complete operation on address scope <scope>. There are one or more subnet pools in use on the address scope.',
  ],
  [
    "a router's port",
    ['DELETE', '/ports/<leg>'],
    409,
    'ServicePortInUse',
    'Port <leg> cannot be deleted directly via the port API: has device owner network:router_interface.',
  ],
  [
    'a rule again',
    rule({
      protocol: 'tcp',
      port_range_min: 80,
      port_range_max: 81,
      remote_ip_prefix: '203.0.113.9/24',
      ethertype: 'IPv4',
    }),
    409,
    'SecurityGroupRuleExists',
    'Security group rule already exists. Rule id is <rule>.',
  ],
  [
    'an address again',
    port({ fixed_ips: [{ ip_address: '10.1.0.20' }] }),
    409,
    'IpAddressAlreadyAllocated',
    'IP address 10.1.0.20 already allocated in subnet <subnet>',
  ],
  [
    'a MAC address again',
    port({ mac_address: '<mac>' }),
    409,
    'MacAddressInUse',
    'Unable to complete operation for network <net>. The mac address <mac> is in use.',
  ],
  [
    'a subnet that overlaps',
    subnet({ ip_version: 4, cidr: '10.1.0.0/25' }),
    400,
    'InvalidInput',
    'Invalid input for operation: Requested subnet with cidr: 10.1.0.0/25 for network: <net> overlaps with another subnet.',
  ],
  [
    'an address outside every subnet',
    port({ fixed_ips: [{ ip_address: '172.31.0.1' }] }),
    400,
    'InvalidIpForNetwork',
    'IP address 172.31.0.1 is not a valid IP for any of the subnets on the specified network.',
  ],
  [
    'a gateway in the pool',
    subnet({ ...pools(['10.60.0.2', '10.60.0.9']), gateway_ip: '10.60.0.5' }, '<free>'),
    409,
    'GatewayConflictWithAllocationPools',
    'Gateway ip 10.60.0.5 conflicts with allocation pool 10.60.0.2-10.60.0.9.',
  ],
  [
    'a pool outside the CIDR',
    subnet(pools(['10.61.0.2', '10.61.0.9']), '<free>'),
    400,
    'OutOfBoundsAllocationPool',
    'The allocation pool 10.61.0.2-10.61.0.9 spans beyond the subnet cidr 10.60.0.0/24.',
  ],
  [
    'pools that overlap',
    subnet(pools(['10.60.0.2', '10.60.0.9'], ['10.60.0.5', '10.60.0.19']), '<free>'),
    409,
    'OverlappingAllocationPools',
    'Found overlapping allocation pools: 10.60.0.2-10.60.0.9 10.60.0.5-10.60.0.19 for subnet 10.60.0.0/24.',
  ],
  [
    'a VLAN again',
    vlan({ 'provider:segmentation_id': 1200 }),
    409,
    'VlanIdInUse',
    'Unable to create the network. The VLAN 1200 on physical network physnet1 is in use.',
    admin,
  ],
  [
    'an unknown physical network',
    vlan({ 'provider:physical_network': 'nophys', 'provider:segmentation_id': 12 }),
    400,
    'InvalidInput',
    "Invalid input for operation: physical_network 'nophys' unknown for VLAN provider network.",
    admin,
  ],
  [
    'an unknown type of network',
    network({ 'provider:network_type': 'token-ring' }),
    400,
    'InvalidInput',
    "Invalid input for operation: network_type value 'token-ring' not supported.",
    admin,
  ],
  [
    'a VLAN id that is none',
    vlan({ 'provider:segmentation_id': 5000 }),
    400,
    'InvalidInput',
    'Invalid input for operation: segmentation_id out of range (1 through 4094).',
    admin,
  ],
]

const rules: readonly Case[] = [
  [
    'ports the wrong way round',
    rule({ protocol: 'tcp', port_range_min: 90, port_range_max: 80 }),
    400,
    'SecurityGroupInvalidPortRange',
    'For TCP/UDP protocols, port_range_min must be <= port_range_max',
  ],
  [
    'ports without protocol',
    rule({ port_range_min: 80, port_range_max: 80 }),
    400,
    'SecurityGroupProtocolRequiredWithPorts',
    'Must also specify protocol if port range is given.',
  ],
  [
    'no protocol',
    rule({ protocol: 'bogus' }),
    400,
    'SecurityGroupRuleInvalidProtocol',
    `Security group rule protocol bogus not supported. Only protocol values [${protocols}] and integer representations [0 to 255] are supported.`,
  ],
  [
    'no direction',
    rule({ direction: 'sideways' }),
    400,
    'HTTPBadRequest',
    'Invalid input for direction. Reason: sideways is not in valid_values.',
  ],
  [
    'a prefix and a group',
    rule({ remote_ip_prefix: '10.0.0.0/8', remote_group_id: '<group>' }),
    400,
    'SecurityGroupMultipleRemoteEntites',
    'Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.',
  ],
]

const routers: readonly Case[] = [
  [
    'an interface again',
    wire({ subnet_id: '<subnet>' }),
    400,
    'BadRequest',
    'Bad router request: Router already has a port on subnet <subnet>.',
  ],
  [
    'an interface to nothing',
    wire({}),
    400,
    'BadRequest',
    'Bad router request: Either subnet_id or port_id must be specified.',
  ],
  [
    'an interface to a subnet and a port',
    wire({ subnet_id: '<subnet>', port_id: '<port>' }),
    400,
    'BadRequest',
    'Bad router request: Cannot specify both subnet-id and port-id.',
  ],
  [
    'an interface to a subnet that is not there',
    wire({ subnet_id: '<absent>' }),
    404,
    'SubnetNotFound',
    'Subnet <absent> could not be found.',
  ],
  [
    'a gateway on an internal network',
    ['PUT', '/routers/<router>', { router: { external_gateway_info: { network_id: '<net>' } } }],
    400,
    'BadRequest',
    'Bad router request: Network <net> is not an external network.',
  ],
  [
    'an interface that is not there',
    wire({ subnet_id: '<outside>' }, 'remove_router_interface'),
    404,
    'SubnetNotFound',
    'Subnet <outside> could not be found.',
  ],
  [
    'a floating IP on an internal network',
    ['POST', '/floatingips', { floatingip: { floating_network_id: '<net>' } }],
    400,
    'BadRequest',
    'Bad floatingip request: Network <net> is not a valid external network.',
  ],
  [
    'a floating IP to a port out of reach',
    ['POST', '/floatingips', { floatingip: { floating_network_id: '<public>', port_id: '<castaway>' } }],
    404,
    'ExternalGatewayForFloatingIPNotFound',
    'External network <public> is not reachable from subnet <shore>.  Therefore, cannot associate Port <castaway> with a Floating IP.',
  ],
]

const queries: readonly Case[] = [
  [
    'a negative limit',
    ['GET', '/networks?limit=-1'],
    400,
    'BadRequest',
    "Bad limit request: Limit must be an integer 0 or greater and not '-1'.",
  ],
  [
    'a limit that is no number',
    ['GET', '/networks?limit=abc'],
    400,
    'BadRequest',
    "Bad limit request: Limit must be an integer 0 or greater and not 'abc'.",
  ],
  [
    'no sort key',
    ['GET', '/networks?sort_key=bogus&sort_dir=asc'],
    400,
    'HTTPBadRequest',
    "['bogus'] is invalid attribute for sort_keys",
  ],
  [
    'no sort direction',
    ['GET', '/networks?sort_key=name&sort_dir=up'],
    400,
    'HTTPBadRequest',
    "['up'] is invalid value for sort_dirs, valid value is 'asc' and 'desc'",
  ],
  [
    'a marker that is not there',
    ['GET', '/networks?limit=1&marker=<absent>'],
    404,
    'NetworkNotFound',
    'Network <absent> could not be found.',
  ],
  ['no filter', ['GET', '/networks?bogus=1'], 400, 'HTTPBadRequest', "['bogus'] is invalid attribute for filtering"],
  [
    'no boolean in a filter',
    ['GET', '/networks?admin_state_up=maybe'],
    400,
    'InvalidInput',
    "Invalid input for operation: 'maybe' cannot be converted to boolean.",
  ],
]

const others: readonly Case[] = [
  [
    'another revision',
    ['PUT', '/networks/<net>', { network: { name: 'rev' } }],
    412,
    'RevisionNumberConstraintFailed',
    /^Constrained to 999999, but current revision is \d+$/,
    { headers: { 'if-match': 'revision_number=999999' } },
  ],
  [
    'a tag that is not there',
    ['GET', '/networks/<net>/tags/absent'],
    404,
    'TagNotFound',
    'Tag absent could not be found.',
  ],
  [
    'a second binding on a host',
    ['POST', '/ports/<bound>/bindings', { binding: { host: 'host-2' } }],
    409,
    'PortBindingAlreadyExists',
    'Binding for port <bound> on host host-2 already exists.',
    admin,
  ],
  [
    'an active binding activated',
    ['PUT', '/ports/<bound>/bindings/host-1/activate'],
    409,
    'PortBindingAlreadyActive',
    'Binding for port <bound> on host host-1 is already active.',
    admin,
  ],
  [
    'a binding that is not there',
    ['DELETE', '/ports/<bound>/bindings/nohost'],
    404,
    'PortBindingNotFound',
    'Binding for port <bound> for host nohost could not be found.',
    admin,
  ],
  ['a network too many', network({ name: 'q' }), 409, 'OverQuota', "Quota exceeded for resources: ['network'].", alt],
  [
    'a port too many',
    ['POST', '/ports', { port: { network_id: '<roomy>' } }],
    409,
    'OverQuota',
    "Quota exceeded for resources: ['port'].",
    alt,
  ],
  [
    'two networks too many',
    ['POST', '/networks', { networks: [{ name: 'q' }, { name: 'q' }] }],
    409,
    'OverQuota',
    "Quota exceeded for resources: ['network'].",
    alt,
  ],
  [
    'a security group too many',
    ['POST', '/security-groups', { security_group: { name: 'q' } }],
    409,
    'OverQuota',
    "Quota exceeded for resources: ['security_group'].",
    alt,
  ],
  [
    'a quota that is no number',
    ['PUT', '/quotas/<demo>', { quota: { network: 'x' } }],
    400,
    'InvalidInput',
    "Invalid input for operation: 'x' is not an integer.",
    admin,
  ],
  [
    'a quota of nothing',
    ['PUT', '/quotas/<demo>', { quota: { bogus: 1 } }],
    400,
    'HTTPBadRequest',
    "Unrecognized attribute(s) 'bogus'",
    admin,
  ],
]

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const

function send([method, path, body]: Request, { as = 'demo', headers = {}, bytes }: More): Promise<Got> {
  const person = people[as]
  assert.ok(person)
  const sending = { headers, ...(bytes === undefined ? {} : { bytes }) }
  if (method === 'GET' || method === 'DELETE') return person[verbs[method]](filled(path), sending)
  return person[verbs[method]](filled(path), body === undefined ? undefined : filled(body), sending)
}

for (const [what, request, status, type, message, more = {}] of [
  ...bodies,
  ...urls,
  ...policies,
  ...conflicts,
  ...rules,
  ...routers,
  ...queries,
  ...others,
])
  test(`${what}: ${request[0]} ${request[1]} is ${status} ${type}`, async () => {
    const got = await send(request, more)
    assert.equal(got.status, status, got.text)
    const { NeutronError: error } = got.body
    assert.equal(error.type, type, got.text)
    if (typeof message === 'string') assert.equal(error.message, filled(message))
    else assert.match(error.message, new RegExp(filled(message.source)))
    assert.equal(error.detail, '')
    for (const name of ['code', 'cause', 'next']) assert.ok(error[name], name)
  })

test('without a token, or with one that nobody has, the answer is that of the middleware of Keystone', async () => {
  for (const stranger of [cloud.stranger(), cloud.stranger('nobodys')]) {
    const { status, body, headers } = await stranger.get('/networks')
    const { code, title, message } = body.error
    assert.deepEqual(
      [status, code, title, message],
      [401, 401, 'Unauthorized', 'The request you have made requires authentication.'],
    )
    assert.match(headers.get('www-authenticate') ?? '', /^Keystone/)
  }
})

test('a member is told of no agents', async () => {
  const { status, body } = await cloud.as('demo').get('/agents')
  assert.deepEqual([status, body], [200, { agents: [] }])
})

test('a suffix .json, a field that is not there and a long tag are no errors', async () => {
  const demo = cloud.as('demo')
  const page = await demo.get('/networks.json?limit=1&fields=bogus')
  assert.equal(page.status, 200)
  assert.deepEqual(page.body.networks, [{}])
  const [next] = page.body.networks_links
  assert.equal(next.rel, 'next')
  assert.match(next.href, /\/v2\.0\/networks\.json\?limit=1&fields=bogus&marker=[\da-f-]{36}$/)
  const tag = await demo.put(`/networks/${ids['net']}/tags/${'t'.repeat(61)}`)
  assert.deepEqual([tag.status, tag.text], [201, 'null'])
})
