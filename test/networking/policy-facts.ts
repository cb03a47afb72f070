/**
 * The names of Neutron's policies (of the release Zed), each with the people whom it lets through: those whom Neutron's new defaults
 * let through, and besides them
 * - administrators, everywhere, as the older defaults beside them have it;
 * - who owns a network, for the ports that others have on it: sees and deletes them;
 * - with whom a QoS policy or a security group is shared, for reading it;
 * - the role `advsvc`, for creating ports;
 * - everyone, for what belongs to nobody: flavors, availability zones, sorts of QoS rules.
 * The owner of a network needs the role `member` for changes, which Neutron does not ask of him.
 */
export const facts: readonly (readonly [who: string, names: string])[] = [
  [
    'admin member reader shared',
    `get_address_group get_address_scope get_policy get_policy_bandwidth_limit_rule get_policy_packet_rate_limit_rule
    get_policy_dscp_marking_rule get_policy_minimum_bandwidth_rule get_policy_minimum_packet_rate_rule
    get_security_group get_subnet get_subnetpool`,
  ],
  [
    'admin member',
    `create_address_scope update_address_scope delete_address_scope delete_auto_allocated_topology create_floatingip
    update_floatingip delete_floatingip create_floatingip_port_forwarding update_floatingip_port_forwarding
    delete_floatingip_port_forwarding create_router_conntrack_helper update_router_conntrack_helper
    delete_router_conntrack_helper create_local_ip update_local_ip delete_local_ip create_local_ip_port_association
    delete_local_ip_port_association create_ndp_proxy update_ndp_proxy delete_ndp_proxy create_network
    create_network:port_security_enabled update_network update_network:port_security_enabled delete_network
    create_rbac_policy update_rbac_policy delete_rbac_policy create_router create_router:external_gateway_info
    create_router:external_gateway_info:network_id update_router update_router:external_gateway_info
    update_router:external_gateway_info:network_id delete_router add_router_interface remove_router_interface
    add_extraroutes remove_extraroutes create_security_group update_security_group delete_security_group
    create_security_group_rule delete_security_group_rule create_subnetpool update_subnetpool delete_subnetpool
    onboard_network_subnets add_prefixes remove_prefixes create_trunk update_trunk delete_trunk add_subports
    remove_subports`,
  ],
  [
    'admin',
    `create_address_scope:shared update_address_scope:shared get_agent update_agent delete_agent create_dhcp-network
    get_dhcp-networks delete_dhcp-network create_l3-router get_l3-routers delete_l3-router get_dhcp-agents
    get_l3-agents create_flavor update_flavor delete_flavor create_service_profile get_service_profile
    update_service_profile delete_service_profile create_flavor_service_profile delete_flavor_service_profile
    create_floatingip:floating_ip_address get_loggable_resource create_log get_log update_log delete_log
    create_metering_label delete_metering_label create_metering_label_rule delete_metering_label_rule
    create_network:shared create_network:router:external create_network:is_default create_network:segments
    create_network:provider:network_type create_network:provider:physical_network
    create_network:provider:segmentation_id get_network:segments get_network:provider:network_type
    get_network:provider:physical_network get_network:provider:segmentation_id update_network:segments
    update_network:shared update_network:provider:network_type update_network:provider:physical_network
    update_network:provider:segmentation_id update_network:router:external update_network:is_default
    get_network_ip_availability create_network_segment_range get_network_segment_range update_network_segment_range
    delete_network_segment_range create_port:binding:host_id create_port:binding:profile get_port:binding:vif_type
    get_port:binding:vif_details get_port:binding:host_id get_port:binding:profile get_port:resource_request
    update_port:binding:host_id update_port:binding:profile create_policy update_policy delete_policy
    create_policy_bandwidth_limit_rule update_policy_bandwidth_limit_rule delete_policy_bandwidth_limit_rule
    create_policy_packet_rate_limit_rule update_policy_packet_rate_limit_rule delete_policy_packet_rate_limit_rule
    create_policy_dscp_marking_rule update_policy_dscp_marking_rule delete_policy_dscp_marking_rule
    create_policy_minimum_bandwidth_rule update_policy_minimum_bandwidth_rule delete_policy_minimum_bandwidth_rule
    create_policy_minimum_packet_rate_rule update_policy_minimum_packet_rate_rule
    delete_policy_minimum_packet_rate_rule update_alias_bandwidth_limit_rule delete_alias_bandwidth_limit_rule
    update_alias_dscp_marking_rule delete_alias_dscp_marking_rule update_alias_minimum_bandwidth_rule
    delete_alias_minimum_bandwidth_rule update_alias_minimum_packet_rate_rule delete_alias_minimum_packet_rate_rule
    update_quota delete_quota create_rbac_policy:target_tenant update_rbac_policy:target_tenant
    create_router:distributed create_router:ha create_router:external_gateway_info:enable_snat
    create_router:external_gateway_info:external_fixed_ips get_router:distributed get_router:ha
    update_router:distributed update_router:ha update_router:external_gateway_info:enable_snat
    update_router:external_gateway_info:external_fixed_ips create_segment get_segment update_segment delete_segment
    create_subnet:segment_id create_subnet:service_types get_subnet:segment_id update_subnet:segment_id
    update_subnet:service_types create_subnetpool:shared create_subnetpool:is_default update_subnetpool:is_default`,
  ],
  [
    'admin member reader',
    `get_auto_allocated_topology get_floatingip get_floatingip_pool get_floatingip_port_forwarding
    get_router_conntrack_helper get_local_ip get_local_ip_port_association get_metering_label
    get_metering_label_rule get_ndp_proxy get_rbac_policy get_router get_trunk get_subports`,
  ],
  [
    'everyone',
    `get_availability_zone get_flavor get_alias_bandwidth_limit_rule get_alias_dscp_marking_rule
    get_alias_minimum_bandwidth_rule get_alias_minimum_packet_rate_rule get_service_provider`,
  ],
  ['admin member reader shared external advsvc', 'get_network get_network:router:external'],
  ['admin member advsvc', 'create_port update_port'],
  [
    'admin advsvc onOwnNetwork',
    `create_port:device_owner create_port:mac_address create_port:port_security_enabled update_port:device_owner
    update_port:fixed_ips update_port:fixed_ips:ip_address update_port:fixed_ips:subnet_id
    update_port:port_security_enabled`,
  ],
  [
    'admin advsvc onOwnNetwork onSharedNetwork',
    'create_port:fixed_ips create_port:fixed_ips:ip_address create_port:fixed_ips:subnet_id',
  ],
  ['admin member advsvc onOwnNetwork onSharedNetwork', 'create_port:binding:vnic_type update_port:binding:vnic_type'],
  [
    'admin onOwnNetwork',
    `create_port:allowed_address_pairs create_port:allowed_address_pairs:mac_address
    create_port:allowed_address_pairs:ip_address update_port:allowed_address_pairs
    update_port:allowed_address_pairs:mac_address update_port:allowed_address_pairs:ip_address`,
  ],
  ['admin member reader networkOwner networkReader advsvc', 'get_port'],
  ['admin advsvc', 'update_port:mac_address'],
  ['admin member networkOwner advsvc', 'delete_port'],
  ['admin member reader groupOwner', 'get_security_group_rule'],
  ['admin member networkOwner', 'create_subnet update_subnet delete_subnet'],
]
