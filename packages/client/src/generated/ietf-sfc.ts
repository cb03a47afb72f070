// Generated from services/ietf-sfc by npm run generate. Do not edit.

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

/** A piece of a port that a service function or forwarder can be reached at */
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

/** Something that treats packets in a certain way, such as a firewall */
export interface ServiceFunction {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** A text for people */
  readonly description: string | null
  /** What it does, for example `firewall` */
  readonly type: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What servicefunction is created from */
export interface ServiceFunctionCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** What it does, for example `firewall` */
  readonly type?: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address?: string | null
}

/** What servicefunction may be changed to; what is left out keeps its value */
export interface ServiceFunctionUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** What it does, for example `firewall` */
  readonly type?: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address?: string | null
}

/** What servicefunction is patched with (RFC 7396) */
export interface ServiceFunctionPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** What it does, for example `firewall` */
  readonly type?: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address?: string | null
}

/** Hands packets to service functions and on to the next forwarder */
export interface ServiceFunctionForwarder {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** A text for people */
  readonly description: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What servicefunctionforwarder is created from */
export interface ServiceFunctionForwarderCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address?: string | null
}

/** What servicefunctionforwarder may be changed to; what is left out keeps its value */
export interface ServiceFunctionForwarderUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address?: string | null
}

/** What servicefunctionforwarder is patched with (RFC 7396) */
export interface ServiceFunctionForwarderPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** A text for people */
  readonly description?: string | null
  /** Address to manage it at */
  readonly ip_mgmt_address?: string | null
}

/** Where the data plane finds a service function */
export interface SfDataPlaneLocator {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** UUID of the interface; it can be bound once */
  readonly interface_id: string
  /** UUID of the service function */
  readonly service_id: string
  /** Address of the machine in the service */
  readonly ipaddress: string | null
  /** Name for people, which bindings of functions to forwarders use */
  readonly name: string | null
  /** Port of the transport protocol */
  readonly l4_port: number | null
  /** Transport that packets come in */
  readonly transport: string | null
  /** Name of the forwarder that serves it */
  readonly service_function_forwarder: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What sfdataplanelocator is created from */
export interface SfDataPlaneLocatorCreate {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** UUID of the interface; it can be bound once */
  readonly interface_id: string
  /** UUID of the service function */
  readonly service_id: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Name for people, which bindings of functions to forwarders use */
  readonly name?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** Transport that packets come in */
  readonly transport?: string | null
  /** Name of the forwarder that serves it */
  readonly service_function_forwarder?: string | null
}

/** What sfdataplanelocator may be changed to; what is left out keeps its value */
export interface SfDataPlaneLocatorUpdate {
  /** UUID of the service function */
  readonly service_id?: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Name for people, which bindings of functions to forwarders use */
  readonly name?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** Transport that packets come in */
  readonly transport?: string | null
  /** Name of the forwarder that serves it */
  readonly service_function_forwarder?: string | null
}

/** What sfdataplanelocator is patched with (RFC 7396) */
export interface SfDataPlaneLocatorPatch {
  /** UUID of the service function */
  readonly service_id?: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Name for people, which bindings of functions to forwarders use */
  readonly name?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** Transport that packets come in */
  readonly transport?: string | null
  /** Name of the forwarder that serves it */
  readonly service_function_forwarder?: string | null
}

/** Where the data plane finds a forwarder */
export interface SffDataPlaneLocator {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** UUID of the interface; it can be bound once */
  readonly interface_id: string
  /** UUID of the forwarder */
  readonly service_id: string
  /** Address of the machine in the service */
  readonly ipaddress: string | null
  /** Port of the transport protocol */
  readonly l4_port: number | null
  /** MAC address */
  readonly mac: string | null
  /** Transport that packets come in */
  readonly transport: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What sffdataplanelocator is created from */
export interface SffDataPlaneLocatorCreate {
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** UUID of the interface; it can be bound once */
  readonly interface_id: string
  /** UUID of the forwarder */
  readonly service_id: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** MAC address */
  readonly mac?: string | null
  /** Transport that packets come in */
  readonly transport?: string | null
}

/** What sffdataplanelocator may be changed to; what is left out keeps its value */
export interface SffDataPlaneLocatorUpdate {
  /** UUID of the forwarder */
  readonly service_id?: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** MAC address */
  readonly mac?: string | null
  /** Transport that packets come in */
  readonly transport?: string | null
}

/** What sffdataplanelocator is patched with (RFC 7396) */
export interface SffDataPlaneLocatorPatch {
  /** UUID of the forwarder */
  readonly service_id?: string
  /** Address of the machine in the service */
  readonly ipaddress?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** MAC address */
  readonly mac?: string | null
  /** Transport that packets come in */
  readonly transport?: string | null
}

/** A forwarder serves a service function */
export interface SffSfBinding {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Name of the service function */
  readonly sf_name: string | null
  /** Name of the forwarder */
  readonly sff_name: string | null
  /** Name of the locator of the forwarder */
  readonly sff_dpl_name: string | null
  /** Name of the locator of the service function */
  readonly sf_dpl_name: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What sffsfbinding is created from */
export interface SffSfBindingCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Name of the service function */
  readonly sf_name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
  /** Name of the locator of the forwarder */
  readonly sff_dpl_name?: string | null
  /** Name of the locator of the service function */
  readonly sf_dpl_name?: string | null
}

/** What sffsfbinding may be changed to; what is left out keeps its value */
export interface SffSfBindingUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Name of the service function */
  readonly sf_name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
  /** Name of the locator of the forwarder */
  readonly sff_dpl_name?: string | null
  /** Name of the locator of the service function */
  readonly sf_dpl_name?: string | null
}

/** What sffsfbinding is patched with (RFC 7396) */
export interface SffSfBindingPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Name of the service function */
  readonly sf_name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
  /** Name of the locator of the forwarder */
  readonly sff_dpl_name?: string | null
  /** Name of the locator of the service function */
  readonly sf_dpl_name?: string | null
}

