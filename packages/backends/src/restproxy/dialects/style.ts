/** What generations have in common before any of them is told more: each dialect says what it adds. */
import type { HeaderStyle, Style } from './dialect.ts'

/** Of the plug-in of Quantum. */
export const quantum: HeaderStyle = {
  agent: ['QuantumProxy-Agent', 'QuantumRestProxy'],
  hash: false,
  context: false,
  keepAlive: false,
  cookie: false,
}

/** Networks by id, name and gateway, with attachments. Nobody can be asked for anything, and nobody has traps. */
export const plain: Omit<Style, 'base'> = {
  kinds: ['network', 'port'],
  headers: quantum,
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
  readBack: undefined,
  readable: [],
  capabilities: false,
  health: false,
  switches: false,
  paths: false,
  quirks: {
    upserts: false,
    namesAreIds: false,
    doubtfulRemovals: false,
    gatewayStays: false,
    silentEmptyGateway: false,
  },
}
