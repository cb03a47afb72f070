-- Generated from services/peering by npm run generate. Do not edit.

create table "peering_sessions" ("id" text not null, "tenant_id" text not null, "name" text, "as_number" integer not null, "home_port" text not null, "ports" text, "backup" text, "_revision" integer not null, "_intent" integer not null, "_status" integer, "_created" integer not null, "_updated" integer not null, constraint "peering_sessions__pk" primary key ("id"), constraint "peering_sessions__home_port__fk" foreign key ("home_port") references "fabric_ports" ("id"), constraint "peering_sessions__backup__fk" foreign key ("backup") references "peering_sessions" ("id")) strict;

create unique index "peering_sessions__name__unique" on "peering_sessions" ("tenant_id", "name");

create index "peering_sessions__home_port__reference" on "peering_sessions" ("home_port");

create index "peering_sessions__backup__reference" on "peering_sessions" ("backup");

create index "peering_sessions__tenant_id__owner" on "peering_sessions" ("tenant_id", "id");

create table "peering_sessions__ports" ("id" text not null, "target" text not null, "position" integer not null, constraint "peering_sessions__ports__pk" primary key ("id", "position")) strict, without rowid;

create index "peering_sessions__ports__target" on "peering_sessions__ports" ("target", "id");
