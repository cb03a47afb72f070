/** Big Switch controllers of networking-bigswitch: until 2018 (G1) and after it (G2). */
import { juno } from './bsn-v1.1.ts'
import { type DialectFamily, type Style, thingKinds } from './dialect.ts'

const early: Style = {
  ...juno,
  base: '/networkService/v2.0',
  kinds: thingKinds,
  headers: { ...juno.headers, keepAlive: false },
  interfaces: 'subnet',
  gatewayNetwork: true,
  portsOfAddresses: true,
  paths: true,
  bulk: { method: 'POST', networks: 'whole', trigger: true },
}

const late: Style = {
  ...early,
  headers: { ...early.headers, hash: false, context: false, cookie: true },
  routerRules: 'policies',
  subnetNames: false,
}

export const bsnV20: DialectFamily = {
  name: 'bsn-v2.0',
  meaning: 'Big Switch controllers of networking-bigswitch: until 2018 (G1) and after it (G2)',
  generations: ['G2', 'G1'],
  style: (generation, { unicode = true }) => ({
    ...(generation === 'G1' ? early : late),
    naming: unicode ? 'display' : 'escaped',
  }),
}
