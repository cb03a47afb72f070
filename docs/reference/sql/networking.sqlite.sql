-- Generated from services/networking by npm run generate. Do not edit.

create table "networking__address_group" ("id" text not null, "project_id" text not null, "name" text, "addresses" text, "shared_with" text, "description" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__address_group__pk" primary key ("id")) strict;

create index "networking__address_group__name__index" on "networking__address_group" ("name", "id");

create index "networking__address_group__project_id__owner" on "networking__address_group" ("project_id", "id");

create table "networking__agent" ("id" text not null, "agent_type" text, "binary" text, "topic" text, "host" text, "admin_state_up" integer, "description" text, "availability_zone" text, "configurations" text, "created_at" text, "started_at" text, "heartbeat_timestamp" text, "resources_synced" integer, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__agent__pk" primary key ("id")) strict;

create unique index "networking__agent__agent_type_host__unique" on "networking__agent" ("agent_type", "host");

create index "networking__agent__agent_type__index" on "networking__agent" ("agent_type", "id");

create index "networking__agent__host__index" on "networking__agent" ("host", "id");

create table "networking__hosted_network" ("id" text not null, "agent_id" text not null, "network_id" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__hosted_network__pk" primary key ("id"), constraint "networking__hosted_network__agent_id__fk" foreign key ("agent_id") references "networking__agent" ("id"), constraint "networking__hosted_network__network_id__fk" foreign key ("network_id") references "networking__network" ("id")) strict;

create unique index "networking__hosted_network__agent_id_network_id__unique" on "networking__hosted_network" ("agent_id", "network_id");

create index "networking__hosted_network__network_id__reference" on "networking__hosted_network" ("network_id", "id");

create table "networking__hosted_router" ("id" text not null, "agent_id" text not null, "router_id" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__hosted_router__pk" primary key ("id"), constraint "networking__hosted_router__agent_id__fk" foreign key ("agent_id") references "networking__agent" ("id"), constraint "networking__hosted_router__router_id__fk" foreign key ("router_id") references "networking__router" ("id")) strict;

create unique index "networking__hosted_router__agent_id_router_id__unique" on "networking__hosted_router" ("agent_id", "router_id");

create index "networking__hosted_router__router_id__reference" on "networking__hosted_router" ("router_id", "id");

create table "networking__flavor" ("id" text not null, "name" text, "description" text, "service_type" text not null, "enabled" integer, "service_profiles" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__flavor__pk" primary key ("id")) strict;

create table "networking__flavor__service_profiles__elements" ("_id" text not null, "value" text) strict;

create index "networking__flavor__service_profiles__elements__values" on "networking__flavor__service_profiles__elements" ("value", "_id");

create table "networking__service_profile" ("id" text not null, "description" text, "driver" text, "enabled" integer, "metainfo" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__service_profile__pk" primary key ("id")) strict;

create table "networking__floating_ip" ("id" text not null, "project_id" text not null, "floating_network_id" text not null, "floating_ip_address" text, "subnet_id" text, "port_id" text, "fixed_ip_address" text, "router_id" text, "status" text, "dns_name" text, "dns_domain" text, "qos_policy_id" text, "floating_port_id" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__floating_ip__pk" primary key ("id"), constraint "networking__floating_ip__floating_network_id__fk" foreign key ("floating_network_id") references "networking__network" ("id"), constraint "networking__floating_ip__port_id__fk" foreign key ("port_id") references "networking__port" ("id"), constraint "networking__floating_ip__router_id__fk" foreign key ("router_id") references "networking__router" ("id"), constraint "networking__floating_ip__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create index "networking__floating_ip__floating_ip_address__index" on "networking__floating_ip" ("floating_ip_address", "id");

create index "networking__floating_ip__fixed_ip_address__index" on "networking__floating_ip" ("fixed_ip_address", "id");

create index "networking__floating_ip__floating_network_id__reference" on "networking__floating_ip" ("floating_network_id", "id");

create index "networking__floating_ip__port_id__reference" on "networking__floating_ip" ("port_id", "id");

create index "networking__floating_ip__router_id__reference" on "networking__floating_ip" ("router_id", "id");

create index "networking__floating_ip__qos_policy_id__reference" on "networking__floating_ip" ("qos_policy_id", "id");

create index "networking__floating_ip__project_id__owner" on "networking__floating_ip" ("project_id", "id");

create table "networking__port_forwarding" ("id" text not null, "project_id" text not null, "floatingip_id" text not null, "external_port" integer, "external_port_range" text, "protocol" text not null, "internal_port_id" text not null, "internal_ip_address" text not null, "internal_port" integer, "internal_port_range" text, "description" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__port_forwarding__pk" primary key ("id"), constraint "networking__port_forwarding__floatingip_id__fk" foreign key ("floatingip_id") references "networking__floating_ip" ("id"), constraint "networking__port_forwarding__internal_port_id__fk" foreign key ("internal_port_id") references "networking__port" ("id")) strict;

create index "networking__port_forwarding__floatingip_id__reference" on "networking__port_forwarding" ("floatingip_id", "id");

create index "networking__port_forwarding__internal_port_id__reference" on "networking__port_forwarding" ("internal_port_id", "id");

create index "networking__port_forwarding__project_id__owner" on "networking__port_forwarding" ("project_id", "id");

create table "networking__local_ip" ("id" text not null, "project_id" text not null, "name" text, "local_port_id" text, "network_id" text, "local_ip_address" text, "ip_mode" text, "description" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__local_ip__pk" primary key ("id"), constraint "networking__local_ip__local_port_id__fk" foreign key ("local_port_id") references "networking__port" ("id"), constraint "networking__local_ip__network_id__fk" foreign key ("network_id") references "networking__network" ("id")) strict;

create index "networking__local_ip__name__index" on "networking__local_ip" ("name", "id");

create index "networking__local_ip__local_ip_address__index" on "networking__local_ip" ("local_ip_address", "id");

create index "networking__local_ip__local_port_id__reference" on "networking__local_ip" ("local_port_id", "id");

create index "networking__local_ip__network_id__reference" on "networking__local_ip" ("network_id", "id");

create index "networking__local_ip__project_id__owner" on "networking__local_ip" ("project_id", "id");

create table "networking__local_ip_port_association" ("local_ip" text not null, "fixed_port_id" text not null, "fixed_ip" text, "local_ip_address" text, "project_id" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__local_ip_port_association__pk" primary key ("local_ip", "fixed_port_id"), constraint "networking__local_ip_port_association__local_ip__fk" foreign key ("local_ip") references "networking__local_ip" ("id"), constraint "networking__local_ip_port_association__fixed_port_id__fk" foreign key ("fixed_port_id") references "networking__port" ("id")) strict;

create index "networking__local_ip_port_association__fixed_ip__index" on "networking__local_ip_port_association" ("fixed_ip", "local_ip", "fixed_port_id");

create index "networking__local_ip_port_association__project_id__index" on "networking__local_ip_port_association" ("project_id", "local_ip", "fixed_port_id");

create index "networking__local_ip_port_association__fixed_port_id__reference" on "networking__local_ip_port_association" ("fixed_port_id", "local_ip");

create table "networking__log" ("id" text not null, "project_id" text not null, "name" text, "resource_type" text not null, "resource_id" text, "target_id" text, "event" text, "enabled" integer, "description" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__log__pk" primary key ("id"), constraint "networking__log__resource_id__fk" foreign key ("resource_id") references "networking__security_group" ("id"), constraint "networking__log__target_id__fk" foreign key ("target_id") references "networking__port" ("id")) strict;

create index "networking__log__resource_id__reference" on "networking__log" ("resource_id", "id");

create index "networking__log__target_id__reference" on "networking__log" ("target_id", "id");

create index "networking__log__project_id__owner" on "networking__log" ("project_id", "id");

create table "networking__metering_label" ("id" text not null, "project_id" text not null, "name" text, "description" text, "shared" integer, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__metering_label__pk" primary key ("id")) strict;

create index "networking__metering_label__project_id__owner" on "networking__metering_label" ("project_id", "id");

create table "networking__metering_label_rule" ("id" text not null, "project_id" text, "metering_label_id" text not null, "direction" text not null, "remote_ip_prefix" text, "source_ip_prefix" text, "destination_ip_prefix" text, "excluded" integer, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__metering_label_rule__pk" primary key ("id"), constraint "networking__metering_label_rule__metering_label_id__fk" foreign key ("metering_label_id") references "networking__metering_label" ("id")) strict;

create index "networking__metering_label_rule__metering_label_id__reference" on "networking__metering_label_rule" ("metering_label_id", "id");

create index "networking__metering_label_rule__project_id__owner" on "networking__metering_label_rule" ("project_id", "id");

create table "networking__network" ("id" text not null, "project_id" text not null, "name" text, "admin_state_up" integer, "status" text, "mtu" integer, "subnets" text, "port_security_enabled" integer, "qos_policy_id" text, "dns_domain" text, "is_default" integer, "availability_zone_hints" text, "ipv4_address_scope" text, "ipv6_address_scope" text, "l2_adjacency" integer, "provider:network_type" text, "provider:physical_network" text, "provider:segmentation_id" integer, "shared_with" text, "external_for" text, "auto_allocated_for" text, "auto_allocated_router" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__network__pk" primary key ("id"), constraint "networking__network__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__network__auto_allocated_for__unique" on "networking__network" ("auto_allocated_for");

create index "networking__network__name__index" on "networking__network" ("name", "id");

create index "networking__network__is_default__index" on "networking__network" ("is_default", "id");

create index "networking__network__qos_policy_id__reference" on "networking__network" ("qos_policy_id", "id");

create index "networking__network__project_id__owner" on "networking__network" ("project_id", "id");

create table "networking__network__external_for__external_target__elements" ("_id" text not null, "value" text) strict;

create index "networking__network__external_for__external_target__el_3de3964b" on "networking__network__external_for__external_target__elements" ("value", "_id");

create table "networking__project_name" ("id" text not null, "name" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__project_name__pk" primary key ("id")) strict;

create table "networking__port" ("id" text not null, "project_id" text not null, "name" text, "network_id" text not null, "network_project_id" text, "shared_with" text, "device_kind" text, "mac_address" text, "admin_state_up" integer, "status" text, "device_id" text, "device_owner" text, "fixed_ips" text, "ip_allocation" text, "security_groups" text, "port_security_enabled" integer, "allowed_address_pairs" text, "extra_dhcp_opts" text, "qos_policy_id" text, "binding:host_id" text, "binding:vnic_type" text, "binding:profile" text, "binding:vif_type" text, "binding:vif_details" text, "propagate_uplink_status" integer, "data_plane_status" text, "numa_affinity_policy" text, "device_profile" text, "dns_name" text, "dns_domain" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__port__pk" primary key ("id"), constraint "networking__port__network_id__fk" foreign key ("network_id") references "networking__network" ("id"), constraint "networking__port__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__port__network_id_mac_address__unique" on "networking__port" ("network_id", "mac_address");

create index "networking__port__name__index" on "networking__port" ("name", "id");

create index "networking__port__network_project_id__index" on "networking__port" ("network_project_id", "id");

create index "networking__port__device_id__index" on "networking__port" ("device_id", "id");

create index "networking__port__network_id_device_owner__index" on "networking__port" ("network_id", "device_owner", "id");

create index "networking__port__binding_host_id__index_cce9b186" on "networking__port" ("binding:host_id", "id");

create index "networking__port__qos_policy_id__reference" on "networking__port" ("qos_policy_id", "id");

create index "networking__port__project_id__owner" on "networking__port" ("project_id", "id");

create table "networking__port__fixed_ips__address__elements" ("_id" text not null, "subnet_id" text, "ip_address" text) strict;

create unique index "networking__port__fixed_ips__address__elements__values" on "networking__port__fixed_ips__address__elements" ("subnet_id", "ip_address");

create table "networking__port__fixed_ips__ip__elements" ("_id" text not null, "ip_address" text) strict;

create index "networking__port__fixed_ips__ip__elements__values" on "networking__port__fixed_ips__ip__elements" ("ip_address", "_id");

create table "networking__port__security_groups__security_group__elements" ("_id" text not null, "value" text) strict;

create index "networking__port__security_groups__security_group__ele_82ac76e9" on "networking__port__security_groups__security_group__elements" ("value", "_id");

create table "networking__port_binding" ("port_id" text not null, "host" text not null, "project_id" text not null, "vif_type" text, "vif_details" text, "vnic_type" text, "profile" text, "status" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__port_binding__pk" primary key ("port_id", "host"), constraint "networking__port_binding__port_id__fk" foreign key ("port_id") references "networking__port" ("id")) strict;

create index "networking__port_binding__project_id__owner" on "networking__port_binding" ("project_id", "port_id", "host");

create table "networking__qos_policy" ("id" text not null, "project_id" text not null, "name" text, "is_default" integer, "shared_with" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__qos_policy__pk" primary key ("id")) strict;

create index "networking__qos_policy__name__index" on "networking__qos_policy" ("name", "id");

create index "networking__qos_policy__project_id__owner" on "networking__qos_policy" ("project_id", "id");

create table "networking__qos_bandwidth_limit_rule" ("id" text not null, "project_id" text, "qos_policy_id" text not null, "shared_with" text, "max_kbps" integer not null, "max_burst_kbps" integer, "direction" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__qos_bandwidth_limit_rule__pk" primary key ("id"), constraint "networking__qos_bandwidth_limit_rule__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__qos_bandwidth_limit_rule__qos_policy_id_di_6be36a12" on "networking__qos_bandwidth_limit_rule" ("qos_policy_id", "direction");

create index "networking__qos_bandwidth_limit_rule__project_id__owner" on "networking__qos_bandwidth_limit_rule" ("project_id", "id");

create table "networking__qos_dscp_marking_rule" ("id" text not null, "project_id" text, "qos_policy_id" text not null, "shared_with" text, "dscp_mark" integer not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__qos_dscp_marking_rule__pk" primary key ("id"), constraint "networking__qos_dscp_marking_rule__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__qos_dscp_marking_rule__qos_policy_id__unique" on "networking__qos_dscp_marking_rule" ("qos_policy_id");

create index "networking__qos_dscp_marking_rule__project_id__owner" on "networking__qos_dscp_marking_rule" ("project_id", "id");

create table "networking__qos_minimum_bandwidth_rule" ("id" text not null, "project_id" text, "qos_policy_id" text not null, "shared_with" text, "min_kbps" integer not null, "direction" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__qos_minimum_bandwidth_rule__pk" primary key ("id"), constraint "networking__qos_minimum_bandwidth_rule__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__qos_minimum_bandwidth_rule__qos_policy_id__ce7d814f" on "networking__qos_minimum_bandwidth_rule" ("qos_policy_id", "direction");

create index "networking__qos_minimum_bandwidth_rule__project_id__owner" on "networking__qos_minimum_bandwidth_rule" ("project_id", "id");

create table "networking__qos_packet_rate_limit_rule" ("id" text not null, "project_id" text, "qos_policy_id" text not null, "shared_with" text, "max_kpps" integer not null, "max_burst_kpps" integer, "direction" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__qos_packet_rate_limit_rule__pk" primary key ("id"), constraint "networking__qos_packet_rate_limit_rule__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__qos_packet_rate_limit_rule__qos_policy_id__d1dfa6d0" on "networking__qos_packet_rate_limit_rule" ("qos_policy_id", "direction");

create index "networking__qos_packet_rate_limit_rule__project_id__owner" on "networking__qos_packet_rate_limit_rule" ("project_id", "id");

create table "networking__qos_minimum_packet_rate_rule" ("id" text not null, "project_id" text, "qos_policy_id" text not null, "shared_with" text, "min_kpps" integer not null, "direction" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__qos_minimum_packet_rate_rule__pk" primary key ("id"), constraint "networking__qos_minimum_packet_rate_rule__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create unique index "networking__qos_minimum_packet_rate_rule__qos_policy_i_63c6404d" on "networking__qos_minimum_packet_rate_rule" ("qos_policy_id", "direction");

create index "networking__qos_minimum_packet_rate_rule__project_id__owner" on "networking__qos_minimum_packet_rate_rule" ("project_id", "id");

create table "networking__quota_limits" ("network" integer, "subnet" integer, "subnetpool" integer, "port" integer, "router" integer, "floatingip" integer, "rbac_policy" integer, "security_group" integer, "security_group_rule" integer, "trunk" integer, "project_id" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__quota_limits__pk" primary key ("project_id")) strict;

create table "networking__rbac_policy" ("id" text not null, "project_id" text not null, "object_type" text not null, "object_id" text not null, "action" text not null, "target_tenant" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__rbac_policy__pk" primary key ("id")) strict;

create unique index "networking__rbac_policy__object_id_action_target_tenant__unique" on "networking__rbac_policy" ("object_id", "action", "target_tenant");

create index "networking__rbac_policy__target_tenant__index" on "networking__rbac_policy" ("target_tenant", "id");

create index "networking__rbac_policy__project_id__owner" on "networking__rbac_policy" ("project_id", "id");

create table "networking__router" ("id" text not null, "project_id" text not null, "name" text, "admin_state_up" integer, "status" text, "external_gateway_info" text, "routes" text, "distributed" integer, "ha" integer, "availability_zone_hints" text, "flavor_id" text, "enable_ndp_proxy" integer, "own_rules" text, "gw_port_id" text, "qos_policy_id" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__router__pk" primary key ("id"), constraint "networking__router__flavor_id__fk" foreign key ("flavor_id") references "networking__flavor" ("id"), constraint "networking__router__qos_policy_id__fk" foreign key ("qos_policy_id") references "networking__qos_policy" ("id")) strict;

create index "networking__router__name__index" on "networking__router" ("name", "id");

create index "networking__router__flavor_id__reference" on "networking__router" ("flavor_id", "id");

create index "networking__router__qos_policy_id__reference" on "networking__router" ("qos_policy_id", "id");

create index "networking__router__project_id__owner" on "networking__router" ("project_id", "id");

create table "networking__conntrack_helper" ("id" text not null, "project_id" text not null, "router_id" text not null, "protocol" text not null, "port" integer not null, "helper" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__conntrack_helper__pk" primary key ("id"), constraint "networking__conntrack_helper__router_id__fk" foreign key ("router_id") references "networking__router" ("id")) strict;

create unique index "networking__conntrack_helper__router_id_protocol_port__4377c265" on "networking__conntrack_helper" ("router_id", "protocol", "port", "helper");

create index "networking__conntrack_helper__project_id__owner" on "networking__conntrack_helper" ("project_id", "id");

create table "networking__ndp_proxy" ("id" text not null, "project_id" text not null, "name" text, "router_id" text not null, "port_id" text not null, "ip_address" text, "description" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__ndp_proxy__pk" primary key ("id"), constraint "networking__ndp_proxy__router_id__fk" foreign key ("router_id") references "networking__router" ("id"), constraint "networking__ndp_proxy__port_id__fk" foreign key ("port_id") references "networking__port" ("id")) strict;

create index "networking__ndp_proxy__name__index" on "networking__ndp_proxy" ("name", "id");

create index "networking__ndp_proxy__router_id__reference" on "networking__ndp_proxy" ("router_id", "id");

create index "networking__ndp_proxy__port_id__reference" on "networking__ndp_proxy" ("port_id", "id");

create index "networking__ndp_proxy__project_id__owner" on "networking__ndp_proxy" ("project_id", "id");

create table "networking__security_group" ("id" text not null, "project_id" text not null, "name" text, "stateful" integer, "rules_changed" integer, "shared_with" text, "default_of" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__security_group__pk" primary key ("id")) strict;

create unique index "networking__security_group__default_of__unique" on "networking__security_group" ("default_of");

create index "networking__security_group__name__index" on "networking__security_group" ("name", "id");

create index "networking__security_group__project_id__owner" on "networking__security_group" ("project_id", "id");

create table "networking__security_group_rule" ("id" text not null, "project_id" text not null, "description" text, "security_group_id" text not null, "direction" text not null, "ethertype" text, "protocol" text, "port_range_min" integer, "port_range_max" integer, "remote_ip_prefix" text, "normalized_cidr" text, "remote_group_id" text, "remote_address_group_id" text, "group_project_id" text, "meaning" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__security_group_rule__pk" primary key ("id"), constraint "networking__security_group_rule__security_group_id__fk" foreign key ("security_group_id") references "networking__security_group" ("id"), constraint "networking__security_group_rule__remote_group_id__fk" foreign key ("remote_group_id") references "networking__security_group" ("id"), constraint "networking__security_group_rule__remote_address_group_id__fk" foreign key ("remote_address_group_id") references "networking__address_group" ("id")) strict;

create unique index "networking__security_group_rule__meaning__unique" on "networking__security_group_rule" ("meaning");

create index "networking__security_group_rule__group_project_id__index" on "networking__security_group_rule" ("group_project_id", "id");

create index "networking__security_group_rule__security_group_id__reference" on "networking__security_group_rule" ("security_group_id", "id");

create index "networking__security_group_rule__remote_group_id__reference" on "networking__security_group_rule" ("remote_group_id", "id");

create index "networking__security_group_rule__remote_address_group__ac4f4061" on "networking__security_group_rule" ("remote_address_group_id", "id");

create index "networking__security_group_rule__project_id__owner" on "networking__security_group_rule" ("project_id", "id");

create table "networking__segment" ("id" text not null, "network_id" text not null, "name" text, "description" text, "network_type" text not null, "physical_network" text, "segmentation_id" integer, "position" integer, "allocation" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__segment__pk" primary key ("id"), constraint "networking__segment__network_id__fk" foreign key ("network_id") references "networking__network" ("id")) strict;

create unique index "networking__segment__allocation__unique" on "networking__segment" ("allocation");

create index "networking__segment__network_type_physical_network_seg_2811e7fd" on "networking__segment" ("network_type", "physical_network", "segmentation_id", "id");

create index "networking__segment__network_id__reference" on "networking__segment" ("network_id", "id");

create table "networking__network_segment_range" ("id" text not null, "project_id" text, "name" text, "default" integer, "shared" integer, "network_type" text not null, "physical_network" text, "minimum" integer not null, "maximum" integer not null, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__network_segment_range__pk" primary key ("id")) strict;

create index "networking__network_segment_range__name__index" on "networking__network_segment_range" ("name", "id");

create index "networking__network_segment_range__network_type__index" on "networking__network_segment_range" ("network_type", "id");

create index "networking__network_segment_range__project_id__owner" on "networking__network_segment_range" ("project_id", "id");

create table "networking__subnet_pool" ("id" text not null, "project_id" text not null, "name" text, "prefixes" text not null, "ip_version" integer, "default_prefixlen" integer, "min_prefixlen" integer, "max_prefixlen" integer, "default_quota" integer, "is_default" integer, "address_scope_id" text, "shared_with" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__subnet_pool__pk" primary key ("id"), constraint "networking__subnet_pool__address_scope_id__fk" foreign key ("address_scope_id") references "networking__address_scope" ("id")) strict;

create index "networking__subnet_pool__name__index" on "networking__subnet_pool" ("name", "id");

create index "networking__subnet_pool__is_default__index" on "networking__subnet_pool" ("is_default", "id");

create index "networking__subnet_pool__address_scope_id__reference" on "networking__subnet_pool" ("address_scope_id", "id");

create index "networking__subnet_pool__project_id__owner" on "networking__subnet_pool" ("project_id", "id");

create table "networking__address_scope" ("id" text not null, "project_id" text not null, "name" text, "ip_version" integer not null, "shared_with" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__address_scope__pk" primary key ("id")) strict;

create index "networking__address_scope__name__index" on "networking__address_scope" ("name", "id");

create index "networking__address_scope__project_id__owner" on "networking__address_scope" ("project_id", "id");

create table "networking__subnet" ("id" text not null, "project_id" text not null, "name" text, "network_id" text not null, "ip_version" integer not null, "subnetpool_id" text, "cidr" text, "gateway_ip" text, "allocation_pools" text, "dns_nameservers" text, "host_routes" text, "enable_dhcp" integer, "ipv6_ra_mode" text, "ipv6_address_mode" text, "service_types" text, "dns_publish_fixed_ip" integer, "segment_id" text, "network_project_id" text, "shared_with" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__subnet__pk" primary key ("id"), constraint "networking__subnet__network_id__fk" foreign key ("network_id") references "networking__network" ("id"), constraint "networking__subnet__subnetpool_id__fk" foreign key ("subnetpool_id") references "networking__subnet_pool" ("id"), constraint "networking__subnet__segment_id__fk" foreign key ("segment_id") references "networking__segment" ("id")) strict;

create index "networking__subnet__name__index" on "networking__subnet" ("name", "id");

create index "networking__subnet__network_id__reference" on "networking__subnet" ("network_id", "id");

create index "networking__subnet__subnetpool_id__reference" on "networking__subnet" ("subnetpool_id", "id");

create index "networking__subnet__segment_id__reference" on "networking__subnet" ("segment_id", "id");

create index "networking__subnet__project_id__owner" on "networking__subnet" ("project_id", "id");

create table "networking__tenant_policy" ("id" text not null, "project_id" text not null, "priority" integer not null, "source" text not null, "source_port" integer, "destination" text not null, "destination_port" integer, "protocol" text, "action" text not null, "nexthops" text, "configured" integer, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__tenant_policy__pk" primary key ("id")) strict;

create unique index "networking__tenant_policy__project_id_priority__unique" on "networking__tenant_policy" ("project_id", "priority");

create index "networking__tenant_policy__project_id__owner" on "networking__tenant_policy" ("project_id", "id");

create table "networking__trunk" ("id" text not null, "project_id" text not null, "name" text, "admin_state_up" integer, "port_id" text not null, "status" text, "sub_ports" text, "description" text, "tags" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "networking__trunk__pk" primary key ("id"), constraint "networking__trunk__port_id__fk" foreign key ("port_id") references "networking__port" ("id")) strict;

create unique index "networking__trunk__port_id__unique" on "networking__trunk" ("port_id");

create index "networking__trunk__name__index" on "networking__trunk" ("name", "id");

create index "networking__trunk__project_id__owner" on "networking__trunk" ("project_id", "id");

create table "networking__trunk__sub_ports__sub_port__elements" ("_id" text not null, "port_id" text) strict;

create unique index "networking__trunk__sub_ports__sub_port__elements__values" on "networking__trunk__sub_ports__sub_port__elements" ("port_id");
