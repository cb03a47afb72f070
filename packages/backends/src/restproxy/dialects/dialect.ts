/**
 * A dialect: what controllers of one kind are told, and how, as data. The generations are those of the REST proxy's plug-in; each changed
 * something of URLs, headers or bodies, and controllers were written for one of them.
 *
 * What is told differs from what the plug-in told where that was a mistake: things are told whole, never by what changed of them; ports without
 * a device have no attachment in the topology either; what would change the meaning of a path is escaped; a name that old controllers do not
 * take is told as the id instead of being refused; floating IPs are told with their content.
 */

export type DialectName = 'floodlight-v1.0' | 'floodlight-v1.1' | 'bsn-v1.1' | 'bsn-v2.0'

/** `floodlight`: what a real Floodlight can take, which no generation of the plug-in sent. */
export type Generation = 'floodlight' | 'A' | 'B' | 'C0' | 'C' | 'D' | 'E' | 'F' | 'G1' | 'G2'

/** Kinds of things, parents before children. */
export const thingKinds = [
  'tenant',
  'security-group',
  'network',
  'router',
  'port',
  'interface',
  'policy',
  'floatingip',
] as const

export type ThingKind = (typeof thingKinds)[number]

/** What may be chosen of a dialect besides its generation. */
export interface Switches {
  /** Ports as the ML2 driver told them: with their network and only with a host; routers and floating IPs are somebody else's. */
  readonly ml2?: boolean
  readonly securityGroups?: boolean
  /** Names go as they are, where the controller can. */
  readonly unicode?: boolean
  /** Before every path, instead of the dialect's own. */
  readonly base?: string
  /** Generation A: `networks` of the topology is a list, as it was documented, instead of an object, as it was sent. */
  readonly documentedTopology?: boolean
  /** Whether GET of the topology is believed to tell what a controller has. */
  readonly readTopology?: boolean
}

export interface HeaderStyle {
  readonly agent: readonly [name: string, value: string]
  /** Orchestration-Service-ID; with it goes Instance-ID. */
  readonly service?: string
  /** X-BSN-BVS-HASH-MATCH. */
  readonly hash: boolean
  /** X-REQ-CONTEXT. */
  readonly context: boolean
  /** Connection: keep-alive is sent when the controller has the capability of that name. */
  readonly keepAlive: boolean
  /** Credentials without a colon are the cookie of a session. */
  readonly cookie: boolean
}

export interface BulkStyle {
  readonly method: 'PUT' | 'POST'
  /** `keyed` and `documented` are those of generation A to C0. */
  readonly networks: 'keyed' | 'documented' | 'whole'
  /** Whether it may say who caused it. */
  readonly trigger: boolean
}

/** A generation of a dialect before anything is chosen. */
export type Style = Omit<Dialect, 'name' | 'generation'>

export interface DialectFamily {
  readonly name: DialectName
  readonly meaning: string
  /** The first is what it is without being told. */
  readonly generations: readonly Generation[]
  /** Of one of its generations. */
  style(generation: Generation, switches: Switches): Style
}

export interface Dialect {
  readonly name: DialectName
  readonly generation: Generation
  /** Before every path. */
  readonly base: string
  /** Kinds that are told of, parents before children. */
  readonly kinds: readonly ThingKind[]
  readonly headers: HeaderStyle
  /** `flat`: id, name and gateway alone; `whole`: everything, with its subnets. */
  readonly network: 'flat' | 'whole'
  /**
   * `attachment`: the attachment alone; `state`: id and state, then its attachment; `apart`: the whole port, then its attachment;
   * `whole`: port and attachment in one request, if it has both a device and a MAC address.
   */
  readonly port: 'attachment' | 'state' | 'apart' | 'whole'
  readonly ml2: boolean
  /** What attachments are called: the device, or the port with two zeros. */
  readonly attachment: 'device' | 'port00'
  /** How ports tell what they are plugged into; `details` come with security groups and address pairs. */
  readonly binding: 'none' | 'capabilities' | 'details'
  readonly interfaces: 'network' | 'subnet'
  readonly routerRules: 'none' | 'rules' | 'policies'
  /** The gateway of a router carries its network, and that network's tenant. */
  readonly gatewayNetwork: boolean
  readonly segmentationTypes: boolean
  /** Floating IPs have a URL of their own if the controller has the capability `floatingip`. */
  readonly floatingIps: boolean
  /** Floating IPs tell their port and its MAC address, interfaces their own address. */
  readonly portsOfAddresses: boolean
  readonly subnetNames: boolean
  /** `display`: by `display-name` if the controller has the capability of that name, else escaped. */
  readonly naming: 'plain' | 'escaped' | 'display'
  readonly bulk: BulkStyle | undefined
  /** What tells what a controller has: Floodlight's list of networks, or GET of the topology. */
  readonly readBack: 'networks' | 'topology' | undefined
  /** Kinds that it tells completely. */
  readonly readable: readonly ThingKind[]
  /** Questions that may be asked. */
  readonly capabilities: boolean
  readonly health: boolean
  readonly switches: boolean
  readonly paths: boolean
  /** Traps of those who speak it. */
  readonly quirks: {
    /** What is not there is made by the same request that changes what is there: `create` and `update` are one. */
    readonly upserts: boolean
    /** Names are one key for all tenants, so networks are called by their ids. */
    readonly namesAreIds: boolean
    /** An answer to a removal means nothing: read back, then decide. */
    readonly doubtfulRemovals: boolean
    /** A gateway that was told stays until its network is removed and made again. */
    readonly gatewayStays: boolean
    /** A network is made without naming a gateway if it has none. */
    readonly silentEmptyGateway: boolean
  }
}