/** A classifier sends packets to a forwarder */
export interface SclSffBinding {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Name of the forwarder */
  readonly sff_name: string | null
  /** Name of the classifier */
  readonly scl_name: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What sclsffbinding is created from */
export interface SclSffBindingCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
  /** Name of the classifier */
  readonly scl_name?: string | null
}

/** What sclsffbinding may be changed to; what is left out keeps its value */
export interface SclSffBindingUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
  /** Name of the classifier */
  readonly scl_name?: string | null
}

/** What sclsffbinding is patched with (RFC 7396) */
export interface SclSffBindingPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
  /** Name of the classifier */
  readonly scl_name?: string | null
}

/** Chooses the chain that packets go through */
export interface ServiceFunctionClassifier {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Address that packets come from */
  readonly src_ip: string | null
  /** Address that packets go to */
  readonly dst_ip: string | null
  /** MAC address that packets come from */
  readonly src_mac: string | null
  /** MAC address that packets go to */
  readonly dst_mac: string | null
  /** Port of the transport protocol */
  readonly l4_port: number | null
  /** Name of the chain */
  readonly service_function_chain: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What servicefunctionclassifier is created from */
export interface ServiceFunctionClassifierCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address that packets come from */
  readonly src_ip?: string | null
  /** Address that packets go to */
  readonly dst_ip?: string | null
  /** MAC address that packets come from */
  readonly src_mac?: string | null
  /** MAC address that packets go to */
  readonly dst_mac?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** Name of the chain */
  readonly service_function_chain?: string | null
}

/** What servicefunctionclassifier may be changed to; what is left out keeps its value */
export interface ServiceFunctionClassifierUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address that packets come from */
  readonly src_ip?: string | null
  /** Address that packets go to */
  readonly dst_ip?: string | null
  /** MAC address that packets come from */
  readonly src_mac?: string | null
  /** MAC address that packets go to */
  readonly dst_mac?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** Name of the chain */
  readonly service_function_chain?: string | null
}

/** What servicefunctionclassifier is patched with (RFC 7396) */
export interface ServiceFunctionClassifierPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Address that packets come from */
  readonly src_ip?: string | null
  /** Address that packets go to */
  readonly dst_ip?: string | null
  /** MAC address that packets come from */
  readonly src_mac?: string | null
  /** MAC address that packets go to */
  readonly dst_mac?: string | null
  /** Port of the transport protocol */
  readonly l4_port?: number | null
  /** Name of the chain */
  readonly service_function_chain?: string | null
}

