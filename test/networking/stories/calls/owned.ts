/** Security groups, sharing, QoS, quotas and tags. */
import { type Make, post, put, remove, removeOne, type Scene } from './call.ts'

const shareable = [
  ['network', 'Network'],
  ['network', 'Network'],
  ['qos_policy', 'QosPolicy'],
  ['security_group', 'SecurityGroup'],
  ['address_scope', 'AddressScope'],
  ['subnetpool', 'SubnetPool'],
  ['address_group', 'AddressGroup'],
] as const

const target = ({ dice, projects }: Scene) => dice.of([...projects, '*'])

const rule = ({ dice, some }: Scene): object => ({
  security_group_id: some('SecurityGroup'),
  direction: dice.of(['ingress', 'egress']),
  ethertype: dice.of(['IPv4', 'IPv4', 'IPv6']),
  ...dice.perhaps(2, () => ({ protocol: dice.of(['tcp', 'udp', 'icmp', '47', 6]) })),
  ...dice.perhaps(3, () => ({ port_range_min: 1 + dice.below(3), port_range_max: 2 + dice.below(3) })),
  ...dice.perhaps(4, () => ({ remote_ip_prefix: '10.0.0.0/8' })),
  ...dice.perhaps(4, () => ({ remote_group_id: some('SecurityGroup') })),
  ...dice.perhaps(6, () => ({ remote_address_group_id: some('AddressGroup') })),
})

const words = [
  'network',
  'subnet',
  'port',
  'router',
  'floatingip',
  'security_group',
  'security_group_rule',
  'rbac_policy',
  'trunk',
]

const tagged = [
  ['networks', 'Network'],
  ['subnets', 'Subnet'],
  ['ports', 'Port'],
  ['routers', 'Router'],
  ['floatingips', 'FloatingIp'],
  ['security-groups', 'SecurityGroup'],
] as const

const one = ({ dice, some }: Scene) => {
  const [collection, kind] = dice.of(tagged)
  return `/${collection}/${some(kind)}/tags`
}

const rules = ['bandwidth_limit_rule', 'dscp_marking_rule', 'minimum_bandwidth_rule'] as const

function qosRule({ dice }: Scene): readonly [word: string, values: object] {
  const word = dice.of(rules)
  if (word === 'dscp_marking_rule') return [word, { dscp_mark: dice.of([0, 8, 9, 26]) }]
  return word === 'bandwidth_limit_rule' ? [word, { max_kbps: 1000 }] : [word, { min_kbps: 10 }]
}

export const ownedCalls: Readonly<Record<string, Make>> = {
  createGroup: ({ dice }) => post('/security-groups', { security_group: { name: dice.of(['web', 'db', 'default']) } }),
  updateGroup: ({ dice, some }) =>
    put(`/security-groups/${some('SecurityGroup')}`, {
      security_group: dice.of<object>([{ name: 'renamed' }, { name: 'default' }, { stateful: false }]),
    }),
  deleteGroup: removeOne('security-groups', 'SecurityGroup'),
  createRule: scene => post('/security-group-rules', { security_group_rule: rule(scene) }),
  createRules: scene => post('/security-group-rules', { security_group_rules: [rule(scene), rule(scene)] }),
  deleteRule: removeOne('security-group-rules', 'SecurityGroupRule'),
  createAddressGroup: () => post('/address-groups', { address_group: { name: 'g', addresses: ['10.0.0.0/8'] } }),
  deleteAddressGroup: removeOne('address-groups', 'AddressGroup'),
  share: scene => {
    const [object_type, kind] = scene.dice.of(shareable)
    const action = object_type === 'network' && scene.dice.once(3) ? 'access_as_external' : 'access_as_shared'
    const said = { object_type, object_id: scene.some(kind), action, target_tenant: target(scene) }
    return post('/rbac-policies', { rbac_policy: said })
  },
  retarget: scene =>
    put(`/rbac-policies/${scene.some('RbacPolicy')}`, { rbac_policy: { target_tenant: target(scene) } }),
  unshare: removeOne('rbac-policies', 'RbacPolicy'),
  createPolicy: ({ dice }) =>
    post('/qos/policies', { policy: { name: 'q', shared: dice.once(4), is_default: dice.once(6) } }),
  updatePolicy: ({ dice, some }) =>
    put(`/qos/policies/${some('QosPolicy')}`, {
      policy: dice.of<object>([{ name: 'renamed' }, { shared: true }, { shared: false }, { is_default: true }]),
    }),
  deletePolicy: removeOne('qos/policies', 'QosPolicy'),
  createQosRule: scene => {
    const [word, values] = qosRule(scene)
    return post(`/qos/policies/${scene.some('QosPolicy')}/${word}s`, { [word]: values })
  },
  setQuota: ({ dice, projects }) =>
    put(`/quotas/${dice.of(projects)}`, { quota: { [dice.of(words)]: dice.of([-1, 0, 3, 8, 20, 100]) } }),
  resetQuota: ({ dice, projects }) => remove(`/quotas/${dice.of(projects)}`),
  setTags: scene => put(one(scene), { tags: scene.dice.of([[], ['a'], ['a', 'b'], ['b', 'a', 'b']]) }),
  addTag: scene => put(`${one(scene)}/${scene.dice.of(['a', 'red', 'x%20y'])}`, undefined),
  removeTag: scene => remove(`${one(scene)}/a`),
  clearTags: scene => remove(one(scene)),
}
