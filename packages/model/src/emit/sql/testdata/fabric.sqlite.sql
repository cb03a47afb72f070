-- Generated from services/fabric by npm run generate. Do not edit.

create table "fabric_ports" ("id" text not null, "tenant_id" text not null, "name" text, "mac_address" text not null, "admin_state_up" integer, "mtu" integer, "status" text, "device_id" text, "host_id" text, "vif_type" text, "vif_details" text, "secret" text, "label" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "fabric_ports__pk" primary key ("id")) strict;

create unique index "fabric_ports__mac_per_tenant__unique" on "fabric_ports" ("tenant_id", "mac_address");

create index "fabric_ports__by_device__index" on "fabric_ports" ("device_id", "_created");

create index "fabric_ports__tenant_id__owner" on "fabric_ports" ("tenant_id", "id");

create table "fabric_interfaces" ("id" text not null, "tenant_id" text not null, "port_id" text not null, "segmentation_id" integer, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "fabric_interfaces__pk" primary key ("id"), constraint "fabric_interfaces__port_id__fk" foreign key ("port_id") references "fabric_ports" ("id")) strict;

create unique index "fabric_interfaces__segment__unique" on "fabric_interfaces" ("port_id", "segmentation_id");

create index "fabric_interfaces__tenant_id__owner" on "fabric_interfaces" ("tenant_id", "id");

create table "fabric_addresses" ("id" text not null, "interface_id" text not null, "ip" text not null, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "fabric_addresses__pk" primary key ("id"), constraint "fabric_addresses__interface_id__fk" foreign key ("interface_id") references "fabric_interfaces" ("id")) strict;

create index "fabric_addresses__interface_id__reference" on "fabric_addresses" ("interface_id");

create table "fabric_routes" ("vrf" integer not null, "prefix" text not null, "tenant_id" text not null, "next_hop" text not null, "via_port" text, "summary" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "fabric_routes__pk" primary key ("vrf", "prefix"), constraint "fabric_routes__via_port__fk" foreign key ("via_port") references "fabric_ports" ("id")) strict;

create index "fabric_routes__via_port__reference" on "fabric_routes" ("via_port");

create index "fabric_routes__tenant_id__owner" on "fabric_routes" ("tenant_id", "vrf", "prefix");

create table "fabric_everythings" ("id" text not null, "a_string" text, "an_integer" integer, "a_number" real, "a_boolean" integer, "a_datetime" text, "a_json" text, "a_json_text" text, "a_cidr" text, "an_ip" text, "a_mac" text, "a_fqdn" text, "a_uri" text, "an_email" text, "an_enum" text, "a_list" text, "a_map" text, "an_object" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "fabric_everythings__pk" primary key ("id")) strict;
