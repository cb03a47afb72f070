/**
 * Controllers of the first API of the plug-in, `/quantum/v1.0`: Floodlight up to 0.90, and those that were written for the plug-in of Essex
 * (A) and Folsom (B, C0).
 */
import type { DialectFamily, Generation, HeaderStyle, Style, Switches } from './dialect.ts'

const headers: HeaderStyle = {
  agent: ['QuantumProxy-Agent', 'QuantumRestProxy'],
  hash: false,
  context: false,
  keepAlive: false,
  cookie: false,
}

/**
 * Floodlight reads bodies flat: a nested object inside a network overwrites its id, so it is told three fields. Names are one key for all
 * tenants, so they are ids. Everything but networks and attachments is answered 200 and dropped.
 */
export const floodlight: Style = {
  base: '/quantum/v1.0',
  kinds: ['network', 'port'],
  headers,
  network: 'flat',
  port: 'attachment',
  ml2: false,
  attachment: 'device',
  binding: 'none',
  interfaces: 'network',
  routerRules: 'none',
  gatewayNetwork: false,
  segmentationTypes: false,
  floatingIps: false,
  portsOfAddresses: false,
  subnetNames: false,
  naming: 'plain',
  bulk: undefined,
  readBack: 'networks',
  readable: ['network'],
  capabilities: false,
  health: false,
  switches: false,
  paths: false,
  quirks: { upserts: true, namesAreIds: true, doubtfulRemovals: true, gatewayStays: true, silentEmptyGateway: false },
}

const early: Style = {
  ...floodlight,
  port: 'state',
  bulk: { method: 'PUT', networks: 'keyed', trigger: false },
  readBack: undefined,
  readable: [],
  quirks: {
    upserts: false,
    namesAreIds: false,
    doubtfulRemovals: false,
    gatewayStays: false,
    silentEmptyGateway: false,
  },
}

const folsom: Style = { ...early, attachment: 'port00', quirks: { ...early.quirks, silentEmptyGateway: true } }

const styles: Partial<Record<Generation, Style>> = { floodlight, A: early, B: folsom, C0: folsom }

export const floodlightV10: DialectFamily = {
  name: 'floodlight-v1.0',
  meaning: 'Floodlight up to 0.90, and controllers of the plug-in of Essex (A) and Folsom (B, C0)',
  generations: ['floodlight', 'A', 'B', 'C0'],
  style(generation, { documentedTopology }: Switches) {
    const style = styles[generation] ?? floodlight
    if (generation !== 'A' || documentedTopology !== true) return style
    return { ...style, bulk: { method: 'PUT', networks: 'documented', trigger: false } }
  },
}
