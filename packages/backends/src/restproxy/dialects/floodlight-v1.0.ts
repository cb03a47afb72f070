/**
 * Controllers of the first API of the plug-in, `/quantum/v1.0`: Floodlight up to 0.90, and those that were written for the plug-in of Essex
 * (A) and Folsom (B, C0).
 */
import type { DialectFamily, Generation, Style, Switches } from './dialect.ts'
import { plain } from './style.ts'

/**
 * Floodlight reads bodies flat: a nested object inside a network overwrites its id, so it is told three fields. Names are one key for all
 * tenants, so they are ids. Everything but networks and attachments is answered 200 and dropped.
 */
export const floodlight: Style = {
  ...plain,
  base: '/quantum/v1.0',
  readBack: 'networks',
  readable: ['network'],
  quirks: { upserts: true, namesAreIds: true, doubtfulRemovals: true, gatewayStays: true, silentEmptyGateway: false },
}

const essex: Style = {
  ...plain,
  base: '/quantum/v1.0',
  port: 'state',
  bulk: { method: 'PUT', networks: 'keyed', trigger: false },
}

const folsom: Style = { ...essex, attachment: 'port00', quirks: { ...essex.quirks, silentEmptyGateway: true } }

const styles: Partial<Record<Generation, Style>> = { floodlight, A: essex, B: folsom, C0: folsom }

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
