-- Generated from services/net-l3vpn by npm run generate. Do not edit.

create table "net_l3vpn__port" ("id" text not null, "tenant_id" text not null, "name" text, "mac_address" text not null, "admin_state_up" integer, "status" text, "vnic_type" text, "mtu" integer, "vlan_transparency" integer, "profile" text, "device_id" text, "device_owner" text, "host_id" text, "vif_details" text, "vif_type" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn__port__pk" primary key ("id")) strict;

create index "net_l3vpn__port__name__index" on "net_l3vpn__port" ("name", "id");

create index "net_l3vpn__port__mac_address__index" on "net_l3vpn__port" ("mac_address", "id");

create index "net_l3vpn__port__device_id__index" on "net_l3vpn__port" ("device_id", "id");

create index "net_l3vpn__port__host_id__index" on "net_l3vpn__port" ("host_id", "id");

create index "net_l3vpn__port__tenant_id__owner" on "net_l3vpn__port" ("tenant_id", "id");

create table "net_l3vpn__interface" ("id" text not null, "tenant_id" text not null, "name" text, "port_id" text not null, "segmentation_type" text not null, "segmentation_id" integer not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn__interface__pk" primary key ("id"), constraint "net_l3vpn__interface__port_id__fk" foreign key ("port_id") references "net_l3vpn__port" ("id")) strict;

create index "net_l3vpn__interface__name__index" on "net_l3vpn__interface" ("name", "id");

create index "net_l3vpn__interface__port_id__reference" on "net_l3vpn__interface" ("port_id", "id");

create index "net_l3vpn__interface__tenant_id__owner" on "net_l3vpn__interface" ("tenant_id", "id");

create table "net_l3vpn__vpn_service" ("id" text not null, "tenant_id" text not null, "name" text, "description" text, "ipv4_family" text, "ipv6_family" text, "route_distinguishers" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn__vpn_service__pk" primary key ("id")) strict;

create index "net_l3vpn__vpn_service__name__index" on "net_l3vpn__vpn_service" ("name", "id");

create index "net_l3vpn__vpn_service__tenant_id__owner" on "net_l3vpn__vpn_service" ("tenant_id", "id");

create table "net_l3vpn__vpn_binding" ("tenant_id" text not null, "interface_id" text not null, "service_id" text not null, "ipaddress" text, "subnet_prefix" integer, "gateway" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn__vpn_binding__pk" primary key ("interface_id"), constraint "net_l3vpn__vpn_binding__interface_id__fk" foreign key ("interface_id") references "net_l3vpn__interface" ("id"), constraint "net_l3vpn__vpn_binding__service_id__fk" foreign key ("service_id") references "net_l3vpn__vpn_service" ("id")) strict;

create index "net_l3vpn__vpn_binding__service_id__reference" on "net_l3vpn__vpn_binding" ("service_id", "interface_id");

create index "net_l3vpn__vpn_binding__tenant_id__owner" on "net_l3vpn__vpn_binding" ("tenant_id", "interface_id");

create table "net_l3vpn__vpn_af_config" ("tenant_id" text not null, "vrf_rt_value" text not null, "vrf_rt_type" text not null, "import_route_policy" text, "export_route_policy" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn__vpn_af_config__pk" primary key ("vrf_rt_value")) strict;

create index "net_l3vpn__vpn_af_config__tenant_id__owner" on "net_l3vpn__vpn_af_config" ("tenant_id", "vrf_rt_value");

create table "net_l3vpn_bgp_peering" ("id" text not null, "tenant_id" text not null, "name" text, "local_ip_address" text not null, "peer_ip_address" text not null, "as_number" integer not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn_bgp_peering__pk" primary key ("id")) strict;

create index "net_l3vpn_bgp_peering__name__index" on "net_l3vpn_bgp_peering" ("name", "id");

create index "net_l3vpn_bgp_peering__tenant_id__owner" on "net_l3vpn_bgp_peering" ("tenant_id", "id");

create table "net_l3vpn__dataplane_tunnel" ("id" text not null, "tenant_id" text not null, "name" text, "local_tunnel_endpoint" text not null, "remote_tunnel_endpoint" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "net_l3vpn__dataplane_tunnel__pk" primary key ("id")) strict;

create index "net_l3vpn__dataplane_tunnel__name__index" on "net_l3vpn__dataplane_tunnel" ("name", "id");

create index "net_l3vpn__dataplane_tunnel__tenant_id__owner" on "net_l3vpn__dataplane_tunnel" ("tenant_id", "id");
