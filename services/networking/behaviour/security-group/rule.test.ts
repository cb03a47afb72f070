import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import fc from 'fast-check'
import { type Lab, openLab, refused, uuid } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }

async function openGroup(context: Parameters<typeof openLab>[0]) {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const { id } = await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const group = id as string
  const add = (rule: Given) =>
    lab.create(demo, 'SecurityGroupRule', { security_group_id: group, direction: 'ingress', ...rule })
  return { lab, demo, group, add }
}

/** The class and the message of the first fault. */
async function said(doing: Promise<unknown>): Promise<string> {
  const [fault] = await refused(doing)
  return `${fault?.status} ${fault?.name}: ${fault?.message}`
}

test('a rule is spelled in one way', async context => {
  const { add, demo } = await openGroup(context)
  const cases: readonly (readonly [Given, Given])[] = [
    [{}, { ethertype: 'IPv4', protocol: null, description: '', normalized_cidr: null, project_id: demo.project! }],
    [
      { protocol: 'TCP', port_range_min: 80, port_range_max: 81, remote_ip_prefix: '203.0.113.9/24' },
      { protocol: 'tcp', remote_ip_prefix: '203.0.113.9/24', normalized_cidr: '203.0.113.0/24' },
    ],
    [{ protocol: 17, direction: 'egress' }, { protocol: '17' }],
    [
      { protocol: 'udp', port_range_min: 1, port_range_max: 65535 },
      { port_range_min: null, port_range_max: null },
    ],
    [
      { protocol: 'icmp', ethertype: 'ipv6' },
      { protocol: 'ipv6-icmp', ethertype: 'IPv6' },
    ],
    [
      { protocol: 'icmp', port_range_min: 8, port_range_max: 0 },
      { port_range_min: 8, port_range_max: 0 },
    ],
    [{ protocol: '1', ethertype: 'IPv6', direction: 'egress' }, { protocol: '58' }],
    [{ remote_ip_prefix: '192.0.2.7' }, { remote_ip_prefix: '192.0.2.7/32', normalized_cidr: '192.0.2.7/32' }],
    [{ remote_ip_prefix: '10.1.2.3/255.0.0.0' }, { remote_ip_prefix: '10.1.2.3/8', normalized_cidr: '10.0.0.0/8' }],
    [
      { remote_ip_prefix: '2001:DB8:0::1/32', ethertype: 'IPv6' },
      { remote_ip_prefix: '2001:db8::1/32', normalized_cidr: '2001:db8::/32' },
    ],
    [{ remote_ip_prefix: '', protocol: 'esp' }, { remote_ip_prefix: null }],
  ]
  for (const [given, expected] of cases) {
    const row = await add(given)
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(row[name], value, JSON.stringify(given))
  }
})

test('a rule that cannot be is refused in Neutron’s words', async context => {
  const { add } = await openGroup(context)
  const range = '400 SecurityGroupInvalidPortRange: For TCP/UDP protocols, port_range_min must be <= port_range_max'
  const port = (value: number) => `400 SecurityGroupInvalidPortValue: Invalid value for port ${value}`
  const cases: readonly (readonly [Given, string | RegExp])[] = [
    [{ protocol: 'tcp', port_range_min: 90, port_range_max: 80 }, range],
    [{ protocol: 'tcp', port_range_max: 6 }, range],
    [{ protocol: 'tcp', port_range_min: -16, port_range_max: 80 }, port(-16)],
    [{ protocol: 'tcp', port_range_min: 80, port_range_max: 65536 }, port(65536)],
    [{ protocol: 'udp', port_range_min: 0, port_range_max: 5 }, port(0)],
    [
      { port_range_min: 80, port_range_max: 80 },
      '400 SecurityGroupProtocolRequiredWithPorts: Must also specify protocol if port range is given.',
    ],
    [
      { protocol: 'esp', port_range_min: 80, port_range_max: 80 },
      '400 SecurityGroupInvalidProtocolForPort: Ports cannot be specified for protocol 50. Ports are only supported for DCCP, SCTP, TCP, UDP, UDPLITE.',
    ],
    [
      { protocol: 'icmp', port_range_min: 1, port_range_max: 256 },
      '400 SecurityGroupInvalidIcmpValue: Invalid value for ICMP code (port_range_max) 256. It must be 0 to 255.',
    ],
    [
      { protocol: 'icmp', port_range_min: 300, port_range_max: 1 },
      '400 SecurityGroupInvalidIcmpValue: Invalid value for ICMP type (port_range_min) 300. It must be 0 to 255.',
    ],
    [
      { protocol: 'icmp', port_range_max: 6 },
      '400 SecurityGroupMissingIcmpType: ICMP code (port-range-max) 6 is provided but ICMP type (port-range-min) is missing.',
    ],
    [
      { protocol: 'bogus' },
      "400 SecurityGroupRuleInvalidProtocol: Security group rule protocol bogus not supported. Only protocol values [None, 'ah', 'dccp', 'egp', 'esp', 'gre', 'hopopt', 'icmp', 'igmp', 'ip', 'ipip', 'ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route', 'ospf', 'pgm', 'rsvp', 'sctp', 'tcp', 'udp', 'udplite', 'vrrp'] and integer representations [0 to 255] are supported.",
    ],
    [{ protocol: 256 }, /^400 SecurityGroupRuleInvalidProtocol: Security group rule protocol 256 not supported/],
    [
      { protocol: 'ipv6-icmp' },
      '400 SecurityGroupEthertypeConflictWithProtocol: Invalid ethertype IPv4 for protocol ipv6-icmp.',
    ],
    [
      { ethertype: 'IPv5' },
      "400 SecurityGroupRuleInvalidEtherType: Security group rule for ethertype 'IPv5' not supported. Allowed values are ['IPv4', 'IPv6'].",
    ],
    [{ remote_ip_prefix: 'bad' }, '400 InvalidCIDR: Invalid CIDR bad given as IP prefix.'],
    [{ remote_ip_prefix: '10.0.0.0/33' }, '400 InvalidCIDR: Invalid CIDR 10.0.0.0/33 given as IP prefix.'],
    [{ remote_ip_prefix: '10.0.0.0/255.0.255.0' }, /^400 InvalidCIDR/],
    [
      { remote_ip_prefix: '2001:db8::/64' },
      '400 SecurityGroupRuleParameterConflict: Conflicting value ethertype IPv4 for CIDR 2001:db8::/64',
    ],
    [
      { remote_ip_prefix: '10.0.0.0/8', remote_group_id: uuid(1) },
      '400 SecurityGroupMultipleRemoteEntites: Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.',
    ],
    [{ remote_group_id: uuid(1) }, `404 SecurityGroupNotFound: Security group ${uuid(1)} does not exist`],
    [{ remote_address_group_id: uuid(1) }, `404 AddressGroupNotFound: Address group ${uuid(1)} could not be found.`],
    [{ security_group_id: uuid(1) }, `404 SecurityGroupNotFound: Security group ${uuid(1)} does not exist`],
  ]
  for (const [given, expected] of cases) {
    const message = await said(add(given))
    if (typeof expected === 'string') assert.equal(message, expected)
    else assert.match(message, expected)
  }
})

