-- Generated from services/ietf-sfc by npm run generate. Do not edit.

create table "ietf_sfc__port" ("id" text not null, "tenant_id" text not null, "name" text, "mac_address" text not null, "admin_state_up" integer, "status" text, "vnic_type" text, "mtu" integer, "vlan_transparency" integer, "profile" text, "device_id" text, "device_owner" text, "host_id" text, "vif_details" text, "vif_type" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__port__pk" primary key ("id")) strict;

create index "ietf_sfc__port__name__index" on "ietf_sfc__port" ("name", "id");

create index "ietf_sfc__port__mac_address__index" on "ietf_sfc__port" ("mac_address", "id");

create index "ietf_sfc__port__device_id__index" on "ietf_sfc__port" ("device_id", "id");

create index "ietf_sfc__port__host_id__index" on "ietf_sfc__port" ("host_id", "id");

create index "ietf_sfc__port__tenant_id__owner" on "ietf_sfc__port" ("tenant_id", "id");

create table "ietf_sfc__interface" ("id" text not null, "tenant_id" text not null, "name" text, "port_id" text not null, "segmentation_type" text not null, "segmentation_id" integer not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__interface__pk" primary key ("id"), constraint "ietf_sfc__interface__port_id__fk" foreign key ("port_id") references "ietf_sfc__port" ("id")) strict;

create index "ietf_sfc__interface__name__index" on "ietf_sfc__interface" ("name", "id");

create index "ietf_sfc__interface__port_id__reference" on "ietf_sfc__interface" ("port_id", "id");

create index "ietf_sfc__interface__tenant_id__owner" on "ietf_sfc__interface" ("tenant_id", "id");

create table "ietf_sfc__service_function" ("id" text not null, "tenant_id" text not null, "name" text, "description" text, "type" text, "ip_mgmt_address" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__service_function__pk" primary key ("id")) strict;

create index "ietf_sfc__service_function__name__index" on "ietf_sfc__service_function" ("name", "id");

create index "ietf_sfc__service_function__tenant_id__owner" on "ietf_sfc__service_function" ("tenant_id", "id");

create table "ietf_sfc__service_function_forwarder" ("id" text not null, "tenant_id" text not null, "name" text, "description" text, "ip_mgmt_address" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__service_function_forwarder__pk" primary key ("id")) strict;

create index "ietf_sfc__service_function_forwarder__name__index" on "ietf_sfc__service_function_forwarder" ("name", "id");

create index "ietf_sfc__service_function_forwarder__tenant_id__owner" on "ietf_sfc__service_function_forwarder" ("tenant_id", "id");

create table "ietf_sfc__sf_data_plane_locator" ("tenant_id" text not null, "interface_id" text not null, "service_id" text not null, "ipaddress" text, "name" text, "l4_port" integer, "transport" text, "service_function_forwarder" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__sf_data_plane_locator__pk" primary key ("interface_id"), constraint "ietf_sfc__sf_data_plane_locator__interface_id__fk" foreign key ("interface_id") references "ietf_sfc__interface" ("id"), constraint "ietf_sfc__sf_data_plane_locator__service_id__fk" foreign key ("service_id") references "ietf_sfc__service_function" ("id")) strict;

create index "ietf_sfc__sf_data_plane_locator__service_id__reference" on "ietf_sfc__sf_data_plane_locator" ("service_id", "interface_id");

create index "ietf_sfc__sf_data_plane_locator__tenant_id__owner" on "ietf_sfc__sf_data_plane_locator" ("tenant_id", "interface_id");

create table "ietf_sfc__sff_data_plane_locator" ("tenant_id" text not null, "interface_id" text not null, "service_id" text not null, "ipaddress" text, "l4_port" integer, "mac" text, "transport" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__sff_data_plane_locator__pk" primary key ("interface_id"), constraint "ietf_sfc__sff_data_plane_locator__interface_id__fk" foreign key ("interface_id") references "ietf_sfc__interface" ("id"), constraint "ietf_sfc__sff_data_plane_locator__service_id__fk" foreign key ("service_id") references "ietf_sfc__service_function_forwarder" ("id")) strict;

create index "ietf_sfc__sff_data_plane_locator__service_id__reference" on "ietf_sfc__sff_data_plane_locator" ("service_id", "interface_id");

create index "ietf_sfc__sff_data_plane_locator__tenant_id__owner" on "ietf_sfc__sff_data_plane_locator" ("tenant_id", "interface_id");

create table "ietf_sfc__sff_sf_binding" ("id" text not null, "tenant_id" text not null, "name" text, "sf_name" text, "sff_name" text, "sff_dpl_name" text, "sf_dpl_name" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__sff_sf_binding__pk" primary key ("id")) strict;

create unique index "ietf_sfc__sff_sf_binding__tenant_id_sff_dpl_name_sf_dp_091de2fa" on "ietf_sfc__sff_sf_binding" ("tenant_id", "sff_dpl_name", "sf_dpl_name");

create index "ietf_sfc__sff_sf_binding__name__index" on "ietf_sfc__sff_sf_binding" ("name", "id");

create index "ietf_sfc__sff_sf_binding__tenant_id__owner" on "ietf_sfc__sff_sf_binding" ("tenant_id", "id");

create table "ietf_sfc__scl_sff_binding" ("id" text not null, "tenant_id" text not null, "name" text, "sff_name" text, "scl_name" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__scl_sff_binding__pk" primary key ("id")) strict;

create unique index "ietf_sfc__scl_sff_binding__tenant_id_sff_name_scl_name__unique" on "ietf_sfc__scl_sff_binding" ("tenant_id", "sff_name", "scl_name");

create index "ietf_sfc__scl_sff_binding__name__index" on "ietf_sfc__scl_sff_binding" ("name", "id");

create index "ietf_sfc__scl_sff_binding__tenant_id__owner" on "ietf_sfc__scl_sff_binding" ("tenant_id", "id");

create table "ietf_sfc__service_function_classifier" ("id" text not null, "tenant_id" text not null, "name" text, "src_ip" text, "dst_ip" text, "src_mac" text, "dst_mac" text, "l4_port" integer, "service_function_chain" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__service_function_classifier__pk" primary key ("id")) strict;

create index "ietf_sfc__service_function_classifier__name__index" on "ietf_sfc__service_function_classifier" ("name", "id");

create index "ietf_sfc__service_function_classifier__tenant_id__owner" on "ietf_sfc__service_function_classifier" ("tenant_id", "id");

create table "ietf_sfc__service_function_chain" ("id" text not null, "tenant_id" text not null, "name" text, "sfc_service_functions" text, "symmetric" integer, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__service_function_chain__pk" primary key ("id")) strict;

create index "ietf_sfc__service_function_chain__name__index" on "ietf_sfc__service_function_chain" ("name", "id");

create index "ietf_sfc__service_function_chain__tenant_id__owner" on "ietf_sfc__service_function_chain" ("tenant_id", "id");

create table "ietf_sfc__service_function_path" ("id" text not null, "tenant_id" text not null, "name" text, "transport_type" text, "sfc_encapsulation" text, "symmetric" integer, "service_path_hops" text, "service_chain_name" text, "starting_index" integer, "path_id" integer, "context_metadata" text, "variable_metadata" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__service_function_path__pk" primary key ("id")) strict;

create index "ietf_sfc__service_function_path__name__index" on "ietf_sfc__service_function_path" ("name", "id");

create index "ietf_sfc__service_function_path__tenant_id__owner" on "ietf_sfc__service_function_path" ("tenant_id", "id");

create table "ietf_sfc__service_path_hop" ("id" text not null, "tenant_id" text not null, "name" text, "hop_id" integer, "sf_name" text, "sff_name" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "ietf_sfc__service_path_hop__pk" primary key ("id")) strict;

create index "ietf_sfc__service_path_hop__name__index" on "ietf_sfc__service_path_hop" ("name", "id");

create index "ietf_sfc__service_path_hop__tenant_id__owner" on "ietf_sfc__service_path_hop" ("tenant_id", "id");
