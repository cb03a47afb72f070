/** Policy files of a running Neutron are taken as they are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadModels } from '../read/load.ts'
import { applyPolicies } from './apply.ts'

const rules = {
  context_is_admin: 'role:admin or role:cloud_admin',
  owner: 'tenant_id:%(tenant_id)s',
  shared: 'field:networks:shared=True',
  external: 'field:networks:router:external=True',
  network_owner: 'tenant_id:%(network:tenant_id)s',
  network_device: 'field:port:device_owner=~^network:',
  sg_owner: 'tenant_id:%(security_group:tenant_id)s',
  ext_parent_owner: 'tenant_id:%(ext_parent:tenant_id)s',
  restrict_wildcard:
    '(not field:rbac_policy:target_tenant=* and not field:rbac_policy:target_project=*) or rule:admin_only',
}

const names = `create_network create_network:shared create_network:router:external create_network:provider:network_type
get_network get_network:provider:segmentation_id update_network delete_network create_network:port_security_enabled
create_subnet create_subnet:segment_id get_subnet update_subnet:service_types delete_subnet create_subnetpool:is_default
create_address_scope:shared create_port create_port:device_owner create_port:mac_address create_port:fixed_ips
create_port:fixed_ips:ip_address create_port:fixed_ips:subnet_id create_port:binding:host_id create_port:allowed_address_pairs
get_port:binding:vif_type get_port:resource_request update_port:data_plane_status delete_port create_router create_router:ha
create_router:external_gateway_info:enable_snat get_router add_router_interface remove_router_interface create_floatingip
create_floatingip:floating_ip_address create_floatingip_port_forwarding create_router_conntrack_helper create_security_group
delete_security_group_rule get_address_group create_rbac_policy:target_tenant get_quota update_quota create_policy
update_policy_bandwidth_limit_rule create_trunk add_subports get_subports get_agent get_l3-agents create_l3-router
get_network_ip_availability create_flavor_service_profile get_availability_zone create_metering_label create_log
get_auto_allocated_topology create_network_segment_range create_local_ip_port_association get_service_provider`.split(
  /\s+/,
)

const { services } = await loadModels([new URL('../../../../services', import.meta.url).pathname])

test("applyPolicies() takes the names and rules of Neutron's own policy files", () => {
  const file = { ...rules, ...Object.fromEntries(names.map(name => [name, 'rule:admin_only'])) }
  const result = applyPolicies(services, file)
  assert.deepEqual(result.ok ? [] : result.faults.map(fault => fault.message), [])
})

test('applyPolicies() gives each name of a file a meaning of its own', () => {
  for (const name of names) {
    const result = applyPolicies(services, { [name]: 'role:nobody_else' })
    assert.ok(result.ok && JSON.stringify(result.value).includes('nobody_else'), name)
  }
})