test('two rules never let the same through, however they are spelled', async context => {
  const { lab, demo, group, add } = await openGroup(context)
  const { id } = await add({ protocol: 'tcp', port_range_min: 80, port_range_max: 80, remote_ip_prefix: '0.0.0.0/0' })
  const taken = `409 SecurityGroupRuleExists: Security group rule already exists. Rule id is ${id}.`
  assert.equal(await said(add({ protocol: 6, port_range_min: 80, port_range_max: 80 })), taken)
  await add({ protocol: 'tcp', port_range_min: 80, port_range_max: 81 })
  const twice = lab.commit(demo, async context => {
    const kind = lab.kind('SecurityGroupRule')
    const values = { security_group_id: group, direction: 'ingress', protocol: 'sctp' }
    await decide({ verb: 'create', kind, values }, context)
    await decide({ verb: 'create', kind, values: { ...values, protocol: '132' } }, context)
  })
  assert.equal(await said(twice), '409 DuplicateSecurityGroupRuleInPost: Duplicate Security Group Rule in POST.')
  await lab.remove(demo, 'SecurityGroupRule', id as string)
  await add({ protocol: 6, port_range_min: 80, port_range_max: 80 })
})

test('the owner of a group sees the rules that an administrator added to it', async context => {
  const { lab, demo, group } = await openGroup(context)
  const rule = { security_group_id: group, direction: 'ingress', protocol: 'vrrp' }
  const { id, project_id } = await lab.create(lab.admin, 'SecurityGroupRule', rule)
  assert.equal(project_id, 'admin')
  assert.equal((await lab.show(demo, 'SecurityGroupRule', id as string))['protocol'], 'vrrp')
  const unseen = await refused(lab.show(lab.member('other'), 'SecurityGroupRule', id as string))
  assert.deepEqual(
    unseen.map(({ code }) => code),
    ['key.unknown'],
  )
})

/** What a rule lets through, worked out another way than by the service. */
const ports = (rule: Given) =>
  rule['port_range_min'] === 1 && rule['port_range_max'] === 65535
    ? 'any'
    : `${rule['port_range_min']}-${rule['port_range_max']}`

test('of any rules, each that lets something new through is taken, and no other', async context => {
  const lab: Lab = await openLab(context, { quotas: { security_group: -1, security_group_rule: -1 } })
  const demo = lab.member('demo')
  const protocol = fc.constantFrom('tcp', 'TCP', '6', 6, 'udp', 17)
  const range = fc.constantFrom<Given>(
    { port_range_min: 1, port_range_max: 65535 },
    { port_range_min: 22, port_range_max: 22 },
    { port_range_min: 22, port_range_max: 23 },
  )
  const rules = fc.array(fc.tuple(protocol, range), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rules, async list => {
      const { id } = await lab.create(demo, 'SecurityGroup', {})
      const seen = new Set<string>()
      for (const [name, given] of list) {
        const rule = { security_group_id: id!, direction: 'egress', protocol: name, ...given }
        const meaning = `${['udp', 17].includes(name) ? 17 : 6} ${ports(given)}`
        const doing = lab.create(demo, 'SecurityGroupRule', rule)
        if (seen.has(meaning)) assert.match(await said(doing), /^409 SecurityGroupRuleExists/)
        else await doing
        seen.add(meaning)
      }
      const stored = await lab.list(demo, 'SecurityGroupRule', { attribute: 'security_group_id', in: [id!] })
      assert.equal(stored.length, seen.size + 2)
    }),
    { numRuns: 20 },
  )
})
