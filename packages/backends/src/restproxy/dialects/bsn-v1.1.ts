/** Big Switch controllers of the plug-in of Grizzly (C), Havana (D), Icehouse (E), Juno and Kilo (F). */
import type { DialectFamily, Generation, HeaderStyle, Style } from './dialect.ts'
import { plain, quantum } from './style.ts'

const neutron: HeaderStyle = { ...quantum, agent: ['NeutronProxy-Agent', 'NeutronRestProxy'], service: 'Neutron v2.0' }

const grizzly: Style = {
  ...plain,
  base: '/networkService/v1.1',
  kinds: ['network', 'router', 'port', 'interface', 'floatingip'],
  headers: { ...quantum, service: 'Quantum v2.0' },
  network: 'whole',
  port: 'apart',
  subnetNames: true,
  bulk: { method: 'PUT', networks: 'whole', trigger: false },
}

const havana: Style = { ...grizzly, headers: neutron, binding: 'capabilities', routerRules: 'rules' }

export const icehouse: Style = {
  ...havana,
  headers: { ...neutron, hash: true, keepAlive: true },
  port: 'whole',
  binding: 'details',
  segmentationTypes: true,
  floatingIps: true,
  bulk: { method: 'PUT', networks: 'whole', trigger: true },
  capabilities: true,
  health: true,
}

export const juno: Style = { ...icehouse, headers: { ...icehouse.headers, context: true }, switches: true }

const styles: Partial<Record<Generation, Style>> = { C: grizzly, D: havana, E: icehouse, F: juno }

export const bsnV11: DialectFamily = {
  name: 'bsn-v1.1',
  meaning: 'Big Switch controllers of the plug-in of Grizzly (C), Havana (D), Icehouse (E), Juno and Kilo (F)',
  generations: ['F', 'E', 'D', 'C'],
  style: generation => styles[generation] ?? juno,
}
