// Generated from services/net-l3vpn by npm run generate. Do not edit.

/** Where a machine is plugged in. A default interface, which has the same id, comes and goes with it */
export interface Port {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** MAC address of the vNIC */
  readonly mac_address: string
  /** Whether traffic may pass */
  readonly admin_state_up: boolean
  /** Whether traffic does pass */
  readonly status: "ACTIVE" | "DOWN"
  /** How the vNIC is attached */
  readonly vnic_type: "normal" | "virtual" | "direct" | "macvtap" | "sriov" | "whole-dev"
  /** Greatest packet in bytes */
  readonly mtu: number
  /** Whether packets with a VLAN tag are let through */
  readonly vlan_transparency: boolean
  /** What the one who binds wants to say to the one who plugs, as JSON text */
  readonly profile: string | null
  /** UUID of the machine that uses the port */
  readonly device_id: string | null
  /** What uses the port, for example `compute:nova` */
  readonly device_owner: string | null
  /** Host that the machine is on */
  readonly host_id: string | null
  /** How the vNIC is plugged in, as JSON text */
  readonly vif_details: string | null
  /** What the vNIC is plugged into */
  readonly vif_type: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What port is created from */
export interface PortCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** MAC address of the vNIC */
  readonly mac_address: string
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Whether traffic does pass */
  readonly status?: "ACTIVE" | "DOWN"
  /** How the vNIC is attached */
  readonly vnic_type?: "normal" | "virtual" | "direct" | "macvtap" | "sriov" | "whole-dev"
  /** Greatest packet in bytes */
  readonly mtu?: number
  /** Whether packets with a VLAN tag are let through */
  readonly vlan_transparency?: boolean
  /** What the one who binds wants to say to the one who plugs, as JSON text */
  readonly profile?: string | null
  /** UUID of the machine that uses the port */
  readonly device_id?: string | null
  /** What uses the port, for example `compute:nova` */
  readonly device_owner?: string | null
  /** Host that the machine is on */
  readonly host_id?: string | null
  /** How the vNIC is plugged in, as JSON text */
  readonly vif_details?: string | null
  /** What the vNIC is plugged into */
  readonly vif_type?: string | null
}

/** What port may be changed to; what is left out keeps its value */
export interface PortUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** MAC address of the vNIC */
  readonly mac_address?: string
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Whether traffic does pass */
  readonly status?: "ACTIVE" | "DOWN"
  /** How the vNIC is attached */
  readonly vnic_type?: "normal" | "virtual" | "direct" | "macvtap" | "sriov" | "whole-dev"
  /** Greatest packet in bytes */
  readonly mtu?: number
  /** Whether packets with a VLAN tag are let through */
  readonly vlan_transparency?: boolean
  /** What the one who binds wants to say to the one who plugs, as JSON text */
  readonly profile?: string | null
  /** UUID of the machine that uses the port */
  readonly device_id?: string | null
  /** What uses the port, for example `compute:nova` */
  readonly device_owner?: string | null
  /** Host that the machine is on */
  readonly host_id?: string | null
  /** How the vNIC is plugged in, as JSON text */
  readonly vif_details?: string | null
  /** What the vNIC is plugged into */
  readonly vif_type?: string | null
}

/** What port is patched with (RFC 7396) */
export interface PortPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** MAC address of the vNIC */
  readonly mac_address?: string
  /** Whether traffic may pass */
  readonly admin_state_up?: boolean
  /** Whether traffic does pass */
  readonly status?: "ACTIVE" | "DOWN"
  /** How the vNIC is attached */
  readonly vnic_type?: "normal" | "virtual" | "direct" | "macvtap" | "sriov" | "whole-dev"
  /** Greatest packet in bytes */
  readonly mtu?: number
  /** Whether packets with a VLAN tag are let through */
  readonly vlan_transparency?: boolean
  /** What the one who binds wants to say to the one who plugs, as JSON text */
  readonly profile?: string | null
  /** UUID of the machine that uses the port */
  readonly device_id?: string | null
  /** What uses the port, for example `compute:nova` */
  readonly device_owner?: string | null
  /** Host that the machine is on */
  readonly host_id?: string | null
  /** How the vNIC is plugged in, as JSON text */
  readonly vif_details?: string | null
  /** What the vNIC is plugged into */
  readonly vif_type?: string | null
}

/** Gives the port to a machine on a host, as setting `host_id` and `device_id` does. A port that another machine has, or the same on another host, is not taken away */
export interface PortBindInput {
  /** Host that the machine is on */
  readonly host_id: string
  /** UUID of the machine */
  readonly device_id: string
  /** What the machine is, for example `compute:nova` */
  readonly device_owner?: string | null
  /** For the one who plugs, as JSON text */
  readonly profile?: string | null
}

