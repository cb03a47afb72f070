/** Extensions of ports, of their security groups and of QoS. */
import assert from 'node:assert/strict'
import { answered, type Facts, newPort, refused, type World } from './world.ts'

const bound = ({ admin, network }: World, more: object = {}) =>
  admin.make('/ports', { port: { network_id: network.id, 'binding:host_id': 'host-1', ...more } })

const newGroup = ({ demo }: World, more: object = {}) =>
  demo.make('/security-groups', { security_group: { name: 'g', ...more } })

const newRule = ({ demo }: World, rule: object) =>
  demo.make('/security-group-rules', { security_group_rule: { direction: 'ingress', ...rule } })

async function newPolicy({ admin }: World, kind?: string, rule: object = {}) {
  const policy = await admin.make('/qos/policies', { policy: { name: 'q', shared: true } })
  const path = `/qos/policies/${policy.id}/${kind}s`
  const made = kind === undefined ? undefined : await admin.make(path, { [kind]: rule })
  return { policy, rule: made }
}

export const ports: Facts = {
  async binding(world) {
    const made = await bound(world)
    assert.deepEqual([made['binding:vif_type'], made['binding:host_id']], ['ovs', 'host-1'])
  },
  'binding-extended': async world => {
    const { id } = await bound(world, { device_owner: 'compute:nova' })
    await world.admin.make(`/ports/${id}/bindings`, { binding: { host: 'host-2' } })
    const { status, body } = await world.admin.put(`/ports/${id}/bindings/host-2/activate`)
    assert.deepEqual([status, body.status], [200, 'ACTIVE'])
  },
  'port-security': async world => {
    const made = await newPort(world, { port_security_enabled: false, security_groups: [] })
    assert.equal(made.port_security_enabled, false)
  },
  'allowed-address-pairs': async world => {
    const made = await newPort(world, { allowed_address_pairs: [{ ip_address: '10.1.0.0/28' }] })
    assert.deepEqual(made.allowed_address_pairs, [{ mac_address: made.mac_address, ip_address: '10.1.0.0/28' }])
  },
  async extra_dhcp_opt(world) {
    const made = await newPort(world, { extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: '1400' }] })
    assert.deepEqual(made.extra_dhcp_opts, [{ opt_name: 'mtu', opt_value: '1400', ip_version: 4 }])
  },
  'port-security-groups-filtering': async world => {
    const group = await newGroup(world)
    const { id } = await newPort(world, { security_groups: [group.id] })
    assert.deepEqual(await answered(world.demo.get(`/ports?security_groups=${group.id}&fields=id`)), [{ id }])
  },
  'port-mac-address-regenerate': async world => {
    const { id, mac_address } = await newPort(world)
    const changed = await answered(world.admin.put(`/ports/${id}`, { port: { mac_address: null } }))
    assert.match(changed.mac_address, /^fa:16:3e/)
    assert.notEqual(changed.mac_address, mac_address)
  },
  'port-mac-override': async world => {
    const device = {
      'binding:vnic_type': 'direct-physical',
      'binding:profile': { device_mac_address: '00:53:00:00:00:01' },
    }
    assert.equal((await bound(world, device)).mac_address, '00:53:00:00:00:01')
  },
  'port-device-profile': async world => {
    assert.equal((await newPort(world, { device_profile: 'fpga' })).device_profile, 'fpga')
  },
  'port-numa-affinity-policy': async world => {
    const { id, numa_affinity_policy } = await newPort(world, { numa_affinity_policy: 'required' })
    assert.equal(numa_affinity_policy, 'required')
    const body = { port: { numa_affinity_policy: 'legacy' } }
    assert.equal((await answered(world.demo.put(`/ports/${id}`, body))).numa_affinity_policy, 'legacy')
  },
  'port-resource-request': async world => {
    const { policy } = await newPolicy(world, 'minimum_packet_rate_rule', { min_kpps: 5, direction: 'any' })
    const made = await bound(world, { qos_policy_id: policy.id })
    const [group] = made.resource_request.request_groups
    assert.deepEqual(group.resources, { NET_PACKET_RATE_KILOPACKET_PER_SEC: 5 })
    assert.equal((await bound(world)).resource_request, null)
  },
  'port-resource-request-groups': async world => {
    const { admin } = world
    const { policy } = await newPolicy(world, 'minimum_bandwidth_rule', { min_kbps: 1000 })
    const rule = { minimum_packet_rate_rule: { min_kpps: 5 } }
    await admin.make(`/qos/policies/${policy.id}/minimum_packet_rate_rules`, rule)
    const provider = { 'provider:network_type': 'vlan', 'provider:physical_network': 'physnet1' }
    const network = await admin.make('/networks', { network: { ...provider, qos_policy_id: policy.id } })
    const { resource_request } = await admin.make('/ports', { port: { network_id: network.id } })
    const { request_groups, same_subtree } = resource_request
    assert.deepEqual(
      request_groups.map(({ required, resources }: { required: string[]; resources: object }) => [required, resources]),
      [
        [['CUSTOM_PHYSNET_PHYSNET1', 'CUSTOM_VNIC_TYPE_NORMAL'], { NET_BW_EGR_KILOBIT_PER_SEC: 1000 }],
        [['CUSTOM_VNIC_TYPE_NORMAL'], { NET_PACKET_RATE_EGR_KILOPACKET_PER_SEC: 5 }],
      ],
    )
    assert.deepEqual(
      same_subtree,
      request_groups.map(({ id }: { id: string }) => id),
    )
  },
  'tag-ports-during-bulk-creation': async ({ demo, network }) => {
    const given = ['red', 'blue'].map(tag => ({ network_id: network.id, tags: [tag] }))
    const made = await answered(demo.post('/ports', { ports: given }), 201)
    assert.deepEqual(
      made.map(({ tags }: { tags: string[] }) => tags),
      [['red'], ['blue']],
    )
  },
  'uplink-status-propagation': async world => {
    assert.equal((await newPort(world, { propagate_uplink_status: false })).propagate_uplink_status, false)
  },
  'data-plane-status': async ({ admin, port }) => {
    const body = { port: { data_plane_status: 'DOWN' } }
    assert.equal((await answered(admin.put(`/ports/${port.id}`, body))).data_plane_status, 'DOWN')
  },
  'dns-integration': async world => {
    const { dns_assignment } = await newPort(world, { dns_name: 'web' })
    assert.equal(dns_assignment[0].fqdn, 'web.openstacklocal.')
  },
  'dns-domain-ports': async world => {
    assert.equal((await newPort(world, { dns_domain: 'example.org.' })).dns_domain, 'example.org.')
  },
  'security-group': async ({ demo }) => {
    const [group] = await answered(demo.get('/security-groups?name=default'))
    assert.equal(group.security_group_rules.length, 4)
  },
  'stateful-security-group': async world => assert.equal((await newGroup(world, { stateful: false })).stateful, false),
  'security-groups-shared-filtering': async world => {
    const { id } = await newGroup(world)
    const alt = world.cloud.as('alt')
    const said = { object_type: 'security_group', object_id: id, action: 'access_as_shared' }
    await world.demo.make('/rbac-policies', { rbac_policy: { ...said, target_tenant: alt.project } })
    const found = await answered(alt.get('/security-groups?shared=True&fields=id'))
    assert.ok(found.some((group: { id: string }) => group.id === id))
    const own = await answered(alt.get('/security-groups?shared=False&fields=name'))
    assert.deepEqual(own, [{ name: 'default' }])
  },
  'security-groups-normalized-cidr': async world => {
    const { id: security_group_id } = await newGroup(world)
    const rule = await newRule(world, { security_group_id, remote_ip_prefix: '203.0.113.9/24' })
    assert.deepEqual([rule.remote_ip_prefix, rule.normalized_cidr], ['203.0.113.9/24', '203.0.113.0/24'])
  },
  'security-groups-remote-address-group': async world => {
    const given = { address_group: { name: 'a', addresses: ['10.0.0.0/8'] } }
    const { id } = await world.demo.make('/address-groups', given)
    const { id: security_group_id } = await newGroup(world)
    const rule = await newRule(world, { security_group_id, remote_address_group_id: id })
    assert.equal(rule.remote_address_group_id, id)
    assert.equal(await refused(world.demo.delete(`/address-groups/${id}`), 409), 'AddressGroupInUse')
  },
  'address-group': async ({ demo }) => {
    const { id } = await demo.make('/address-groups', { address_group: { name: 'a', addresses: ['10.0.0.0/8'] } })
    const changed = await answered(demo.put(`/address-groups/${id}/add_addresses`, { addresses: ['192.0.2.1/32'] }))
    assert.deepEqual(changed.addresses.toSorted(), ['10.0.0.0/8', '192.0.2.1/32'])
  },
  async qos(world) {
    const { policy } = await newPolicy(world, 'dscp_marking_rule', { dscp_mark: 26 })
    assert.equal((await newPort(world, { qos_policy_id: policy.id })).qos_policy_id, policy.id)
  },
  'qos-default': async ({ admin, cloud }) => {
    const project_id = cloud.as('service').project
    const given = { policy: { name: 'd', is_default: true, project_id } }
    const { id } = await admin.make('/qos/policies', given)
    const { qos_policy_id } = await admin.make('/networks', { network: { project_id } })
    assert.equal(qos_policy_id, id)
  },
  'qos-bw-limit-direction': async world => {
    const { rule } = await newPolicy(world, 'bandwidth_limit_rule', { max_kbps: 1000, direction: 'ingress' })
    assert.equal(rule.direction, 'ingress')
  },
  'qos-bw-minimum-ingress': async world => {
    const { rule } = await newPolicy(world, 'minimum_bandwidth_rule', { min_kbps: 1000, direction: 'ingress' })
    assert.equal(rule.direction, 'ingress')
  },
  'qos-pps': async world => {
    const { rule } = await newPolicy(world, 'packet_rate_limit_rule', { max_kpps: 10, max_burst_kpps: 2 })
    assert.deepEqual([rule.max_kpps, rule.max_burst_kpps], [10, 2])
  },
  'qos-pps-minimum': async world => {
    const { rule } = await newPolicy(world, 'minimum_packet_rate_rule', { min_kpps: 10, direction: 'any' })
    assert.deepEqual([rule.min_kpps, rule.direction], [10, 'any'])
  },
  'qos-pps-minimum-rule-alias': async world => {
    const { rule } = await newPolicy(world, 'minimum_packet_rate_rule', { min_kpps: 10 })
    const found = await answered(world.admin.get(`/qos/alias-minimum-packet-rate-rules/${rule.id}`))
    assert.equal(found.min_kpps, 10)
  },
  'qos-rules-alias': async world => {
    const { rule } = await newPolicy(world, 'bandwidth_limit_rule', { max_kbps: 1000 })
    const path = `/qos/alias-bandwidth-limit-rules/${rule.id}`
    const changed = await answered(world.admin.put(path, { alias_bandwidth_limit_rule: { max_kbps: 2000 } }))
    assert.equal(changed.max_kbps, 2000)
  },
  'qos-rule-type-details': async ({ admin }) => {
    const { drivers } = await answered(admin.get('/qos/rule-types/bandwidth_limit'))
    assert.equal(drivers[0].supported_parameters[0].parameter_name, 'max_kbps')
  },
  'qos-rule-type-filter': async ({ admin }) => {
    assert.equal((await answered(admin.get('/qos/rule-types?all_rules=True'))).length, 5)
  },
  'qos-port-network-policy': async world => {
    const { policy } = await newPolicy(world)
    const { id: network_id } = await world.demo.make('/networks', { network: { qos_policy_id: policy.id } })
    const made = await world.demo.make('/ports', { port: { network_id } })
    assert.deepEqual([made.qos_policy_id, made.qos_network_policy_id], [null, policy.id])
  },
  'qos-fip': async world => {
    const { policy } = await newPolicy(world)
    const given = { floating_network_id: world.outside.id, qos_policy_id: policy.id }
    assert.equal((await world.demo.make('/floatingips', { floatingip: given })).qos_policy_id, policy.id)
  },
  'qos-gateway-ip': async world => {
    const { policy } = await newPolicy(world)
    const given = { external_gateway_info: { network_id: world.outside.id, qos_policy_id: policy.id } }
    const made = await world.demo.make('/routers', { router: given })
    assert.equal(made.external_gateway_info.qos_policy_id, policy.id)
  },
}
