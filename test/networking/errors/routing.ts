/** Rules of security groups, interfaces and gateways of routers, floating IPs. */
import { type Case, protocols, rule, wire } from './case.ts'

export const rules: readonly Case[] = [
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

export const routers: readonly Case[] = [
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