/** Kinds of service functions in an order */
export interface ServiceFunctionChain {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Types of service functions in the order that packets go through them */
  readonly sfc_service_functions: string | null
  /** Whether packets back go through it in reverse */
  readonly symmetric: boolean | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What servicefunctionchain is created from */
export interface ServiceFunctionChainCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Types of service functions in the order that packets go through them */
  readonly sfc_service_functions?: string | null
  /** Whether packets back go through it in reverse */
  readonly symmetric?: boolean | null
}

/** What servicefunctionchain may be changed to; what is left out keeps its value */
export interface ServiceFunctionChainUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Types of service functions in the order that packets go through them */
  readonly sfc_service_functions?: string | null
  /** Whether packets back go through it in reverse */
  readonly symmetric?: boolean | null
}

/** What servicefunctionchain is patched with (RFC 7396) */
export interface ServiceFunctionChainPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Types of service functions in the order that packets go through them */
  readonly sfc_service_functions?: string | null
  /** Whether packets back go through it in reverse */
  readonly symmetric?: boolean | null
}

/** A chain with its forwarders and functions chosen */
export interface ServiceFunctionPath {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Transport between forwarders */
  readonly transport_type: "mac" | "vxlan-gpe" | "gre" | "mpls" | null
  /** How packets carry the path that they are on */
  readonly sfc_encapsulation: "nsh" | null
  /** Whether there is a path back */
  readonly symmetric: boolean | null
  /** The hops in their order, separated by colons */
  readonly service_path_hops: string | null
  /** Name of the chain */
  readonly service_chain_name: string | null
  /** Service index at its start */
  readonly starting_index: number | null
  /** Number of the path */
  readonly path_id: number | null
  /** Metadata of fixed length */
  readonly context_metadata: string | null
  /** Metadata of variable length */
  readonly variable_metadata: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What servicefunctionpath is created from */
export interface ServiceFunctionPathCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Transport between forwarders */
  readonly transport_type?: "mac" | "vxlan-gpe" | "gre" | "mpls" | null
  /** How packets carry the path that they are on */
  readonly sfc_encapsulation?: "nsh" | null
  /** Whether there is a path back */
  readonly symmetric?: boolean | null
  /** The hops in their order, separated by colons */
  readonly service_path_hops?: string | null
  /** Name of the chain */
  readonly service_chain_name?: string | null
  /** Service index at its start */
  readonly starting_index?: number | null
  /** Number of the path */
  readonly path_id?: number | null
  /** Metadata of fixed length */
  readonly context_metadata?: string | null
  /** Metadata of variable length */
  readonly variable_metadata?: string | null
}

/** What servicefunctionpath may be changed to; what is left out keeps its value */
export interface ServiceFunctionPathUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Transport between forwarders */
  readonly transport_type?: "mac" | "vxlan-gpe" | "gre" | "mpls" | null
  /** How packets carry the path that they are on */
  readonly sfc_encapsulation?: "nsh" | null
  /** Whether there is a path back */
  readonly symmetric?: boolean | null
  /** The hops in their order, separated by colons */
  readonly service_path_hops?: string | null
  /** Name of the chain */
  readonly service_chain_name?: string | null
  /** Service index at its start */
  readonly starting_index?: number | null
  /** Number of the path */
  readonly path_id?: number | null
  /** Metadata of fixed length */
  readonly context_metadata?: string | null
  /** Metadata of variable length */
  readonly variable_metadata?: string | null
}

/** What servicefunctionpath is patched with (RFC 7396) */
export interface ServiceFunctionPathPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Transport between forwarders */
  readonly transport_type?: "mac" | "vxlan-gpe" | "gre" | "mpls" | null
  /** How packets carry the path that they are on */
  readonly sfc_encapsulation?: "nsh" | null
  /** Whether there is a path back */
  readonly symmetric?: boolean | null
  /** The hops in their order, separated by colons */
  readonly service_path_hops?: string | null
  /** Name of the chain */
  readonly service_chain_name?: string | null
  /** Service index at its start */
  readonly starting_index?: number | null
  /** Number of the path */
  readonly path_id?: number | null
  /** Metadata of fixed length */
  readonly context_metadata?: string | null
  /** Metadata of variable length */
  readonly variable_metadata?: string | null
}

