/** Extensions of all objects, of lists, of projects and of those who work for the network. */
import assert from 'node:assert/strict'
import { projectId } from '../cloud.ts'
import { answered, type Facts, newPort, refused } from './world.ts'

const agent = (agent_type: string, host: string, more = {}) => ({ agent_report: { agent_type, host, ...more } })

export const common: Facts = {
  async sorting({ admin, network, outside }) {
    const found = await answered(admin.get('/networks?sort_key=name&sort_dir=desc&fields=id'))
    assert.deepEqual(found, [{ id: network.id }, { id: outside.id }])
  },
  async pagination({ admin }) {
    const { body } = await admin.get('/networks?limit=1')
    assert.deepEqual([body.networks.length, body.networks_links[0].rel], [1, 'next'])
  },
  'filter-validation': async ({ demo }) => {
    assert.equal(await refused(demo.get('/networks?colour=red'), 400), 'HTTPBadRequest')
  },
  'empty-string-filtering': async ({ admin, outside }) => {
    assert.deepEqual(await answered(admin.get('/networks?name=&fields=id')), [{ id: outside.id }])
  },
  'ip-substring-filtering': async ({ demo, port }) => {
    const address = port.fixed_ips[0].ip_address
    const found = await answered(demo.get('/ports?fixed_ips=ip_address_substr=10.1.0.'))
    assert.ok(
      found.some(({ id }: { id: string }) => id === port.id),
      address,
    )
    assert.deepEqual(await answered(demo.get('/ports?fixed_ips=ip_address_substr=10.77.')), [])
  },
  'project-id': async ({ demo, network }) =>
    assert.deepEqual([network.project_id, network.tenant_id], [demo.project, demo.project]),
  'standard-attr-description': async ({ demo, network }) => {
    const body = { network: { description: 'for people' } }
    assert.equal((await answered(demo.put(`/networks/${network.id}`, body))).description, 'for people')
  },
  'standard-attr-revisions': async ({ demo, port }) => {
    const changed = await answered(demo.put(`/ports/${port.id}`, { port: { name: 'again' } }))
    assert.ok(changed.revision_number > port.revision_number)
  },
  'standard-attr-timestamp': async ({ port }) => assert.match(port.created_at, /^\d{4}-\d\d-\d\dT[\d:]{8}Z$/),
  'standard-attr-tag': async ({ demo, router }) => {
    assert.deepEqual(await answered(demo.put(`/routers/${router.id}/tags`, { tags: ['red'] })), ['red'])
    assert.deepEqual(await answered(demo.get('/routers?tags=red&fields=id')), [{ id: router.id }])
  },
  'standard-attr-segment': async ({ admin, network }) => {
    const [segment] = await answered(admin.get(`/segments?network_id=${network.id}`))
    assert.ok('revision_number' in segment && 'description' in segment && 'created_at' in segment)
  },
  'revision-if-match': async ({ demo, subnet }) => {
    const headers = { 'if-match': 'revision_number=999999999' }
    const changing = demo.put(`/subnets/${subnet.id}`, { subnet: { name: 'x' } }, { headers })
    assert.equal(await refused(changing, 412), 'RevisionNumberConstraintFailed')
  },
  async quotas({ admin }) {
    const quota = `/quotas/${projectId('alt')}`
    assert.equal((await answered(admin.put(quota, { quota: { network: 7 } }))).network, 7)
    assert.equal((await answered(admin.get(quota))).network, 7)
  },
  async quota_details({ admin, demo }) {
    const { limit, used, reserved } = (await answered(admin.get(`/quotas/${demo.project}/details.json`))).network
    assert.ok(limit === 100 && used >= 1 && reserved === 0)
  },
  'quota-check-limit': async ({ admin, demo }) => {
    const body = { quota: { network: 0, check_limit: true } }
    assert.equal(await refused(admin.put(`/quotas/${demo.project}`, body), 400), 'HTTPBadRequest')
  },
  'rbac-policies': async ({ cloud, demo, network }) => {
    const said = { object_type: 'network', object_id: network.id, action: 'access_as_shared' }
    const policy = { ...said, target_tenant: cloud.as('alt').project }
    await demo.make('/rbac-policies', { rbac_policy: policy })
    assert.equal((await answered(cloud.as('alt').get(`/networks/${network.id}`))).shared, true)
  },
  ...Object.fromEntries(
    [
      ['rbac-address-group', 'address_group', '/address-groups', { name: 'a', addresses: ['10.0.0.0/8'] }],
      ['rbac-address-scope', 'address_scope', '/address-scopes', { name: 'a', ip_version: 4 }],
      ['rbac-security-groups', 'security_group', '/security-groups', { name: 'a' }],
      ['rbac-subnetpool', 'subnetpool', '/subnetpools', { name: 'a', prefixes: ['10.0.0.0/8'] }],
    ].map(([alias, type, path, given]) => [
      String(alias),
      async ({ cloud, demo }: Parameters<Facts[string]>[0]) => {
        const { id } = await demo.make(String(path), { [String(type)]: given })
        const alt = cloud.as('alt')
        await refused(alt.get(`${path}/${id}`), 404)
        const policy = { object_type: type, object_id: id, action: 'access_as_shared', target_tenant: alt.project }
        await demo.make('/rbac-policies', { rbac_policy: policy })
        assert.equal((await answered(alt.get(`${path}/${id}`))).id, id)
      },
    ]),
  ),
  async agent({ admin }) {
    await admin.make('/agent_reports', agent('Open vSwitch agent', 'host-1'))
    const [found] = await answered(admin.get('/agents?host=host-1'))
    assert.deepEqual([found.agent_type, found.alive], ['Open vSwitch agent', true])
  },
  'agent-resources-synced': async ({ admin }) => {
    await admin.make('/agent_reports', agent('NIC Switch agent', 'host-2'))
    const [found] = await answered(admin.get('/agents?host=host-2'))
    assert.equal(found.resources_synced, null)
  },
  async availability_zone({ demo }) {
    const zones = await answered(demo.get('/availability_zones'))
    assert.ok(zones.some((zone: object) => JSON.stringify(zone).includes('available')))
  },
  async availability_zone_filter({ demo }) {
    const zones = await answered(demo.get('/availability_zones?resource=router'))
    assert.deepEqual([...new Set(zones.map((zone: { resource: string }) => zone.resource))], ['router'])
  },
  async dhcp_agent_scheduler({ admin, network }) {
    const { id } = await admin.make('/agent_reports', agent('DHCP agent', 'host-3', { availability_zone: 'east' }))
    const listed = await answered(admin.get(`/agents/${id}/dhcp-networks`))
    assert.ok(listed.some((one: { id: string }) => one.id === network.id))
    assert.equal((await answered(admin.get(`/networks/${network.id}/dhcp-agents`)))[0].id, id)
    assert.deepEqual((await answered(admin.get(`/networks/${network.id}`))).availability_zones, ['east'])
  },
  async l3_agent_scheduler({ admin, router }) {
    const { id } = await admin.make('/agent_reports', agent('L3 agent', 'host-3', { availability_zone: 'west' }))
    assert.equal((await answered(admin.get(`/routers/${router.id}/l3-agents`)))[0].id, id)
    assert.deepEqual((await answered(admin.get(`/routers/${router.id}`))).availability_zones, ['west'])
    assert.equal((await admin.delete(`/agents/${id}/l3-routers/${router.id}`)).status, 204)
    assert.deepEqual(await answered(admin.get(`/routers/${router.id}/l3-agents`)), [])
  },
  async flavors({ admin }) {
    const flavor = await admin.make('/flavors', { flavor: { name: 'f', service_type: 'L3_ROUTER_NAT' } })
    const profile = await admin.make('/service_profiles', { service_profile: { metainfo: '{}' } })
    const body = { service_profile: { id: profile.id } }
    await answered(admin.post(`/flavors/${flavor.id}/service_profiles`, body), 201)
    assert.deepEqual((await answered(admin.get(`/flavors/${flavor.id}`))).service_profiles, [profile.id])
  },
  'service-type': async ({ demo }) => {
    const [provider] = await answered(demo.get('/service-providers'))
    assert.equal(provider.service_type, 'L3_ROUTER_NAT')
  },
  async metering({ admin }) {
    const label = await admin.make('/metering/metering-labels', { metering_label: { name: 'l' } })
    const rule = { metering_label_id: label.id, remote_ip_prefix: '10.0.0.0/8', direction: 'ingress' }
    await admin.make('/metering/metering-label-rules', { metering_label_rule: rule })
  },
  async metering_source_and_destination_fields({ admin }) {
    const label = await admin.make('/metering/metering-labels', { metering_label: { name: 'm' } })
    const rule = { metering_label_id: label.id, source_ip_prefix: '10.0.0.0/8', direction: 'egress' }
    const made = await admin.make('/metering/metering-label-rules', { metering_label_rule: rule })
    assert.equal(made.source_ip_prefix, '10.0.0.0/8')
  },
  async logging({ admin }) {
    assert.deepEqual(await answered(admin.get('/log/loggable-resources')), [{ type: 'security_group' }])
    const log = await admin.make('/log/logs', { log: { name: 'l', resource_type: 'security_group' } })
    assert.equal(log.event, 'ALL')
  },
  async trunk(world) {
    const [parent, child] = [await newPort(world), await newPort(world)]
    const sub_ports = [{ port_id: child.id, segmentation_type: 'vlan', segmentation_id: 101 }]
    const trunk = await world.demo.make('/trunks', { trunk: { port_id: parent.id, sub_ports } })
    assert.deepEqual(await answered(world.demo.get(`/trunks/${trunk.id}/get_subports`)), sub_ports)
  },
  'trunk-details': async world => {
    const [parent, child] = [await newPort(world), await newPort(world)]
    const sub_ports = [{ port_id: child.id, segmentation_type: 'vlan', segmentation_id: 101 }]
    const trunk = await world.demo.make('/trunks', { trunk: { port_id: parent.id, sub_ports } })
    const { trunk_details } = await answered(world.demo.get(`/ports/${parent.id}`))
    assert.equal(trunk_details.trunk_id, trunk.id)
    assert.equal(trunk_details.sub_ports[0].mac_address, child.mac_address)
  },
}
