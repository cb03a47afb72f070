/** URLs that lead nowhere, policies, parameters of lists. */
import { type Case, malformed, network, port } from './case.ts'

export const urls: readonly Case[] = [
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

export const policies: readonly Case[] = [
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

export const queries: readonly Case[] = [
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
