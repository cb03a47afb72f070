// Generated from services/networking by npm run generate. Do not edit.

/** Addresses that rules of security groups refer to by one name */
export interface AddressGroup {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Its addresses; `add_addresses` and `remove_addresses` change them */
  readonly addresses: readonly (string)[]
  /** Whether the caller's project may use it because it is shared */
  readonly shared?: boolean | null
  /** A text for people */
  readonly description: string
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What address_group is created from */
export interface AddressGroupCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Its addresses; `add_addresses` and `remove_addresses` change them */
  readonly addresses?: readonly (string)[]
  /** A text for people */
  readonly description?: string
}

/** What address_group may be changed to; what is left out keeps its value */
export interface AddressGroupUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** A text for people */
  readonly description?: string
}

/** What address_group is patched with (RFC 7396) */
export interface AddressGroupPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** A text for people */
  readonly description?: string
}

/** Adds addresses that are not in it */
export interface AddressGroupAddAddressesInput {
  /** What is added */
  readonly addresses: readonly (string)[]
}

/** Takes addresses out of it */
export interface AddressGroupRemoveAddressesInput {
  /** What is taken out */
  readonly addresses: readonly (string)[]
}

/** A process that works for the network on a host */
export interface Agent {
  /** UUID of the agent */
  readonly id: string
  /** What it does, for example `DHCP agent` */
  readonly agent_type: string | null
  /** Name of its program */
  readonly binary: string
  /** How it was addressed in Neutron */
  readonly topic: string
  /** Host that it is on */
  readonly host: string | null
  /** Whether new work is given to it */
  readonly admin_state_up: boolean
  /** A text for people */
  readonly description: string | null
  /** Availability zone that it is in */
  readonly availability_zone: string | null
  /** What it says of itself */
  readonly configurations: unknown
  /** When it reported for the first time, in UTC */
  readonly created_at: string | null
  /** When it was started, in UTC */
  readonly started_at: string | null
  /** When it reported last, in UTC */
  readonly heartbeat_timestamp: string | null
  /** Whether Placement knows what it offers */
  readonly resources_synced: boolean | null
  /** Whether it has reported lately */
  readonly alive?: boolean | null
}

/** What agent may be changed to; what is left out keeps its value */
export interface AgentUpdate {
  /** Whether new work is given to it */
  readonly admin_state_up?: boolean
  /** A text for people */
  readonly description?: string | null
}

/** What agent is patched with (RFC 7396) */
export interface AgentPatch {
  /** Whether new work is given to it */
  readonly admin_state_up?: boolean
  /** A text for people */
  readonly description?: string | null
}

/** What an agent says of itself, every half minute: it is known from then on, and alive as long as it goes on */
export interface AgentReport {
  /** UUID of the agent */
  readonly id: string
  /** What it does, for example `DHCP agent` */
  readonly agent_type: string
  /** Host that it is on */
  readonly host: string
  /** Name of its program */
  readonly binary: string
  /** How it was addressed in Neutron */
  readonly topic: string
  /** Availability zone that it is in */
  readonly availability_zone?: string | null
  /** What it says of itself */
  readonly configurations: unknown
  /** Whether it was started since its last report */
  readonly started: boolean
}

/** What agent_report is created from */
export interface AgentReportCreate {
  /** What it does, for example `DHCP agent` */
  readonly agent_type: string
  /** Host that it is on */
  readonly host: string
  /** Name of its program */
  readonly binary?: string
  /** How it was addressed in Neutron */
  readonly topic?: string
  /** Availability zone that it is in */
  readonly availability_zone?: string | null
  /** What it says of itself */
  readonly configurations?: unknown
  /** Whether it was started since its last report */
  readonly started?: boolean
}

/** That a DHCP agent serves a network */
export interface HostedNetwork {
  /** UUID of the relation */
  readonly id: string
  /** The agent */
  readonly agent_id: string
  /** The network */
  readonly network_id: string
}

/** That an L3 agent serves a router */
export interface HostedRouter {
  /** UUID of the relation */
  readonly id: string
  /** The agent */
  readonly agent_id: string
  /** The router */
  readonly router_id: string
}

/** A network that a DHCP agent serves */
export interface DhcpNetwork {
  /** UUID of the network */
  readonly id: string
  /** Name of the network */
  readonly name?: string | null
  /** Project that owns it */
  readonly project_id?: string | null
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean | null
  /** Whether traffic does pass */
  readonly status?: string | null
  /** Greatest packet in bytes */
  readonly mtu?: number | null
  /** UUIDs of its subnets */
  readonly subnets?: readonly (string)[] | null
  /** Whether it leads outside */
  readonly "router:external"?: boolean | null
  /** Whether projects use it that do not own it */
  readonly shared?: boolean | null
  /** Whether new ports of it have port security */
  readonly port_security_enabled?: boolean | null
  /** QoS policy of its ports */
  readonly qos_policy_id?: string | null
  /** Domain of the names of its ports */
  readonly dns_domain?: string | null
  /** Availability zones that it should be in */
  readonly availability_zone_hints?: readonly (string)[] | null
  /** Address scope of its IPv4 subnets */
  readonly ipv4_address_scope?: string | null
  /** Address scope of its IPv6 subnets */
  readonly ipv6_address_scope?: string | null
  /** Whether all its ports reach each other on layer 2 */
  readonly l2_adjacency?: boolean | null
  /** What carries its traffic */
  readonly "provider:network_type"?: string | null
  /** Physical network that it is on */
  readonly "provider:physical_network"?: string | null
  /** VLAN or tunnel id */
  readonly "provider:segmentation_id"?: number | null
  /** When it was created */
  readonly created_at?: string | null
  /** When it was changed last */
  readonly updated_at?: string | null
  /** Revision of its last change */
  readonly revision_number?: number | null
  /** A text for people */
  readonly description?: string | null
  /** Short texts */
  readonly tags?: readonly (string)[] | null
}

/** What dhcp_network is created from */
export interface DhcpNetworkCreate {
  /** The network that it is to serve */
  readonly network_id: string
}

/** A router that an L3 agent serves */
export interface L3Router {
  /** UUID of the router */
  readonly id: string
  /** Name of the router */
  readonly name?: string | null
  /** Project that owns it */
  readonly project_id?: string | null
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean | null
  /** Whether traffic does pass */
  readonly status?: string | null
  /** Its gateway */
  readonly external_gateway_info?: unknown | null
  /** Its extra routes */
  readonly routes?: unknown | null
  /** Whether it is on every host */
  readonly distributed?: boolean | null
  /** Whether it has a standby */
  readonly ha?: boolean | null
  /** What kind of router it is */
  readonly flavor_id?: string | null
  /** Whether it answers neighbour discovery of the external network */
  readonly enable_ndp_proxy?: boolean | null
  /** Its port in the external network */
  readonly gw_port_id?: string | null
  /** Availability zones that it should be in */
  readonly availability_zone_hints?: readonly (string)[] | null
  /** When it was created */
  readonly created_at?: string | null
  /** When it was changed last */
  readonly updated_at?: string | null
  /** Revision of its last change */
  readonly revision_number?: number | null
  /** A text for people */
  readonly description?: string | null
  /** Short texts */
  readonly tags?: readonly (string)[] | null
}

/** What l3_router is created from */
export interface L3RouterCreate {
  /** The router that it is to serve */
  readonly router_id: string
}

/** A DHCP agent that serves a network */
export interface DhcpAgent {
  /** UUID of the agent */
  readonly id: string
  /** What it does, for example `DHCP agent` */
  readonly agent_type?: string | null
  /** Name of its program */
  readonly binary: string
  /** How it was addressed in Neutron */
  readonly topic: string
  /** Host that it is on */
  readonly host?: string | null
  /** Whether new work is given to it */
  readonly admin_state_up: boolean
  /** A text for people */
  readonly description?: string | null
  /** Availability zone that it is in */
  readonly availability_zone?: string | null
  /** What it says of itself */
  readonly configurations: unknown
  /** When it reported for the first time, in UTC */
  readonly created_at?: string | null
  /** When it was started, in UTC */
  readonly started_at?: string | null
  /** When it reported last, in UTC */
  readonly heartbeat_timestamp?: string | null
  /** Whether Placement knows what it offers */
  readonly resources_synced?: boolean | null
  /** Whether it has reported lately */
  readonly alive?: boolean | null
}

/** An L3 agent that serves a router */
export interface L3Agent {
  /** UUID of the agent */
  readonly id: string
  /** What it does, for example `DHCP agent` */
  readonly agent_type?: string | null
  /** Name of its program */
  readonly binary: string
  /** How it was addressed in Neutron */
  readonly topic: string
  /** Host that it is on */
  readonly host?: string | null
  /** Whether new work is given to it */
  readonly admin_state_up: boolean
  /** A text for people */
  readonly description?: string | null
  /** Availability zone that it is in */
  readonly availability_zone?: string | null
  /** What it says of itself */
  readonly configurations: unknown
  /** When it reported for the first time, in UTC */
  readonly created_at?: string | null
  /** When it was started, in UTC */
  readonly started_at?: string | null
  /** When it reported last, in UTC */
  readonly heartbeat_timestamp?: string | null
  /** Whether Placement knows what it offers */
  readonly resources_synced?: boolean | null
  /** Whether it has reported lately */
  readonly alive?: boolean | null
  /** Whether it is the active one of a router with a standby */
  readonly ha_state?: string | null
}

/** A part of the cloud that fails by itself */
export interface AvailabilityZone {
  /** Name of the zone */
  readonly name: string
  /** What it is of */
  readonly resource: "network" | "router"
  /** Whether an agent of it is alive */
  readonly state: "available" | "unavailable"
}

/** A sort of a service that projects may choose */
export interface Flavor {
  /** UUID of the flavor */
  readonly id: string
  /** Name for people */
  readonly name: string
  /** A text for people */
  readonly description: string
  /** Service that it is of; `L3_ROUTER_NAT` */
  readonly service_type: string
  /** Whether it can be chosen */
  readonly enabled: boolean
  /** What carries it out */
  readonly service_profiles: readonly (string)[]
}

/** What flavor is created from */
export interface FlavorCreate {
  /** Name for people */
  readonly name?: string
  /** A text for people */
  readonly description?: string
  /** Service that it is of; `L3_ROUTER_NAT` */
  readonly service_type: string
  /** Whether it can be chosen */
  readonly enabled?: boolean
}

/** What flavor may be changed to; what is left out keeps its value */
export interface FlavorUpdate {
  /** Name for people */
  readonly name?: string
  /** A text for people */
  readonly description?: string
  /** Whether it can be chosen */
  readonly enabled?: boolean
}

/** What flavor is patched with (RFC 7396) */
export interface FlavorPatch {
  /** Name for people */
  readonly name?: string
  /** A text for people */
  readonly description?: string
  /** Whether it can be chosen */
  readonly enabled?: boolean
}

/** What carries a flavor out */
export interface ServiceProfile {
  /** UUID of the profile */
  readonly id: string
  /** A text for people */
  readonly description: string
  /** Name of the backend */
  readonly driver: string
  /** Whether it can be used */
  readonly enabled: boolean
  /** What the backend is told */
  readonly metainfo: string
}