/** One step of a path */
export interface ServicePathHop {
  /** UUID of the object, made up unless it is given */
  readonly id: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name: string | null
  /** Number of the hop */
  readonly hop_id: number | null
  /** Name of the service function */
  readonly sf_name: string | null
  /** Name of the forwarder */
  readonly sff_name: string | null
  /** When the object was created */
  readonly created_at: string
  /** When the object was created or last changed */
  readonly updated_at: string
}

/** What servicepathhop is created from */
export interface ServicePathHopCreate {
  /** UUID of the object, made up unless it is given */
  readonly id?: string
  /** UUID of the project that owns it */
  readonly tenant_id: string
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Number of the hop */
  readonly hop_id?: number | null
  /** Name of the service function */
  readonly sf_name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
}

/** What servicepathhop may be changed to; what is left out keeps its value */
export interface ServicePathHopUpdate {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Number of the hop */
  readonly hop_id?: number | null
  /** Name of the service function */
  readonly sf_name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
}

/** What servicepathhop is patched with (RFC 7396) */
export interface ServicePathHopPatch {
  /** Name for people; need not be unique */
  readonly name?: string | null
  /** Number of the hop */
  readonly hop_id?: number | null
  /** Name of the service function */
  readonly sf_name?: string | null
  /** Name of the forwarder */
  readonly sff_name?: string | null
}

/**
 * The kinds of ietf-sfc v1.0
 * Sends traffic through chains of service functions, in the words of the IETF (RFC 7665); after Gluon's service of that name.
 */
export interface IetfSfc {
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
  readonly ServiceFunction: {
    readonly object: ServiceFunction
    readonly create: ServiceFunctionCreate
    readonly update: ServiceFunctionUpdate
    readonly patch: ServiceFunctionPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServiceFunctionForwarder: {
    readonly object: ServiceFunctionForwarder
    readonly create: ServiceFunctionForwarderCreate
    readonly update: ServiceFunctionForwarderUpdate
    readonly patch: ServiceFunctionForwarderPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SfDataPlaneLocator: {
    readonly object: SfDataPlaneLocator
    readonly create: SfDataPlaneLocatorCreate
    readonly update: SfDataPlaneLocatorUpdate
    readonly patch: SfDataPlaneLocatorPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SffDataPlaneLocator: {
    readonly object: SffDataPlaneLocator
    readonly create: SffDataPlaneLocatorCreate
    readonly update: SffDataPlaneLocatorUpdate
    readonly patch: SffDataPlaneLocatorPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SffSfBinding: {
    readonly object: SffSfBinding
    readonly create: SffSfBindingCreate
    readonly update: SffSfBindingUpdate
    readonly patch: SffSfBindingPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly SclSffBinding: {
    readonly object: SclSffBinding
    readonly create: SclSffBindingCreate
    readonly update: SclSffBindingUpdate
    readonly patch: SclSffBindingPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServiceFunctionClassifier: {
    readonly object: ServiceFunctionClassifier
    readonly create: ServiceFunctionClassifierCreate
    readonly update: ServiceFunctionClassifierUpdate
    readonly patch: ServiceFunctionClassifierPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServiceFunctionChain: {
    readonly object: ServiceFunctionChain
    readonly create: ServiceFunctionChainCreate
    readonly update: ServiceFunctionChainUpdate
    readonly patch: ServiceFunctionChainPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServiceFunctionPath: {
    readonly object: ServiceFunctionPath
    readonly create: ServiceFunctionPathCreate
    readonly update: ServiceFunctionPathUpdate
    readonly patch: ServiceFunctionPathPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
  readonly ServicePathHop: {
    readonly object: ServicePathHop
    readonly create: ServicePathHopCreate
    readonly update: ServicePathHopUpdate
    readonly patch: ServicePathHopPatch
    readonly actions: Record<never, never>
    readonly behaviours: never
  }
}