/** Takes the port back from its machine. A port that is not bound stays as it is */
export interface PortUnbindInput {
}

/** A piece of a port that can be bound to one VPN */
export interface Interface {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** UUID of the port */
  readonly port_id: string
  /** How the traffic of the interface is told from that of others on the port */
  readonly segmentation_type: "none" | "vlan" | "tunnel_vxlan" | "tunnel_gre" | "mpls"
  /** Tag of that type; 0 where there is none */
  readonly segmentation_id: number
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What interface is created from */
export interface InterfaceCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** UUID of the port */
  readonly port_id: string
  /** How the traffic of the interface is told from that of others on the port */
  readonly segmentation_type: "none" | "vlan" | "tunnel_vxlan" | "tunnel_gre" | "mpls"
  /** Tag of that type; 0 where there is none */
  readonly segmentation_id: number
}

/** What interface may be changed to; what is left out keeps its value */
export interface InterfaceUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** How the traffic of the interface is told from that of others on the port */
  readonly segmentation_type?: "none" | "vlan" | "tunnel_vxlan" | "tunnel_gre" | "mpls"
  /** Tag of that type; 0 where there is none */
  readonly segmentation_id?: number
}

/** What interface is patched with (RFC 7396) */
export interface InterfacePatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** How the traffic of the interface is told from that of others on the port */
  readonly segmentation_type?: "none" | "vlan" | "tunnel_vxlan" | "tunnel_gre" | "mpls"
  /** Tag of that type; 0 where there is none */
  readonly segmentation_id?: number
}

/** A VPN */
export interface VpnService {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** A text for people */
  readonly description: string | null
  /** Route targets of IPv4, separated by commas */
  readonly ipv4_family: string | null
  /** Route targets of IPv6, separated by commas */
  readonly ipv6_family: string | null
  /** Route distinguishers, separated by commas */
  readonly route_distinguishers: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What vpn is created from */
export interface VpnServiceCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** Route targets of IPv4, separated by commas */
  readonly ipv4_family?: string | null
  /** Route targets of IPv6, separated by commas */
  readonly ipv6_family?: string | null
  /** Route distinguishers, separated by commas */
  readonly route_distinguishers?: string | null
}

/** What vpn may be changed to; what is left out keeps its value */
export interface VpnServiceUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** Route targets of IPv4, separated by commas */
  readonly ipv4_family?: string | null
  /** Route targets of IPv6, separated by commas */
  readonly ipv6_family?: string | null
  /** Route distinguishers, separated by commas */
  readonly route_distinguishers?: string | null
}

/** What vpn is patched with (RFC 7396) */
export interface VpnServicePatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** Route targets of IPv4, separated by commas */
  readonly ipv4_family?: string | null
  /** Route targets of IPv6, separated by commas */
  readonly ipv6_family?: string | null
  /** Route distinguishers, separated by commas */
  readonly route_distinguishers?: string | null
}