/** What service_profile is created from */
export interface ServiceProfileCreate {
  /** A text for people */
  readonly description?: string
  /** Name of the backend */
  readonly driver?: string
  /** Whether it can be used */
  readonly enabled?: boolean
  /** What the backend is told */
  readonly metainfo?: string
}

/** What service_profile may be changed to; what is left out keeps its value */
export interface ServiceProfileUpdate {
  /** A text for people */
  readonly description?: string
  /** Name of the backend */
  readonly driver?: string
  /** Whether it can be used */
  readonly enabled?: boolean
  /** What the backend is told */
  readonly metainfo?: string
}

/** What service_profile is patched with (RFC 7396) */
export interface ServiceProfilePatch {
  /** A text for people */
  readonly description?: string
  /** Name of the backend */
  readonly driver?: string
  /** Whether it can be used */
  readonly enabled?: boolean
  /** What the backend is told */
  readonly metainfo?: string
}

/** That a profile carries a flavor out */
export interface FlavorServiceProfile {
  /** UUID of the profile */
  readonly id: string
  /** The profile */
  readonly service_profile: { readonly "id": string }
}

/** What flavor_service_profile is created from */
export interface FlavorServiceProfileCreate {
  /** The profile */
  readonly service_profile: { readonly "id": string }
}

/** An address of an external network that leads to a port behind a router */
export interface FloatingIp {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** The external network */
  readonly floating_network_id: string
  /** The address; without one, a free one */
  readonly floating_ip_address: string | null
  /** The port it leads to; null is none */
  readonly port_id: string | null
  /** The address of the port, where it has several */
  readonly fixed_ip_address: string | null
  /** The router that translates it */
  readonly router_id: string | null
  /** Whether it is translated */
  readonly status: "ACTIVE" | "DOWN" | "ERROR"
  /** Name of the address in the DNS */
  readonly dns_name: string
  /** Domain of that name, with a dot at its end */
  readonly dns_domain: string
  /** QoS policy of what goes through it */
  readonly qos_policy_id: string | null
  /** Of the port it leads to */
  readonly port_details?: unknown | null
  /** Its port forwardings */
  readonly port_forwardings?: readonly (unknown)[] | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What floatingip is created from */
export interface FloatingIpCreate {
  /** Project that owns it */
  readonly project_id: string
  /** The external network */
  readonly floating_network_id: string
  /** The address; without one, a free one */
  readonly floating_ip_address?: string | null
  /** Subnet of the external network that the address is taken from */
  readonly subnet_id?: string | null
  /** The port it leads to; null is none */
  readonly port_id?: string | null
  /** The address of the port, where it has several */
  readonly fixed_ip_address?: string | null
  /** Name of the address in the DNS */
  readonly dns_name?: string
  /** Domain of that name, with a dot at its end */
  readonly dns_domain?: string
  /** QoS policy of what goes through it */
  readonly qos_policy_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What floatingip may be changed to; what is left out keeps its value */
export interface FloatingIpUpdate {
  /** The port it leads to; null is none */
  readonly port_id?: string | null
  /** The address of the port, where it has several */
  readonly fixed_ip_address?: string | null
  /** QoS policy of what goes through it */
  readonly qos_policy_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What floatingip is patched with (RFC 7396) */
export interface FloatingIpPatch {
  /** The port it leads to; null is none */
  readonly port_id?: string | null
  /** The address of the port, where it has several */
  readonly fixed_ip_address?: string | null
  /** QoS policy of what goes through it */
  readonly qos_policy_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** Leads one port of a floating IP, or several, to ports of a machine */
export interface PortForwarding {
  /** UUID of the object */
  readonly id: string
  /** Port of the floating IP */
  readonly external_port: number | null
  /** Ports of the floating IP, as `first:last` */
  readonly external_port_range: string | null
  /** The protocol */
  readonly protocol: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** The Neutron port it leads to */
  readonly internal_port_id: string
  /** Address of that port */
  readonly internal_ip_address: string
  /** Port of the machine */
  readonly internal_port: number | null
  /** Ports of the machine, as `first:last`: one, or as many as outside */
  readonly internal_port_range: string | null
  /** A text for people */
  readonly description: string
}

/** What port_forwarding is created from */
export interface PortForwardingCreate {
  /** Port of the floating IP */
  readonly external_port?: number | null
  /** Ports of the floating IP, as `first:last` */
  readonly external_port_range?: string | null
  /** The protocol */
  readonly protocol: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** The Neutron port it leads to */
  readonly internal_port_id: string
  /** Address of that port */
  readonly internal_ip_address: string
  /** Port of the machine */
  readonly internal_port?: number | null
  /** Ports of the machine, as `first:last`: one, or as many as outside */
  readonly internal_port_range?: string | null
  /** A text for people */
  readonly description?: string
}

/** What port_forwarding may be changed to; what is left out keeps its value */
export interface PortForwardingUpdate {
  /** Port of the floating IP */
  readonly external_port?: number | null
  /** Ports of the floating IP, as `first:last` */
  readonly external_port_range?: string | null
  /** The protocol */
  readonly protocol?: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** The Neutron port it leads to */
  readonly internal_port_id?: string
  /** Address of that port */
  readonly internal_ip_address?: string
  /** Port of the machine */
  readonly internal_port?: number | null
  /** Ports of the machine, as `first:last`: one, or as many as outside */
  readonly internal_port_range?: string | null
  /** A text for people */
  readonly description?: string
}

/** What port_forwarding is patched with (RFC 7396) */
export interface PortForwardingPatch {
  /** Port of the floating IP */
  readonly external_port?: number | null
  /** Ports of the floating IP, as `first:last` */
  readonly external_port_range?: string | null
  /** The protocol */
  readonly protocol?: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** The Neutron port it leads to */
  readonly internal_port_id?: string
  /** Address of that port */
  readonly internal_ip_address?: string
  /** Port of the machine */
  readonly internal_port?: number | null
  /** Ports of the machine, as `first:last`: one, or as many as outside */
  readonly internal_port_range?: string | null
  /** A text for people */
  readonly description?: string
}

/** A subnet that floating IPs can be taken from */
export interface FloatingIpPool {
  /** The subnet */
  readonly subnet_id: string
  /** Its name */
  readonly subnet_name?: string | null
  /** Its network */
  readonly network_id?: string | null
  /** Its addresses */
  readonly cidr?: string | null
  /** Project that asks */
  readonly project_id?: string | null
}

/** An address that leads, on each host, to a port of that host */
export interface LocalIp {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** The port that has the address; without one, one is made in the network */
  readonly local_port_id: string | null
  /** The network of the port */
  readonly network_id: string | null
  /** The address */
  readonly local_ip_address: string | null
  /** Whether the address is translated or the machine has it itself */
  readonly ip_mode: "translate" | "passthrough"
  /** A text for people */
  readonly description: string
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What local_ip is created from */
export interface LocalIpCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** The port that has the address; without one, one is made in the network */
  readonly local_port_id?: string | null
  /** The network of the port */
  readonly network_id?: string | null
  /** The address */
  readonly local_ip_address?: string | null
  /** Whether the address is translated or the machine has it itself */
  readonly ip_mode?: "translate" | "passthrough"
  /** A text for people */
  readonly description?: string
}

/** What local_ip may be changed to; what is left out keeps its value */
export interface LocalIpUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** A text for people */
  readonly description?: string
}

/** What local_ip is patched with (RFC 7396) */
export interface LocalIpPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** A text for people */
  readonly description?: string
}

/** A port that a local IP leads to on the port's host */
export interface LocalIpPortAssociation {
  /** The local IP */
  readonly local_ip: string
  /** UUID of the local IP */
  readonly local_ip_id?: string | null
  /** The port it leads to */
  readonly fixed_port_id: string
  /** The address of that port */
  readonly fixed_ip: string | null
  /** The address of the local IP */
  readonly local_ip_address: string | null
  /** The host that it works on */
  readonly host?: string | null
}

/** What port_association is created from */
export interface LocalIpPortAssociationCreate {
  /** The local IP */
  readonly local_ip: string
  /** The port it leads to */
  readonly fixed_port_id: string
  /** The address of that port */
  readonly fixed_ip?: string | null
}

/** That what security groups let through or drop is to be logged */
export interface Log {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people */
  readonly name: string
  /** Sort of what is logged; `security_group` */
  readonly resource_type: string
  /** The security group; null is all */
  readonly resource_id: string | null
  /** The port; null is all */
  readonly target_id: string | null
  /** What is logged */
  readonly event: "ACCEPT" | "DROP" | "ALL"
  /** Whether it is logged */
  readonly enabled: boolean
  /** A text for people */
  readonly description: string
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What log is created from */
export interface LogCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people */
  readonly name?: string
  /** Sort of what is logged; `security_group` */
  readonly resource_type: string
  /** The security group; null is all */
  readonly resource_id?: string | null
  /** The port; null is all */
  readonly target_id?: string | null
  /** What is logged */
  readonly event?: "ACCEPT" | "DROP" | "ALL"
  /** Whether it is logged */
  readonly enabled?: boolean
  /** A text for people */
  readonly description?: string
}

/** What log may be changed to; what is left out keeps its value */
export interface LogUpdate {
  /** Name for people */
  readonly name?: string
  /** Whether it is logged */
  readonly enabled?: boolean
  /** A text for people */
  readonly description?: string
}

/** What log is patched with (RFC 7396) */
export interface LogPatch {
  /** Name for people */
  readonly name?: string
  /** Whether it is logged */
  readonly enabled?: boolean
  /** A text for people */
  readonly description?: string
}

/** A sort of things that can be logged */
export interface LoggableResource {
  /** Name of the sort */
  readonly type: string
}

/** What traffic of a project is counted under */
export interface MeteringLabel {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people */
  readonly name: string
  /** A text for people */
  readonly description: string
  /** Whether it counts the traffic of all projects */
  readonly shared: boolean
}

/** What metering_label is created from */
export interface MeteringLabelCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people */
  readonly name?: string
  /** A text for people */
  readonly description?: string
  /** Whether it counts the traffic of all projects */
  readonly shared?: boolean
}

/** Traffic that is counted under a label */
export interface MeteringLabelRule {
  /** UUID of the rule */
  readonly id: string
  /** The label */
  readonly metering_label_id: string
  /** Seen from the router: in or out */
  readonly direction: "ingress" | "egress"
  /** Addresses of the other side */
  readonly remote_ip_prefix: string | null
  /** Addresses that it comes from */
  readonly source_ip_prefix: string | null
  /** Addresses that it goes to */
  readonly destination_ip_prefix: string | null
  /** Whether this traffic is left out of the count */
  readonly excluded: boolean
}

/** What metering_label_rule is created from */
export interface MeteringLabelRuleCreate {
  /** The label */
  readonly metering_label_id: string
  /** Seen from the router: in or out */
  readonly direction: "ingress" | "egress"
  /** Addresses of the other side */
  readonly remote_ip_prefix?: string | null
  /** Addresses that it comes from */
  readonly source_ip_prefix?: string | null
  /** Addresses that it goes to */
  readonly destination_ip_prefix?: string | null
  /** Whether this traffic is left out of the count */
  readonly excluded?: boolean
}

/** A layer 2 network */
export interface Network {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Whether traffic may pass */
  readonly admin_state_up: boolean
  /** Whether it works */
  readonly status: string
  /** Greatest packet in bytes; what its type allows unless it is given */
  readonly mtu: number
  /** UUIDs of its subnets */
  readonly subnets: readonly (string)[]
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared: boolean
  /** Whether new ports of it have port security */
  readonly port_security_enabled: boolean
  /** QoS policy of its ports */
  readonly qos_policy_id: string | null
  /** Domain of the names of its ports */
  readonly dns_domain: string
  /** Whether it is outside of the cloud, so that routers have their gateways there; giving it makes it so for all projects */
  readonly "router:external": boolean
  /** Whether it is the external network of automatic topologies */
  readonly is_default: boolean
  /** Availability zones that it should be in */
  readonly availability_zone_hints: readonly (string)[]
  /** Availability zones that it is in */
  readonly availability_zones: readonly (string)[]
  /** Address scope of its IPv4 subnets */
  readonly ipv4_address_scope: string | null
  /** Address scope of its IPv6 subnets */
  readonly ipv6_address_scope: string | null
  /** Whether all its ports reach each other on layer 2 */
  readonly l2_adjacency: boolean
  /** What carries its traffic: local, flat, vlan, vxlan, geneve or gre */
  readonly "provider:network_type"?: string | null
  /** Physical network that it is on */
  readonly "provider:physical_network"?: string | null
  /** VLAN or tunnel id */
  readonly "provider:segmentation_id"?: number | null
  /** The segments of a network that has several */
  readonly segments?: readonly ({ readonly "provider:network_type": string | null; readonly "provider:physical_network": string | null; readonly "provider:segmentation_id": number | null })[] | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What network is created from */
export interface NetworkCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Greatest packet in bytes; what its type allows unless it is given */
  readonly mtu?: number
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
  /** Whether new ports of it have port security */
  readonly port_security_enabled?: boolean
  /** QoS policy of its ports */
  readonly qos_policy_id?: string | null
  /** Domain of the names of its ports */
  readonly dns_domain?: string
  /** Whether it is outside of the cloud, so that routers have their gateways there; giving it makes it so for all projects */
  readonly "router:external"?: boolean
  /** Whether it is the external network of automatic topologies */
  readonly is_default?: boolean
  /** Availability zones that it should be in */
  readonly availability_zone_hints?: readonly (string)[]
  /** What carries its traffic: local, flat, vlan, vxlan, geneve or gre */
  readonly "provider:network_type"?: string | null
  /** Physical network that it is on */
  readonly "provider:physical_network"?: string | null
  /** VLAN or tunnel id */
  readonly "provider:segmentation_id"?: number | null
  /** The segments of a network that has several */
  readonly segments?: readonly ({ readonly "provider:network_type": string | null; readonly "provider:physical_network": string | null; readonly "provider:segmentation_id": number | null })[] | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What network may be changed to; what is left out keeps its value */
export interface NetworkUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Greatest packet in bytes; what its type allows unless it is given */
  readonly mtu?: number
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
  /** Whether new ports of it have port security */
  readonly port_security_enabled?: boolean
  /** QoS policy of its ports */
  readonly qos_policy_id?: string | null
  /** Domain of the names of its ports */
  readonly dns_domain?: string
  /** Whether it is outside of the cloud, so that routers have their gateways there; giving it makes it so for all projects */
  readonly "router:external"?: boolean
  /** Whether it is the external network of automatic topologies */
  readonly is_default?: boolean
  /** What carries its traffic: local, flat, vlan, vxlan, geneve or gre */
  readonly "provider:network_type"?: string | null
  /** Physical network that it is on */
  readonly "provider:physical_network"?: string | null
  /** VLAN or tunnel id */
  readonly "provider:segmentation_id"?: number | null
  /** The segments of a network that has several */
  readonly segments?: readonly ({ readonly "provider:network_type": string | null; readonly "provider:physical_network": string | null; readonly "provider:segmentation_id": number | null })[] | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What network is patched with (RFC 7396) */
export interface NetworkPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Greatest packet in bytes; what its type allows unless it is given */
  readonly mtu?: number
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
  /** Whether new ports of it have port security */
  readonly port_security_enabled?: boolean
  /** QoS policy of its ports */
  readonly qos_policy_id?: string | null
  /** Domain of the names of its ports */
  readonly dns_domain?: string
  /** Whether it is outside of the cloud, so that routers have their gateways there; giving it makes it so for all projects */
  readonly "router:external"?: boolean
  /** Whether it is the external network of automatic topologies */
  readonly is_default?: boolean
  /** What carries its traffic: local, flat, vlan, vxlan, geneve or gre */
  readonly "provider:network_type"?: string | null
  /** Physical network that it is on */
  readonly "provider:physical_network"?: string | null
  /** VLAN or tunnel id */
  readonly "provider:segmentation_id"?: number | null
  /** The segments of a network that has several */
  readonly segments?: readonly ({ readonly "provider:network_type": string | null; readonly "provider:physical_network": string | null; readonly "provider:segmentation_id": number | null })[] | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** How many addresses of a network are used */
export interface NetworkIpAvailability {
  /** UUID of the network */
  readonly network_id: string
  /** Name of the network */
  readonly network_name: string
  /** Project that owns the network */
  readonly project_id?: string | null
  /** The same by subnet */
  readonly subnet_ip_availability: readonly ({ readonly "subnet_id": string | null; readonly "ip_version": number | null; readonly "cidr": string | null; readonly "subnet_name": string | null; readonly "used_ips": number | null; readonly "total_ips": number | null })[]
  /** Addresses in use */
  readonly used_ips: number
  /** Addresses of the allocation pools of all subnets */
  readonly total_ips: number
}

/** A network with subnets and a router to the outside, made for a project when it asks for one */
export interface AutoAllocatedTopology {
  /** UUID of the network */
  readonly id: string
  /** Project that it was made for */
  readonly project_id: string
}

/** What a project is called, as far as Keystone was asked; backends read it */
export interface ProjectName {
  /** The project */
  readonly id: string
  /** What it is called */
  readonly name: string
}

/** Where a machine, a router or a service is plugged into a network, with its addresses */
export interface Port {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Network that it is plugged into */
  readonly network_id: string
  /** MAC address, the only one on its network; made up unless it is given */
  readonly mac_address: string | null
  /** Whether traffic may pass */
  readonly admin_state_up: boolean
  /** Whether traffic does pass */
  readonly status: "ACTIVE" | "DOWN" | "BUILD" | "ERROR" | "N/A"
  /** Id of the machine or router that uses it */
  readonly device_id: string
  /** What uses it, such as `compute:nova` or `network:router_interface` */
  readonly device_owner: string
  /** Its addresses, each the only one in its subnet. What is not said of one is chosen; with none asked for, one of each IP version is */
  readonly fixed_ips: readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[]
  /** When it gets its addresses; `deferred` is once its host is known */
  readonly ip_allocation: "immediate" | "deferred" | "none"
  /** Groups whose rules say what traffic may pass; the default group of its project unless they are given */
  readonly security_groups: readonly (string)[]
  /** Whether it may only send from its own addresses; as its network says unless it is given */
  readonly port_security_enabled: boolean
  /** Further addresses that it may send from */
  readonly allowed_address_pairs: readonly ({ readonly "mac_address": string | null; readonly "ip_address": string | null })[]
  /** Further options that it is given by DHCP */
  readonly extra_dhcp_opts: readonly ({ readonly "opt_name": string; readonly "opt_value": string | null; readonly "ip_version": number })[]
  /** QoS policy of its own */
  readonly qos_policy_id: string | null
  /** QoS policy of its network */
  readonly qos_network_policy_id?: string | null
  /** Host that it is bound to; empty while it is not */
  readonly "binding:host_id"?: string | null
  /** How the vNIC is attached */
  readonly "binding:vnic_type": "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly "binding:profile"?: Readonly<Record<string, unknown>> | null
  /** What it is plugged into; `unbound` without a host, `binding_failed` if the host does not offer it */
  readonly "binding:vif_type"?: string
  /** How it is plugged */
  readonly "binding:vif_details"?: Readonly<Record<string, unknown>>
  /** Whether a virtual function follows the state of its uplink */
  readonly propagate_uplink_status: boolean
  /** State as someone beside the network sees it */
  readonly data_plane_status: "ACTIVE" | "DOWN" | null
  /** How close to its device it has to be */
  readonly numa_affinity_policy: "required" | "preferred" | "legacy" | null
  /** Name of its accelerator profile */
  readonly device_profile: string | null
  /** What it needs of the host */
  readonly resource_request?: unknown | null
  /** Name of the host; without one it is made of the address */
  readonly dns_name: string
  /** Domain of the name */
  readonly dns_domain: string
  /** Name of each of its addresses */
  readonly dns_assignment?: readonly ({ readonly "ip_address": string | null; readonly "hostname": string | null; readonly "fqdn": string | null })[] | null
  /** Trunk that it is the parent of, with its subports; absent otherwise */
  readonly trunk_details?: unknown | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What port is created from */
export interface PortCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Network that it is plugged into */
  readonly network_id: string
  /** MAC address, the only one on its network; made up unless it is given */
  readonly mac_address?: string | null
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Id of the machine or router that uses it */
  readonly device_id?: string
  /** What uses it, such as `compute:nova` or `network:router_interface` */
  readonly device_owner?: string
  /** Its addresses, each the only one in its subnet. What is not said of one is chosen; with none asked for, one of each IP version is */
  readonly fixed_ips?: readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[]
  /** Groups whose rules say what traffic may pass; the default group of its project unless they are given */
  readonly security_groups?: readonly (string)[]
  /** Whether it may only send from its own addresses; as its network says unless it is given */
  readonly port_security_enabled?: boolean
  /** Further addresses that it may send from */
  readonly allowed_address_pairs?: readonly ({ readonly "mac_address": string | null; readonly "ip_address": string | null })[]
  /** Further options that it is given by DHCP */
  readonly extra_dhcp_opts?: readonly ({ readonly "opt_name": string; readonly "opt_value": string | null; readonly "ip_version": number })[]
  /** QoS policy of its own */
  readonly qos_policy_id?: string | null
  /** Host that it is bound to; empty while it is not */
  readonly "binding:host_id"?: string | null
  /** How the vNIC is attached */
  readonly "binding:vnic_type"?: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly "binding:profile"?: Readonly<Record<string, unknown>> | null
  /** Whether a virtual function follows the state of its uplink */
  readonly propagate_uplink_status?: boolean
  /** State as someone beside the network sees it */
  readonly data_plane_status?: "ACTIVE" | "DOWN" | null
  /** How close to its device it has to be */
  readonly numa_affinity_policy?: "required" | "preferred" | "legacy" | null
  /** Name of its accelerator profile */
  readonly device_profile?: string | null
  /** Name of the host; without one it is made of the address */
  readonly dns_name?: string
  /** Domain of the name */
  readonly dns_domain?: string
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What port may be changed to; what is left out keeps its value */
export interface PortUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** MAC address, the only one on its network; made up unless it is given */
  readonly mac_address?: string | null
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Id of the machine or router that uses it */
  readonly device_id?: string
  /** What uses it, such as `compute:nova` or `network:router_interface` */
  readonly device_owner?: string
  /** Its addresses, each the only one in its subnet. What is not said of one is chosen; with none asked for, one of each IP version is */
  readonly fixed_ips?: readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[]
  /** Groups whose rules say what traffic may pass; the default group of its project unless they are given */
  readonly security_groups?: readonly (string)[]
  /** Whether it may only send from its own addresses; as its network says unless it is given */
  readonly port_security_enabled?: boolean
  /** Further addresses that it may send from */
  readonly allowed_address_pairs?: readonly ({ readonly "mac_address": string | null; readonly "ip_address": string | null })[]
  /** Further options that it is given by DHCP */
  readonly extra_dhcp_opts?: readonly ({ readonly "opt_name": string; readonly "opt_value": string | null; readonly "ip_version": number })[]
  /** QoS policy of its own */
  readonly qos_policy_id?: string | null
  /** Host that it is bound to; empty while it is not */
  readonly "binding:host_id"?: string | null
  /** How the vNIC is attached */
  readonly "binding:vnic_type"?: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly "binding:profile"?: Readonly<Record<string, unknown>> | null
  /** State as someone beside the network sees it */
  readonly data_plane_status?: "ACTIVE" | "DOWN" | null
  /** How close to its device it has to be */
  readonly numa_affinity_policy?: "required" | "preferred" | "legacy" | null
  /** Name of the host; without one it is made of the address */
  readonly dns_name?: string
  /** Domain of the name */
  readonly dns_domain?: string
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What port is patched with (RFC 7396) */
export interface PortPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** MAC address, the only one on its network; made up unless it is given */
  readonly mac_address?: string | null
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Id of the machine or router that uses it */
  readonly device_id?: string
  /** What uses it, such as `compute:nova` or `network:router_interface` */
  readonly device_owner?: string
  /** Its addresses, each the only one in its subnet. What is not said of one is chosen; with none asked for, one of each IP version is */
  readonly fixed_ips?: readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[]
  /** Groups whose rules say what traffic may pass; the default group of its project unless they are given */
  readonly security_groups?: readonly (string)[]
  /** Whether it may only send from its own addresses; as its network says unless it is given */
  readonly port_security_enabled?: boolean
  /** Further addresses that it may send from */
  readonly allowed_address_pairs?: readonly ({ readonly "mac_address": string | null; readonly "ip_address": string | null })[]
  /** Further options that it is given by DHCP */
  readonly extra_dhcp_opts?: readonly ({ readonly "opt_name": string; readonly "opt_value": string | null; readonly "ip_version": number })[]
  /** QoS policy of its own */
  readonly qos_policy_id?: string | null
  /** Host that it is bound to; empty while it is not */
  readonly "binding:host_id"?: string | null
  /** How the vNIC is attached */
  readonly "binding:vnic_type"?: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly "binding:profile"?: Merge<Readonly<Record<string, unknown>>> | null
  /** State as someone beside the network sees it */
  readonly data_plane_status?: "ACTIVE" | "DOWN" | null
  /** How close to its device it has to be */
  readonly numa_affinity_policy?: "required" | "preferred" | "legacy" | null
  /** Name of the host; without one it is made of the address */
  readonly dns_name?: string
  /** Domain of the name */
  readonly dns_domain?: string
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** A host that a port is, was or may be bound to. At most one of a port is active, and the port shows it */
export interface PortBinding {
  /** The port */
  readonly port_id: string
  /** The host */
  readonly host: string
  /** What the port is plugged into there */
  readonly vif_type: string
  /** How it is plugged there */
  readonly vif_details: Readonly<Record<string, unknown>>
  /** How the vNIC is attached there */
  readonly vnic_type: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly profile: Readonly<Record<string, unknown>> | null
  /** Whether the port is bound to this host now */
  readonly status: "ACTIVE" | "INACTIVE"
}

/** What binding is created from */
export interface PortBindingCreate {
  /** The port */
  readonly port_id: string
  /** The host */
  readonly host: string
  /** Project that owns the port */
  readonly project_id: string
  /** How the vNIC is attached there */
  readonly vnic_type?: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly profile?: Readonly<Record<string, unknown>> | null
}

/** What binding may be changed to; what is left out keeps its value */
export interface PortBindingUpdate {
  /** How the vNIC is attached there */
  readonly vnic_type?: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly profile?: Readonly<Record<string, unknown>> | null
}

/** What binding is patched with (RFC 7396) */
export interface PortBindingPatch {
  /** How the vNIC is attached there */
  readonly vnic_type?: "normal" | "direct" | "macvtap" | "baremetal" | "direct-physical" | "virtio-forwarder" | "smart-nic" | "vdpa" | "accelerator-direct" | "accelerator-direct-physical" | "remote-managed"
  /** What the one who binds wants to say to the one who plugs */
  readonly profile?: Merge<Readonly<Record<string, unknown>>> | null
}

/** Binds the port to this host; the binding that was active becomes inactive */
export interface PortBindingActivateInput {
}

/** How the traffic of ports, networks, routers or floating IPs is treated, by its rules */
export interface QosPolicy {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Whether the caller's project may use it because it is shared; given as true it is shared with all */
  readonly shared?: boolean | null
  /** Whether it is that of the networks that its project makes without one */
  readonly is_default: boolean
  /** Its rules */
  readonly rules?: readonly (unknown)[] | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What policy is created from */
export interface QosPolicyCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether the caller's project may use it because it is shared; given as true it is shared with all */
  readonly shared?: boolean | null
  /** Whether it is that of the networks that its project makes without one */
  readonly is_default?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What policy may be changed to; what is left out keeps its value */
export interface QosPolicyUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether the caller's project may use it because it is shared; given as true it is shared with all */
  readonly shared?: boolean | null
  /** Whether it is that of the networks that its project makes without one */
  readonly is_default?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What policy is patched with (RFC 7396) */
export interface QosPolicyPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether the caller's project may use it because it is shared; given as true it is shared with all */
  readonly shared?: boolean | null
  /** Whether it is that of the networks that its project makes without one */
  readonly is_default?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** Limits the rate of traffic */
export interface QosBandwidthLimitRule {
  /** UUID of the rule */
  readonly id: string
  /** Rate in kbit/s */
  readonly max_kbps: number
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps: number
  /** Seen from the port: in or out */
  readonly direction: "ingress" | "egress"
}

/** What bandwidth_limit_rule is created from */
export interface QosBandwidthLimitRuleCreate {
  /** Rate in kbit/s */
  readonly max_kbps: number
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** What bandwidth_limit_rule may be changed to; what is left out keeps its value */
export interface QosBandwidthLimitRuleUpdate {
  /** Rate in kbit/s */
  readonly max_kbps?: number
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** What bandwidth_limit_rule is patched with (RFC 7396) */
export interface QosBandwidthLimitRulePatch {
  /** Rate in kbit/s */
  readonly max_kbps?: number
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** Marks packets */
export interface QosDscpMarkingRule {
  /** UUID of the rule */
  readonly id: string
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark: number
}

/** What dscp_marking_rule is created from */
export interface QosDscpMarkingRuleCreate {
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark: number
}

/** What dscp_marking_rule may be changed to; what is left out keeps its value */
export interface QosDscpMarkingRuleUpdate {
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark?: number
}

/** What dscp_marking_rule is patched with (RFC 7396) */
export interface QosDscpMarkingRulePatch {
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark?: number
}

/** Guarantees a rate of traffic */
export interface QosMinimumBandwidthRule {
  /** UUID of the rule */
  readonly id: string
  /** Rate in kbit/s */
  readonly min_kbps: number
  /** Seen from the port: in or out */
  readonly direction: "ingress" | "egress"
}

/** What minimum_bandwidth_rule is created from */
export interface QosMinimumBandwidthRuleCreate {
  /** Rate in kbit/s */
  readonly min_kbps: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** What minimum_bandwidth_rule may be changed to; what is left out keeps its value */
export interface QosMinimumBandwidthRuleUpdate {
  /** Rate in kbit/s */
  readonly min_kbps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** What minimum_bandwidth_rule is patched with (RFC 7396) */
export interface QosMinimumBandwidthRulePatch {
  /** Rate in kbit/s */
  readonly min_kbps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** Limits the rate of packets */
export interface QosPacketRateLimitRule {
  /** UUID of the rule */
  readonly id: string
  /** Rate in thousand packets a second */
  readonly max_kpps: number
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps: number
  /** Seen from the port: in or out */
  readonly direction: "ingress" | "egress"
}

/** What packet_rate_limit_rule is created from */
export interface QosPacketRateLimitRuleCreate {
  /** Rate in thousand packets a second */
  readonly max_kpps: number
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** What packet_rate_limit_rule may be changed to; what is left out keeps its value */
export interface QosPacketRateLimitRuleUpdate {
  /** Rate in thousand packets a second */
  readonly max_kpps?: number
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** What packet_rate_limit_rule is patched with (RFC 7396) */
export interface QosPacketRateLimitRulePatch {
  /** Rate in thousand packets a second */
  readonly max_kpps?: number
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress"
}

/** Guarantees a rate of packets */
export interface QosMinimumPacketRateRule {
  /** UUID of the rule */
  readonly id: string
  /** Rate in thousand packets a second */
  readonly min_kpps: number
  /** Seen from the port: in or out */
  readonly direction: "ingress" | "egress" | "any"
}

/** What minimum_packet_rate_rule is created from */
export interface QosMinimumPacketRateRuleCreate {
  /** Rate in thousand packets a second */
  readonly min_kpps: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | "any"
}

/** What minimum_packet_rate_rule may be changed to; what is left out keeps its value */
export interface QosMinimumPacketRateRuleUpdate {
  /** Rate in thousand packets a second */
  readonly min_kpps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | "any"
}

/** What minimum_packet_rate_rule is patched with (RFC 7396) */
export interface QosMinimumPacketRateRulePatch {
  /** Rate in thousand packets a second */
  readonly min_kpps?: number
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | "any"
}

/** Limits the rate of traffic; found without its policy */
export interface QosBandwidthLimitRuleAlias {
  /** UUID of the rule */
  readonly id: string
  /** Rate in kbit/s */
  readonly max_kbps?: number | null
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** What alias_bandwidth_limit_rule may be changed to; what is left out keeps its value */
export interface QosBandwidthLimitRuleAliasUpdate {
  /** Rate in kbit/s */
  readonly max_kbps?: number | null
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** What alias_bandwidth_limit_rule is patched with (RFC 7396) */
export interface QosBandwidthLimitRuleAliasPatch {
  /** Rate in kbit/s */
  readonly max_kbps?: number | null
  /** Size of a burst in kbit; 0 is what the one who limits takes */
  readonly max_burst_kbps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** Marks packets; found without its policy */
export interface QosDscpMarkingRuleAlias {
  /** UUID of the rule */
  readonly id: string
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark?: number | null
}

/** What alias_dscp_marking_rule may be changed to; what is left out keeps its value */
export interface QosDscpMarkingRuleAliasUpdate {
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark?: number | null
}

/** What alias_dscp_marking_rule is patched with (RFC 7396) */
export interface QosDscpMarkingRuleAliasPatch {
  /** Value of the DSCP field: 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56 */
  readonly dscp_mark?: number | null
}

/** Guarantees a rate of traffic; found without its policy */
export interface QosMinimumBandwidthRuleAlias {
  /** UUID of the rule */
  readonly id: string
  /** Rate in kbit/s */
  readonly min_kbps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** What alias_minimum_bandwidth_rule may be changed to; what is left out keeps its value */
export interface QosMinimumBandwidthRuleAliasUpdate {
  /** Rate in kbit/s */
  readonly min_kbps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** What alias_minimum_bandwidth_rule is patched with (RFC 7396) */
export interface QosMinimumBandwidthRuleAliasPatch {
  /** Rate in kbit/s */
  readonly min_kbps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** Limits the rate of packets; found without its policy */
export interface QosPacketRateLimitRuleAlias {
  /** UUID of the rule */
  readonly id: string
  /** Rate in thousand packets a second */
  readonly max_kpps?: number | null
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** What alias_packet_rate_limit_rule may be changed to; what is left out keeps its value */
export interface QosPacketRateLimitRuleAliasUpdate {
  /** Rate in thousand packets a second */
  readonly max_kpps?: number | null
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** What alias_packet_rate_limit_rule is patched with (RFC 7396) */
export interface QosPacketRateLimitRuleAliasPatch {
  /** Rate in thousand packets a second */
  readonly max_kpps?: number | null
  /** Size of a burst in thousand packets */
  readonly max_burst_kpps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | null
}

/** Guarantees a rate of packets; found without its policy */
export interface QosMinimumPacketRateRuleAlias {
  /** UUID of the rule */
  readonly id: string
  /** Rate in thousand packets a second */
  readonly min_kpps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | "any" | null
}

/** What alias_minimum_packet_rate_rule may be changed to; what is left out keeps its value */
export interface QosMinimumPacketRateRuleAliasUpdate {
  /** Rate in thousand packets a second */
  readonly min_kpps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | "any" | null
}

/** What alias_minimum_packet_rate_rule is patched with (RFC 7396) */
export interface QosMinimumPacketRateRuleAliasPatch {
  /** Rate in thousand packets a second */
  readonly min_kpps?: number | null
  /** Seen from the port: in or out */
  readonly direction?: "ingress" | "egress" | "any" | null
}

/** A sort of rules that there is */
export interface QosRuleType {
  /** Name of the sort */
  readonly type: string
  /** What carries such rules out, and with which values */
  readonly drivers?: readonly (unknown)[] | null
  /** As a filter: every sort that can be written */
  readonly all_rules?: boolean | null
  /** As a filter: every sort that is carried out */
  readonly all_supported?: boolean | null
}

/** What a project may own. Projects read their own; a list has those for which anything was said */
export interface Quota {
  /** Networks */
  readonly network?: number | null
  /** Subnets */
  readonly subnet?: number | null
  /** Subnet pools */
  readonly subnetpool?: number | null
  /** Ports */
  readonly port?: number | null
  /** Routers */
  readonly router?: number | null
  /** Floating IPs */
  readonly floatingip?: number | null
  /** RBAC policies */
  readonly rbac_policy?: number | null
  /** Security groups */
  readonly security_group?: number | null
  /** Rules of security groups */
  readonly security_group_rule?: number | null
  /** Trunks */
  readonly trunk?: number | null
  /** The project */
  readonly project_id: string
}

/** What quota may be changed to; what is left out keeps its value */
export interface QuotaUpdate {
  /** Networks */
  readonly network?: number | null
  /** Subnets */
  readonly subnet?: number | null
  /** Subnet pools */
  readonly subnetpool?: number | null
  /** Ports */
  readonly port?: number | null
  /** Routers */
  readonly router?: number | null
  /** Floating IPs */
  readonly floatingip?: number | null
  /** RBAC policies */
  readonly rbac_policy?: number | null
  /** Security groups */
  readonly security_group?: number | null
  /** Rules of security groups */
  readonly security_group_rule?: number | null
  /** Trunks */
  readonly trunk?: number | null
  /** Whether limits below what is used are refused */
  readonly check_limit?: boolean | null
  /** Whether limits below what is used are taken; they are unless `check_limit` is given */
  readonly force?: boolean | null
}

/** What quota is patched with (RFC 7396) */
export interface QuotaPatch {
  /** Networks */
  readonly network?: number | null
  /** Subnets */
  readonly subnet?: number | null
  /** Subnet pools */
  readonly subnetpool?: number | null
  /** Ports */
  readonly port?: number | null
  /** Routers */
  readonly router?: number | null
  /** Floating IPs */
  readonly floatingip?: number | null
  /** RBAC policies */
  readonly rbac_policy?: number | null
  /** Security groups */
  readonly security_group?: number | null
  /** Rules of security groups */
  readonly security_group_rule?: number | null
  /** Trunks */
  readonly trunk?: number | null
  /** Whether limits below what is used are refused */
  readonly check_limit?: boolean | null
  /** Whether limits below what is used are taken; they are unless `check_limit` is given */
  readonly force?: boolean | null
}

/** What projects may own unless something else was said */
export interface QuotaDefaultInput {
}

/** What the project may own and what it does own */
export interface QuotaDetailsInput {
}

/** What was said about the quota of a project; null where nothing was */
export interface QuotaLimits {
  /** Networks */
  readonly network: number | null
  /** Subnets */
  readonly subnet: number | null
  /** Subnet pools */
  readonly subnetpool: number | null
  /** Ports */
  readonly port: number | null
  /** Routers */
  readonly router: number | null
  /** Floating IPs */
  readonly floatingip: number | null
  /** RBAC policies */
  readonly rbac_policy: number | null
  /** Security groups */
  readonly security_group: number | null
  /** Rules of security groups */
  readonly security_group_rule: number | null
  /** Trunks */
  readonly trunk: number | null
  /** The project */
  readonly project_id: string
}

/** Lets a project, or all, use an object of another one */
export interface RbacPolicy {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** What is shared: network, qos_policy, security_group, address_scope, subnetpool or address_group */
  readonly object_type: string
  /** UUID of what is shared */
  readonly object_id: string
  /** `access_as_shared`, or of networks `access_as_external` */
  readonly action: string
  /** Project that may use it; `*` is all */
  readonly target_tenant: string
}

/** What rbac_policy is created from */
export interface RbacPolicyCreate {
  /** Project that owns it */
  readonly project_id: string
  /** What is shared: network, qos_policy, security_group, address_scope, subnetpool or address_group */
  readonly object_type: string
  /** UUID of what is shared */
  readonly object_id: string
  /** `access_as_shared`, or of networks `access_as_external` */
  readonly action: string
  /** Project that may use it; `*` is all */
  readonly target_tenant: string
}

/** What rbac_policy may be changed to; what is left out keeps its value */
export interface RbacPolicyUpdate {
  /** Project that may use it; `*` is all */
  readonly target_tenant?: string
}

/** What rbac_policy is patched with (RFC 7396) */
export interface RbacPolicyPatch {
  /** Project that may use it; `*` is all */
  readonly target_tenant?: string
}

/** Forwards packets between subnets, and to and from an external network */
export interface Router {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Whether it forwards anything */
  readonly admin_state_up: boolean
  /** Whether it is there */
  readonly status: "ACTIVE" | "ALLOCATING" | "ERROR" | "DOWN" | "BUILD"
  /** Its leg in an external network; null is none */
  readonly external_gateway_info: { readonly "network_id": string | null; readonly "enable_snat": boolean | null; readonly "external_fixed_ips": readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[] | null; readonly "qos_policy_id": string | null } | null
  /** Routes beside those that follow from its interfaces; cannot be given at creation */
  readonly routes: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether it is on every host that needs it; changed while the router is down */
  readonly distributed?: boolean
  /** Whether a second one takes over when it fails; changed while the router is down */
  readonly ha?: boolean
  /** Availability zones that it should be in */
  readonly availability_zone_hints: readonly (string)[]
  /** Availability zones that it is in */
  readonly availability_zones?: readonly (string)[] | null
  /** What kind of router it is */
  readonly flavor_id: string | null
  /** Whether it answers neighbour discovery of the external network for addresses behind it */
  readonly enable_ndp_proxy: boolean
  /** Its connection tracking helpers: `protocol`, `port`, `helper` */
  readonly conntrack_helpers?: readonly (unknown)[] | null
  /** What it lets pass and what not; none given, the rules of the configuration. Cannot be given at creation; a change replaces all of them, and an empty list is those of the configuration again. Served where a backend tells routers with rules */
  readonly router_rules?: readonly ({ readonly "id": number | null; readonly "source": string; readonly "destination": string; readonly "action": string; readonly "nexthops": unknown })[] | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What router is created from */
export interface RouterCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether it forwards anything */
  readonly admin_state_up?: boolean
  /** Its leg in an external network; null is none */
  readonly external_gateway_info?: { readonly "network_id": string | null; readonly "enable_snat": boolean | null; readonly "external_fixed_ips": readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[] | null; readonly "qos_policy_id": string | null } | null
  /** Routes beside those that follow from its interfaces; cannot be given at creation */
  readonly routes?: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether it is on every host that needs it; changed while the router is down */
  readonly distributed?: boolean
  /** Whether a second one takes over when it fails; changed while the router is down */
  readonly ha?: boolean
  /** Availability zones that it should be in */
  readonly availability_zone_hints?: readonly (string)[]
  /** What kind of router it is */
  readonly flavor_id?: string | null
  /** Whether it answers neighbour discovery of the external network for addresses behind it */
  readonly enable_ndp_proxy?: boolean
  /** What it lets pass and what not; none given, the rules of the configuration. Cannot be given at creation; a change replaces all of them, and an empty list is those of the configuration again. Served where a backend tells routers with rules */
  readonly router_rules?: readonly ({ readonly "id": number | null; readonly "source": string; readonly "destination": string; readonly "action": string; readonly "nexthops": unknown })[] | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What router may be changed to; what is left out keeps its value */
export interface RouterUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether it forwards anything */
  readonly admin_state_up?: boolean
  /** Its leg in an external network; null is none */
  readonly external_gateway_info?: { readonly "network_id": string | null; readonly "enable_snat": boolean | null; readonly "external_fixed_ips": readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[] | null; readonly "qos_policy_id": string | null } | null
  /** Routes beside those that follow from its interfaces; cannot be given at creation */
  readonly routes?: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether it is on every host that needs it; changed while the router is down */
  readonly distributed?: boolean
  /** Whether a second one takes over when it fails; changed while the router is down */
  readonly ha?: boolean
  /** Whether it answers neighbour discovery of the external network for addresses behind it */
  readonly enable_ndp_proxy?: boolean
  /** What it lets pass and what not; none given, the rules of the configuration. Cannot be given at creation; a change replaces all of them, and an empty list is those of the configuration again. Served where a backend tells routers with rules */
  readonly router_rules?: readonly ({ readonly "id": number | null; readonly "source": string; readonly "destination": string; readonly "action": string; readonly "nexthops": unknown })[] | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What router is patched with (RFC 7396) */
export interface RouterPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether it forwards anything */
  readonly admin_state_up?: boolean
  /** Its leg in an external network; null is none */
  readonly external_gateway_info?: Merge<{ readonly "network_id": string | null; readonly "enable_snat": boolean | null; readonly "external_fixed_ips": readonly ({ readonly "subnet_id": string | null; readonly "ip_address": string | null })[] | null; readonly "qos_policy_id": string | null }> | null
  /** Routes beside those that follow from its interfaces; cannot be given at creation */
  readonly routes?: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether it is on every host that needs it; changed while the router is down */
  readonly distributed?: boolean
  /** Whether a second one takes over when it fails; changed while the router is down */
  readonly ha?: boolean
  /** Whether it answers neighbour discovery of the external network for addresses behind it */
  readonly enable_ndp_proxy?: boolean
  /** What it lets pass and what not; none given, the rules of the configuration. Cannot be given at creation; a change replaces all of them, and an empty list is those of the configuration again. Served where a backend tells routers with rules */
  readonly router_rules?: readonly ({ readonly "id": number | null; readonly "source": string; readonly "destination": string; readonly "action": string; readonly "nexthops": unknown })[] | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** Gives the router a leg in a subnet, or makes a port its leg */
export interface RouterAddRouterInterfaceInput {
  /** The subnet; the router gets its gateway address */
  readonly subnet_id?: string | null
  /** The port; instead of a subnet */
  readonly port_id?: string | null
}

/** Takes a leg away together with its port */
export interface RouterRemoveRouterInterfaceInput {
  /** The subnet that the router has no leg in any more */
  readonly subnet_id?: string | null
  /** The port of the leg */
  readonly port_id?: string | null
}

/** Adds extra routes and leaves the others as they are */
export interface RouterAddExtraroutesInput {
  /** The routes to add */
  readonly routes: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
}

/** Takes extra routes away and leaves the others as they are */
export interface RouterRemoveExtraroutesInput {
  /** The routes to take away */
  readonly routes: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
}

/** Lets connections that belong to another one pass a router */
export interface ConntrackHelper {
  /** UUID of the object */
  readonly id: string
  /** Protocol of the first connection */
  readonly protocol: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** Port of the first connection */
  readonly port: number
  /** Name of the helper, such as `tftp` */
  readonly helper: string
}

/** What conntrack_helper is created from */
export interface ConntrackHelperCreate {
  /** Protocol of the first connection */
  readonly protocol: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** Port of the first connection */
  readonly port: number
  /** Name of the helper, such as `tftp` */
  readonly helper: string
}

/** What conntrack_helper may be changed to; what is left out keeps its value */
export interface ConntrackHelperUpdate {
  /** Protocol of the first connection */
  readonly protocol?: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** Port of the first connection */
  readonly port?: number
  /** Name of the helper, such as `tftp` */
  readonly helper?: string
}

/** What conntrack_helper is patched with (RFC 7396) */
export interface ConntrackHelperPatch {
  /** Protocol of the first connection */
  readonly protocol?: "dccp" | "icmp" | "ipv6-icmp" | "sctp" | "tcp" | "udp"
  /** Port of the first connection */
  readonly port?: number
  /** Name of the helper, such as `tftp` */
  readonly helper?: string
}

/** Makes a router answer neighbour discovery for an address behind it */
export interface NdpProxy {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** The router that answers */
  readonly router_id: string
  /** The port that has the address */
  readonly port_id: string
  /** The address; without one, the only IPv6 address of the port */
  readonly ip_address: string | null
  /** A text for people */
  readonly description: string
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What ndp_proxy is created from */
export interface NdpProxyCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** The router that answers */
  readonly router_id: string
  /** The port that has the address */
  readonly port_id: string
  /** The address; without one, the only IPv6 address of the port */
  readonly ip_address?: string | null
  /** A text for people */
  readonly description?: string
}

/** What ndp_proxy may be changed to; what is left out keeps its value */
export interface NdpProxyUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** A text for people */
  readonly description?: string
}

/** What ndp_proxy is patched with (RFC 7396) */
export interface NdpProxyPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** A text for people */
  readonly description?: string
}

/** What a service is carried out by */
export interface ServiceProvider {
  /** Name of the provider */
  readonly name: string
  /** The service */
  readonly service_type?: string | null
  /** Whether it is used unless another one is asked for */
  readonly default?: boolean | null
}

/** What traffic ports let in and out. Each project has one named default, made when it is first needed */
export interface SecurityGroup {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Whether answers to what was let through are let through too; cannot be changed while ports use the group */
  readonly stateful: boolean
  /** Whether the caller's project may use it because it is shared */
  readonly shared?: boolean | null
  /** Its rules */
  readonly security_group_rules?: readonly ({ readonly "id": string | null; readonly "project_id": string | null; readonly "security_group_id": string | null; readonly "ethertype": string | null; readonly "direction": string | null; readonly "protocol": string | null; readonly "port_range_min": number | null; readonly "port_range_max": number | null; readonly "remote_ip_prefix": string | null; readonly "remote_address_group_id": string | null; readonly "normalized_cidr": string | null; readonly "remote_group_id": string | null; readonly "description": string | null; readonly "tags": readonly (string)[] | null; readonly "created_at": string | null; readonly "updated_at": string | null; readonly "revision_number": number | null })[] | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What security_group is created from */
export interface SecurityGroupCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether answers to what was let through are let through too; cannot be changed while ports use the group */
  readonly stateful?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What security_group may be changed to; what is left out keeps its value */
export interface SecurityGroupUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether answers to what was let through are let through too; cannot be changed while ports use the group */
  readonly stateful?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What security_group is patched with (RFC 7396) */
export interface SecurityGroupPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether answers to what was let through are let through too; cannot be changed while ports use the group */
  readonly stateful?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** One kind of traffic that the ports of a security group let in or out */
export interface SecurityGroupRule {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** A text for people */
  readonly description: string | null
  /** Security group that it belongs to */
  readonly security_group_id: string
  /** Seen from the port: in or out */
  readonly direction: "ingress" | "egress"
  /** IPv4 or IPv6 */
  readonly ethertype: string
  /** Name or number of the IP protocol; null is any */
  readonly protocol: string | null
  /** First port, or ICMP type */
  readonly port_range_min: number | null
  /** Last port, or ICMP code */
  readonly port_range_max: number | null
  /** Addresses of the other side */
  readonly remote_ip_prefix: string | null
  /** The remote IP prefix without host bits */
  readonly normalized_cidr: string | null
  /** Security group of the ports on the other side */
  readonly remote_group_id: string | null
  /** Address group of the other side */
  readonly remote_address_group_id: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What security_group_rule is created from */
export interface SecurityGroupRuleCreate {
  /** Project that owns it */
  readonly project_id: string
  /** A text for people */
  readonly description?: string | null
  /** Security group that it belongs to */
  readonly security_group_id: string
  /** Seen from the port: in or out */
  readonly direction: "ingress" | "egress"
  /** IPv4 or IPv6 */
  readonly ethertype?: string
  /** Name or number of the IP protocol; null is any */
  readonly protocol?: string | null
  /** First port, or ICMP type */
  readonly port_range_min?: number | null
  /** Last port, or ICMP code */
  readonly port_range_max?: number | null
  /** Addresses of the other side */
  readonly remote_ip_prefix?: string | null
  /** Security group of the ports on the other side */
  readonly remote_group_id?: string | null
  /** Address group of the other side */
  readonly remote_address_group_id?: string | null
}

/** A piece of a network that is one layer 2 domain */
export interface Segment {
  /** UUID of the object */
  readonly id: string
  /** Network that it belongs to */
  readonly network_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** A text for people */
  readonly description: string | null
  /** What carries its traffic: local, flat, vlan, vxlan, geneve or gre */
  readonly network_type: string
  /** Physical network that it is on */
  readonly physical_network: string | null
  /** VLAN or tunnel id */
  readonly segmentation_id: number | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What segment is created from */
export interface SegmentCreate {
  /** Network that it belongs to */
  readonly network_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** What carries its traffic: local, flat, vlan, vxlan, geneve or gre */
  readonly network_type: string
  /** Physical network that it is on */
  readonly physical_network?: string | null
  /** VLAN or tunnel id */
  readonly segmentation_id?: number | null
}

/** What segment may be changed to; what is left out keeps its value */
export interface SegmentUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
}

/** What segment is patched with (RFC 7396) */
export interface SegmentPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
}

/** VLAN or tunnel ids that networks get */
export interface NetworkSegmentRange {
  /** UUID of the object */
  readonly id: string
  /** Project whose networks get the ids; null of shared ones */
  readonly project_id: string | null
  /** Name for people; need not be unique */
  readonly name: string
  /** Whether it is from the settings */
  readonly default: boolean
  /** Whether networks of all projects get the ids */
  readonly shared: boolean
  /** What carries the traffic */
  readonly network_type: "vlan" | "vxlan" | "gre" | "geneve"
  /** Physical network of VLANs */
  readonly physical_network: string | null
  /** First id */
  readonly minimum: number
  /** Last id */
  readonly maximum: number
  /** Ids that are free */
  readonly available: readonly (number)[]
  /** Ids that are in use, with the projects of the networks */
  readonly used: Readonly<Record<string, string>>
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What network_segment_range is created from */
export interface NetworkSegmentRangeCreate {
  /** Project whose networks get the ids; null of shared ones */
  readonly project_id?: string | null
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether it is from the settings */
  readonly default?: boolean
  /** Whether networks of all projects get the ids */
  readonly shared?: boolean
  /** What carries the traffic */
  readonly network_type: "vlan" | "vxlan" | "gre" | "geneve"
  /** Physical network of VLANs */
  readonly physical_network?: string | null
  /** First id */
  readonly minimum: number
  /** Last id */
  readonly maximum: number
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What network_segment_range may be changed to; what is left out keeps its value */
export interface NetworkSegmentRangeUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** First id */
  readonly minimum?: number
  /** Last id */
  readonly maximum?: number
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What network_segment_range is patched with (RFC 7396) */
export interface NetworkSegmentRangePatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** First id */
  readonly minimum?: number
  /** Last id */
  readonly maximum?: number
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** Prefixes that subnets are cut from */
export interface SubnetPool {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Its prefixes, joined where they meet */
  readonly prefixes: readonly (string)[]
  /** 4 or 6 */
  readonly ip_version: number | null
  /** Length of the prefix of a subnet that says none; the shortest unless it is given */
  readonly default_prefixlen: number | null
  /** Length of the shortest prefix that a subnet may have */
  readonly min_prefixlen: number | null
  /** Length of the longest prefix that a subnet may have */
  readonly max_prefixlen: number | null
  /** How much of it one project may use: addresses of IPv4, networks of length 64 of IPv6 */
  readonly default_quota: number | null
  /** Whether subnets get their addresses here by default */
  readonly is_default: boolean
  /** Address scope that it is in */
  readonly address_scope_id: string | null
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared: boolean
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What subnetpool is created from */
export interface SubnetPoolCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Its prefixes, joined where they meet */
  readonly prefixes: readonly (string)[]
  /** Length of the prefix of a subnet that says none; the shortest unless it is given */
  readonly default_prefixlen?: number | null
  /** Length of the shortest prefix that a subnet may have */
  readonly min_prefixlen?: number | null
  /** Length of the longest prefix that a subnet may have */
  readonly max_prefixlen?: number | null
  /** How much of it one project may use: addresses of IPv4, networks of length 64 of IPv6 */
  readonly default_quota?: number | null
  /** Whether subnets get their addresses here by default */
  readonly is_default?: boolean
  /** Address scope that it is in */
  readonly address_scope_id?: string | null
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What subnetpool may be changed to; what is left out keeps its value */
export interface SubnetPoolUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Its prefixes, joined where they meet */
  readonly prefixes?: readonly (string)[]
  /** Length of the prefix of a subnet that says none; the shortest unless it is given */
  readonly default_prefixlen?: number | null
  /** Length of the shortest prefix that a subnet may have */
  readonly min_prefixlen?: number | null
  /** Length of the longest prefix that a subnet may have */
  readonly max_prefixlen?: number | null
  /** How much of it one project may use: addresses of IPv4, networks of length 64 of IPv6 */
  readonly default_quota?: number | null
  /** Whether subnets get their addresses here by default */
  readonly is_default?: boolean
  /** Address scope that it is in */
  readonly address_scope_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What subnetpool is patched with (RFC 7396) */
export interface SubnetPoolPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Its prefixes, joined where they meet */
  readonly prefixes?: readonly (string)[]
  /** Length of the prefix of a subnet that says none; the shortest unless it is given */
  readonly default_prefixlen?: number | null
  /** Length of the shortest prefix that a subnet may have */
  readonly min_prefixlen?: number | null
  /** Length of the longest prefix that a subnet may have */
  readonly max_prefixlen?: number | null
  /** How much of it one project may use: addresses of IPv4, networks of length 64 of IPv6 */
  readonly default_quota?: number | null
  /** Whether subnets get their addresses here by default */
  readonly is_default?: boolean
  /** Address scope that it is in */
  readonly address_scope_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** Adds prefixes to the pool */
export interface SubnetPoolAddPrefixesInput {
  /** What is added */
  readonly prefixes: readonly (string)[]
}

/** Takes prefixes from the pool that no subnet is in */
export interface SubnetPoolRemovePrefixesInput {
  /** What is taken away */
  readonly prefixes: readonly (string)[]
}

/** Brings the subnets of a network into the pool */
export interface SubnetPoolOnboardNetworkSubnetsInput {
  /** Network with the subnets */
  readonly network_id: string
}

/** Pools whose addresses do not overlap, so that routers need no translation between them */
export interface AddressScope {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** 4 or 6 */
  readonly ip_version: number
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared: boolean
}

/** What address_scope is created from */
export interface AddressScopeCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** 4 or 6 */
  readonly ip_version: number
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
}

/** What address_scope may be changed to; what is left out keeps its value */
export interface AddressScopeUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
}

/** What address_scope is patched with (RFC 7396) */
export interface AddressScopePatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether the caller's project may use it though another one owns it; giving it shares it with all projects */
  readonly shared?: boolean
}

/** A range of IP addresses on a network */
export interface Subnet {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Network that it is on */
  readonly network_id: string
  /** 4 or 6 */
  readonly ip_version: number
  /** Pool that its addresses are from */
  readonly subnetpool_id: string | null
  /** Its addresses */
  readonly cidr: string | null
  /** Address of the router; the first address unless it is given, null for none */
  readonly gateway_ip: string | null
  /** Addresses that ports get; all but the gateway unless they are given */
  readonly allocation_pools: readonly ({ readonly "start": string; readonly "end": string })[]
  /** DNS servers of its machines */
  readonly dns_nameservers: readonly (string)[]
  /** Routes of its machines */
  readonly host_routes: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether machines get their addresses by DHCP */
  readonly enable_dhcp: boolean
  /** What router advertisements say */
  readonly ipv6_ra_mode: "dhcpv6-stateful" | "dhcpv6-stateless" | "slaac" | null
  /** How machines get their IPv6 addresses */
  readonly ipv6_address_mode: "dhcpv6-stateful" | "dhcpv6-stateless" | "slaac" | null
  /** Device owners whose ports get addresses here; empty is all */
  readonly service_types: readonly (string)[]
  /** Whether addresses of it get DNS records */
  readonly dns_publish_fixed_ip: boolean
  /** Segment that it is on, of a routed network */
  readonly segment_id?: string | null
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What subnet is created from */
export interface SubnetCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Network that it is on */
  readonly network_id: string
  /** 4 or 6 */
  readonly ip_version: number
  /** Pool that its addresses are from */
  readonly subnetpool_id?: string | null
  /** Takes the addresses from the default pool */
  readonly use_default_subnetpool?: boolean
  /** Length of the prefix that is taken from the pool */
  readonly prefixlen?: number | null
  /** Its addresses */
  readonly cidr?: string | null
  /** Address of the router; the first address unless it is given, null for none */
  readonly gateway_ip?: string | null
  /** Addresses that ports get; all but the gateway unless they are given */
  readonly allocation_pools?: readonly ({ readonly "start": string; readonly "end": string })[]
  /** DNS servers of its machines */
  readonly dns_nameservers?: readonly (string)[]
  /** Routes of its machines */
  readonly host_routes?: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether machines get their addresses by DHCP */
  readonly enable_dhcp?: boolean
  /** What router advertisements say */
  readonly ipv6_ra_mode?: "dhcpv6-stateful" | "dhcpv6-stateless" | "slaac" | null
  /** How machines get their IPv6 addresses */
  readonly ipv6_address_mode?: "dhcpv6-stateful" | "dhcpv6-stateless" | "slaac" | null
  /** Device owners whose ports get addresses here; empty is all */
  readonly service_types?: readonly (string)[]
  /** Whether addresses of it get DNS records */
  readonly dns_publish_fixed_ip?: boolean
  /** Segment that it is on, of a routed network */
  readonly segment_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What subnet may be changed to; what is left out keeps its value */
export interface SubnetUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Address of the router; the first address unless it is given, null for none */
  readonly gateway_ip?: string | null
  /** Addresses that ports get; all but the gateway unless they are given */
  readonly allocation_pools?: readonly ({ readonly "start": string; readonly "end": string })[]
  /** DNS servers of its machines */
  readonly dns_nameservers?: readonly (string)[]
  /** Routes of its machines */
  readonly host_routes?: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether machines get their addresses by DHCP */
  readonly enable_dhcp?: boolean
  /** Device owners whose ports get addresses here; empty is all */
  readonly service_types?: readonly (string)[]
  /** Whether addresses of it get DNS records */
  readonly dns_publish_fixed_ip?: boolean
  /** Segment that it is on, of a routed network */
  readonly segment_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What subnet is patched with (RFC 7396) */
export interface SubnetPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Address of the router; the first address unless it is given, null for none */
  readonly gateway_ip?: string | null
  /** Addresses that ports get; all but the gateway unless they are given */
  readonly allocation_pools?: readonly ({ readonly "start": string; readonly "end": string })[]
  /** DNS servers of its machines */
  readonly dns_nameservers?: readonly (string)[]
  /** Routes of its machines */
  readonly host_routes?: readonly ({ readonly "destination": string; readonly "nexthop": string })[]
  /** Whether machines get their addresses by DHCP */
  readonly enable_dhcp?: boolean
  /** Device owners whose ports get addresses here; empty is all */
  readonly service_types?: readonly (string)[]
  /** Whether addresses of it get DNS records */
  readonly dns_publish_fixed_ip?: boolean
  /** Segment that it is on, of a routed network */
  readonly segment_id?: string | null
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What may pass the routers of a project, whichever of them it is. Served where a backend tells projects' policies */
export interface TenantPolicy {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Its place among the policies of the project: 1 to 3000, the least first, or that of a policy of the configuration (14000 and on), in the place of which it stands then */
  readonly priority: number
  /** Where packets are from: a CIDR, `any` or `external` */
  readonly source: string
  /** Port that they are from; 0 or null is any */
  readonly source_port: number | null
  /** Where they go: a CIDR, `any` or `external` */
  readonly destination: string
  /** Port that they go to; 0 or null is any */
  readonly destination_port: number | null
  /** Their protocol; needed for a port */
  readonly protocol: "tcp" | "udp" | null
  /** `permit` or `deny` */
  readonly action: string
  /** Addresses that they go by: a list, or text with commas between them */
  readonly nexthops: unknown
}

/** What tenantpolicy is created from */
export interface TenantPolicyCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Its place among the policies of the project: 1 to 3000, the least first, or that of a policy of the configuration (14000 and on), in the place of which it stands then */
  readonly priority: number
  /** Where packets are from: a CIDR, `any` or `external` */
  readonly source: string
  /** Port that they are from; 0 or null is any */
  readonly source_port?: number | null
  /** Where they go: a CIDR, `any` or `external` */
  readonly destination: string
  /** Port that they go to; 0 or null is any */
  readonly destination_port?: number | null
  /** Their protocol; needed for a port */
  readonly protocol?: "tcp" | "udp" | null
  /** `permit` or `deny` */
  readonly action: string
  /** Addresses that they go by: a list, or text with commas between them */
  readonly nexthops?: unknown
}

/** What tenantpolicy may be changed to; what is left out keeps its value */
export interface TenantPolicyUpdate {
  /** Where packets are from: a CIDR, `any` or `external` */
  readonly source?: string
  /** Port that they are from; 0 or null is any */
  readonly source_port?: number | null
  /** Where they go: a CIDR, `any` or `external` */
  readonly destination?: string
  /** Port that they go to; 0 or null is any */
  readonly destination_port?: number | null
  /** Their protocol; needed for a port */
  readonly protocol?: "tcp" | "udp" | null
  /** `permit` or `deny` */
  readonly action?: string
  /** Addresses that they go by: a list, or text with commas between them */
  readonly nexthops?: unknown
}

/** What tenantpolicy is patched with (RFC 7396) */
export interface TenantPolicyPatch {
  /** Where packets are from: a CIDR, `any` or `external` */
  readonly source?: string
  /** Port that they are from; 0 or null is any */
  readonly source_port?: number | null
  /** Where they go: a CIDR, `any` or `external` */
  readonly destination?: string
  /** Port that they go to; 0 or null is any */
  readonly destination_port?: number | null
  /** Their protocol; needed for a port */
  readonly protocol?: "tcp" | "udp" | null
  /** `permit` or `deny` */
  readonly action?: string
  /** Addresses that they go by: a list, or text with commas between them */
  readonly nexthops?: unknown
}

/** Lets one port carry the traffic of several networks, told apart by their tags */
export interface Trunk {
  /** UUID of the object */
  readonly id: string
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name: string
  /** Whether traffic may pass and the trunk may be changed */
  readonly admin_state_up: boolean
  /** The parent port, which carries the traffic */
  readonly port_id: string
  /** Whether traffic does pass */
  readonly status: "ACTIVE" | "DOWN" | "BUILD" | "DEGRADED" | "ERROR"
  /** The ports whose traffic it carries */
  readonly sub_ports: readonly ({ readonly "port_id": string; readonly "segmentation_type": string | null; readonly "segmentation_id": number | null })[]
  /** A text for people */
  readonly description: string
  /** Short texts to find the object by */
  readonly tags: readonly (string)[]
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
  /** The revision of its last change */
  readonly revision_number: number
}

/** What trunk is created from */
export interface TrunkCreate {
  /** Project that owns it */
  readonly project_id: string
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether traffic may pass and the trunk may be changed */
  readonly admin_state_up?: boolean
  /** The parent port, which carries the traffic */
  readonly port_id: string
  /** The ports whose traffic it carries */
  readonly sub_ports?: readonly ({ readonly "port_id": string; readonly "segmentation_type": string | null; readonly "segmentation_id": number | null })[]
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What trunk may be changed to; what is left out keeps its value */
export interface TrunkUpdate {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether traffic may pass and the trunk may be changed */
  readonly admin_state_up?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** What trunk is patched with (RFC 7396) */
export interface TrunkPatch {
  /** Name for people; need not be unique */
  readonly name?: string
  /** Whether traffic may pass and the trunk may be changed */
  readonly admin_state_up?: boolean
  /** A text for people */
  readonly description?: string
  /** Short texts to find the object by */
  readonly tags?: readonly (string)[]
}

/** Adds subports */
export interface TrunkAddSubportsInput {
  /** What is added */
  readonly sub_ports: readonly ({ readonly "port_id": string; readonly "segmentation_type": string | null; readonly "segmentation_id": number | null })[]
}

/** Takes subports away */
export interface TrunkRemoveSubportsInput {
  /** What is taken away */
  readonly sub_ports: readonly ({ readonly "port_id": string; readonly "segmentation_type": string | null; readonly "segmentation_id": number | null })[]
}

/** Lists the subports */
export interface TrunkGetSubportsInput {
}

/**
 * The kinds of networking v2.0
 * Networks, subnets, ports, routers and all else of OpenStack's Networking API v2.0.
 */
export interface Networking {
  readonly AddressGroup: {
    readonly object: AddressGroup
    readonly create: AddressGroupCreate
    readonly update: AddressGroupUpdate
    readonly patch: AddressGroupPatch
    readonly actions: { add_addresses: AddressGroupAddAddressesInput; remove_addresses: AddressGroupRemoveAddressesInput }
    readonly behaviours: never
  }
  readonly Agent: {
    readonly object: Agent
    readonly create: never
    readonly update: AgentUpdate
    readonly patch: AgentPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly AgentReport: {
    readonly object: AgentReport
    readonly create: AgentReportCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly HostedNetwork: {
    readonly object: HostedNetwork
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly HostedRouter: {
    readonly object: HostedRouter
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly DhcpNetwork: {
    readonly object: DhcpNetwork
    readonly create: DhcpNetworkCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly L3Router: {
    readonly object: L3Router
    readonly create: L3RouterCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly DhcpAgent: {
    readonly object: DhcpAgent
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly L3Agent: {
    readonly object: L3Agent
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly AvailabilityZone: {
    readonly object: AvailabilityZone
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Flavor: {
    readonly object: Flavor
    readonly create: FlavorCreate
    readonly update: FlavorUpdate
    readonly patch: FlavorPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServiceProfile: {
    readonly object: ServiceProfile
    readonly create: ServiceProfileCreate
    readonly update: ServiceProfileUpdate
    readonly patch: ServiceProfilePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly FlavorServiceProfile: {
    readonly object: FlavorServiceProfile
    readonly create: FlavorServiceProfileCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly FloatingIp: {
    readonly object: FloatingIp
    readonly create: FloatingIpCreate
    readonly update: FloatingIpUpdate
    readonly patch: FloatingIpPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly PortForwarding: {
    readonly object: PortForwarding
    readonly create: PortForwardingCreate
    readonly update: PortForwardingUpdate
    readonly patch: PortForwardingPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly FloatingIpPool: {
    readonly object: FloatingIpPool
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly LocalIp: {
    readonly object: LocalIp
    readonly create: LocalIpCreate
    readonly update: LocalIpUpdate
    readonly patch: LocalIpPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly LocalIpPortAssociation: {
    readonly object: LocalIpPortAssociation
    readonly create: LocalIpPortAssociationCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Log: {
    readonly object: Log
    readonly create: LogCreate
    readonly update: LogUpdate
    readonly patch: LogPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly LoggableResource: {
    readonly object: LoggableResource
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly MeteringLabel: {
    readonly object: MeteringLabel
    readonly create: MeteringLabelCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly MeteringLabelRule: {
    readonly object: MeteringLabelRule
    readonly create: MeteringLabelRuleCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Network: {
    readonly object: Network
    readonly create: NetworkCreate
    readonly update: NetworkUpdate
    readonly patch: NetworkPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly NetworkIpAvailability: {
    readonly object: NetworkIpAvailability
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly AutoAllocatedTopology: {
    readonly object: AutoAllocatedTopology
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ProjectName: {
    readonly object: ProjectName
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Port: {
    readonly object: Port
    readonly create: PortCreate
    readonly update: PortUpdate
    readonly patch: PortPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly PortBinding: {
    readonly object: PortBinding
    readonly create: PortBindingCreate
    readonly update: PortBindingUpdate
    readonly patch: PortBindingPatch
    readonly actions: { activate: PortBindingActivateInput }
    readonly behaviours: 'activate'
  }
  readonly QosPolicy: {
    readonly object: QosPolicy
    readonly create: QosPolicyCreate
    readonly update: QosPolicyUpdate
    readonly patch: QosPolicyPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosBandwidthLimitRule: {
    readonly object: QosBandwidthLimitRule
    readonly create: QosBandwidthLimitRuleCreate
    readonly update: QosBandwidthLimitRuleUpdate
    readonly patch: QosBandwidthLimitRulePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosDscpMarkingRule: {
    readonly object: QosDscpMarkingRule
    readonly create: QosDscpMarkingRuleCreate
    readonly update: QosDscpMarkingRuleUpdate
    readonly patch: QosDscpMarkingRulePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosMinimumBandwidthRule: {
    readonly object: QosMinimumBandwidthRule
    readonly create: QosMinimumBandwidthRuleCreate
    readonly update: QosMinimumBandwidthRuleUpdate
    readonly patch: QosMinimumBandwidthRulePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosPacketRateLimitRule: {
    readonly object: QosPacketRateLimitRule
    readonly create: QosPacketRateLimitRuleCreate
    readonly update: QosPacketRateLimitRuleUpdate
    readonly patch: QosPacketRateLimitRulePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosMinimumPacketRateRule: {
    readonly object: QosMinimumPacketRateRule
    readonly create: QosMinimumPacketRateRuleCreate
    readonly update: QosMinimumPacketRateRuleUpdate
    readonly patch: QosMinimumPacketRateRulePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosBandwidthLimitRuleAlias: {
    readonly object: QosBandwidthLimitRuleAlias
    readonly create: never
    readonly update: QosBandwidthLimitRuleAliasUpdate
    readonly patch: QosBandwidthLimitRuleAliasPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosDscpMarkingRuleAlias: {
    readonly object: QosDscpMarkingRuleAlias
    readonly create: never
    readonly update: QosDscpMarkingRuleAliasUpdate
    readonly patch: QosDscpMarkingRuleAliasPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosMinimumBandwidthRuleAlias: {
    readonly object: QosMinimumBandwidthRuleAlias
    readonly create: never
    readonly update: QosMinimumBandwidthRuleAliasUpdate
    readonly patch: QosMinimumBandwidthRuleAliasPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosPacketRateLimitRuleAlias: {
    readonly object: QosPacketRateLimitRuleAlias
    readonly create: never
    readonly update: QosPacketRateLimitRuleAliasUpdate
    readonly patch: QosPacketRateLimitRuleAliasPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosMinimumPacketRateRuleAlias: {
    readonly object: QosMinimumPacketRateRuleAlias
    readonly create: never
    readonly update: QosMinimumPacketRateRuleAliasUpdate
    readonly patch: QosMinimumPacketRateRuleAliasPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly QosRuleType: {
    readonly object: QosRuleType
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Quota: {
    readonly object: Quota
    readonly create: never
    readonly update: QuotaUpdate
    readonly patch: QuotaPatch
    readonly actions: { default: QuotaDefaultInput; details: QuotaDetailsInput }
    readonly behaviours: 'default' | 'details'
  }
  readonly QuotaLimits: {
    readonly object: QuotaLimits
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly RbacPolicy: {
    readonly object: RbacPolicy
    readonly create: RbacPolicyCreate
    readonly update: RbacPolicyUpdate
    readonly patch: RbacPolicyPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Router: {
    readonly object: Router
    readonly create: RouterCreate
    readonly update: RouterUpdate
    readonly patch: RouterPatch
    readonly actions: { add_router_interface: RouterAddRouterInterfaceInput; remove_router_interface: RouterRemoveRouterInterfaceInput; add_extraroutes: RouterAddExtraroutesInput; remove_extraroutes: RouterRemoveExtraroutesInput }
    readonly behaviours: 'add_router_interface' | 'remove_router_interface'
  }
  readonly ConntrackHelper: {
    readonly object: ConntrackHelper
    readonly create: ConntrackHelperCreate
    readonly update: ConntrackHelperUpdate
    readonly patch: ConntrackHelperPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly NdpProxy: {
    readonly object: NdpProxy
    readonly create: NdpProxyCreate
    readonly update: NdpProxyUpdate
    readonly patch: NdpProxyPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServiceProvider: {
    readonly object: ServiceProvider
    readonly create: never
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SecurityGroup: {
    readonly object: SecurityGroup
    readonly create: SecurityGroupCreate
    readonly update: SecurityGroupUpdate
    readonly patch: SecurityGroupPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SecurityGroupRule: {
    readonly object: SecurityGroupRule
    readonly create: SecurityGroupRuleCreate
    readonly update: never
    readonly patch: never
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Segment: {
    readonly object: Segment
    readonly create: SegmentCreate
    readonly update: SegmentUpdate
    readonly patch: SegmentPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly NetworkSegmentRange: {
    readonly object: NetworkSegmentRange
    readonly create: NetworkSegmentRangeCreate
    readonly update: NetworkSegmentRangeUpdate
    readonly patch: NetworkSegmentRangePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SubnetPool: {
    readonly object: SubnetPool
    readonly create: SubnetPoolCreate
    readonly update: SubnetPoolUpdate
    readonly patch: SubnetPoolPatch
    readonly actions: { add_prefixes: SubnetPoolAddPrefixesInput; remove_prefixes: SubnetPoolRemovePrefixesInput; onboard_network_subnets: SubnetPoolOnboardNetworkSubnetsInput }
    readonly behaviours: 'add_prefixes' | 'remove_prefixes' | 'onboard_network_subnets'
  }
  readonly AddressScope: {
    readonly object: AddressScope
    readonly create: AddressScopeCreate
    readonly update: AddressScopeUpdate
    readonly patch: AddressScopePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Subnet: {
    readonly object: Subnet
    readonly create: SubnetCreate
    readonly update: SubnetUpdate
    readonly patch: SubnetPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly TenantPolicy: {
    readonly object: TenantPolicy
    readonly create: TenantPolicyCreate
    readonly update: TenantPolicyUpdate
    readonly patch: TenantPolicyPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly Trunk: {
    readonly object: Trunk
    readonly create: TrunkCreate
    readonly update: TrunkUpdate
    readonly patch: TrunkPatch
    readonly actions: { add_subports: TrunkAddSubportsInput; remove_subports: TrunkRemoveSubportsInput; get_subports: TrunkGetSubportsInput }
    readonly behaviours: 'add_subports' | 'remove_subports' | 'get_subports'
  }
}

/** A merge patch of a value: members may be left out, and null takes one away. */
type Merge<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Merge<T[K]> | null } : T