/** An interface takes part in a VPN */
export interface VpnBinding {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** UUID of the interface; it can be bound once */
  readonly interface_id: string
  /** UUID of the VPN */
  readonly service_id: string
  /** Address of the machine in the service */
  readonly ipaddress: string | null
  /** Length of the prefix of the subnet that the address is in */
  readonly subnet_prefix: number | null
  /** Address of the gateway */
  readonly gateway: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What vpnbinding is created from */
export interface VpnBindingCreate {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** UUID of the interface; it can be bound once */
  readonly interface_id: string
  /** UUID of the VPN */
  readonly service_id: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Length of the prefix of the subnet that the address is in */
  readonly subnet_prefix?: number | null
  /** Address of the gateway */
  readonly gateway?: string | null
}

/** What vpnbinding may be changed to; what is left out keeps its value */
export interface VpnBindingUpdate {
  /** UUID of the VPN */
  readonly service_id?: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Length of the prefix of the subnet that the address is in */
  readonly subnet_prefix?: number | null
  /** Address of the gateway */
  readonly gateway?: string | null
}

/** What vpnbinding is patched with (RFC 7396) */
export interface VpnBindingPatch {
  /** UUID of the VPN */
  readonly service_id?: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Length of the prefix of the subnet that the address is in */
  readonly subnet_prefix?: number | null
  /** Address of the gateway */
  readonly gateway?: string | null
}

/** How routes of one route target are exchanged */
export interface VpnAfConfig {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Route target */
  readonly vrf_rt_value: string
  /** Which way routes go */
  readonly vrf_rt_type: "export_extcommunity" | "import_extcommunity" | "both"
  /** Policy for routes that come in */
  readonly import_route_policy: string | null
  /** Policy for routes that go out */
  readonly export_route_policy: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What vpnafconfig is created from */
export interface VpnAfConfigCreate {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Route target */
  readonly vrf_rt_value: string
  /** Which way routes go */
  readonly vrf_rt_type: "export_extcommunity" | "import_extcommunity" | "both"
  /** Policy for routes that come in */
  readonly import_route_policy?: string | null
  /** Policy for routes that go out */
  readonly export_route_policy?: string | null
}

/** What vpnafconfig may be changed to; what is left out keeps its value */
export interface VpnAfConfigUpdate {
  /** Which way routes go */
  readonly vrf_rt_type?: "export_extcommunity" | "import_extcommunity" | "both"
  /** Policy for routes that come in */
  readonly import_route_policy?: string | null
  /** Policy for routes that go out */
  readonly export_route_policy?: string | null
}

/** What vpnafconfig is patched with (RFC 7396) */
export interface VpnAfConfigPatch {
  /** Which way routes go */
  readonly vrf_rt_type?: "export_extcommunity" | "import_extcommunity" | "both"
  /** Policy for routes that come in */
  readonly import_route_policy?: string | null
  /** Policy for routes that go out */
  readonly export_route_policy?: string | null
}

/** A BGP session between a controller and a router */
export interface BGPPeering {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_ip_address: string
  /** Address of the peer */
  readonly peer_ip_address: string
  /** Autonomous system of the peer */
  readonly as_number: number
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What bgppeering is created from */
export interface BGPPeeringCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_ip_address: string
  /** Address of the peer */
  readonly peer_ip_address: string
  /** Autonomous system of the peer */
  readonly as_number: number
}

/** What bgppeering may be changed to; what is left out keeps its value */
export interface BGPPeeringUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_ip_address?: string
  /** Address of the peer */
  readonly peer_ip_address?: string
  /** Autonomous system of the peer */
  readonly as_number?: number
}

/** What bgppeering is patched with (RFC 7396) */
export interface BGPPeeringPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_ip_address?: string
  /** Address of the peer */
  readonly peer_ip_address?: string
  /** Autonomous system of the peer */
  readonly as_number?: number
}

/** A tunnel between two hosts or gateways */
export interface DataplaneTunnel {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_tunnel_endpoint: string
  /** Address at the other end */
  readonly remote_tunnel_endpoint: string
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What dataplanetunnel is created from */
export interface DataplaneTunnelCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_tunnel_endpoint: string
  /** Address at the other end */
  readonly remote_tunnel_endpoint: string
}

/** What dataplanetunnel may be changed to; what is left out keeps its value */
export interface DataplaneTunnelUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_tunnel_endpoint?: string
  /** Address at the other end */
  readonly remote_tunnel_endpoint?: string
}

/** What dataplanetunnel is patched with (RFC 7396) */
export interface DataplaneTunnelPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address at this end, which says which controller has to act */
  readonly local_tunnel_endpoint?: string
  /** Address at the other end */
  readonly remote_tunnel_endpoint?: string
}

/**
 * The kinds of net-l3vpn v1.0
 * Connects ports over BGP/MPLS layer 3 VPNs; after Gluon's service of that name.
 */
export interface NetL3vpn {
  readonly Port: {
    readonly object: Port
    readonly create: PortCreate
    readonly update: PortUpdate
    readonly patch: PortPatch
    readonly actions: { bind: PortBindInput; unbind: PortUnbindInput }
    readonly behaviours: never
  }
  readonly Interface: {
    readonly object: Interface
    readonly create: InterfaceCreate
    readonly update: InterfaceUpdate
    readonly patch: InterfacePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly VpnService: {
    readonly object: VpnService
    readonly create: VpnServiceCreate
    readonly update: VpnServiceUpdate
    readonly patch: VpnServicePatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly VpnBinding: {
    readonly object: VpnBinding
    readonly create: VpnBindingCreate
    readonly update: VpnBindingUpdate
    readonly patch: VpnBindingPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly VpnAfConfig: {
    readonly object: VpnAfConfig
    readonly create: VpnAfConfigCreate
    readonly update: VpnAfConfigUpdate
    readonly patch: VpnAfConfigPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly BGPPeering: {
    readonly object: BGPPeering
    readonly create: BGPPeeringCreate
    readonly update: BGPPeeringUpdate
    readonly patch: BGPPeeringPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly DataplaneTunnel: {
    readonly object: DataplaneTunnel
    readonly create: DataplaneTunnelCreate
    readonly update: DataplaneTunnelUpdate
    readonly patch: DataplaneTunnelPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
}
