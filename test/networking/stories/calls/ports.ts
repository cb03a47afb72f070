/** Ports, their bindings, and trunks. */
import { objects, text } from '../state.ts'
import { type Make, post, put, remove, removeOne, type Scene } from './call.ts'

const ips = [
  '10.0.0.3',
  '10.0.0.5',
  '10.0.0.9',
  '10.0.0.14',
  '10.0.0.255',
  '10.1.0.7',
  '192.168.0.2',
  '2001:db8::5',
  'fd00::9',
]

/** Addresses as they can be asked for. */
function fixedIps({ dice, row, some }: Scene): unknown {
  const subnet = () => {
    const stored = row('Subnet')
    return stored === undefined ? { subnet_id: some('Subnet') } : { subnet_id: stored['id'] }
  }
  const one = () => {
    const chosen = dice.below(4)
    if (chosen === 0) return { ip_address: dice.of(ips) }
    if (chosen === 1) return { ...subnet(), ip_address: dice.of(ips) }
    return subnet()
  }
  return Array.from({ length: dice.below(4) }, one)
}

const binding = ({ dice }: Scene) => ({ 'binding:host_id': dice.of(['host-1', 'host-2', '']) })

const macs = ['fa:16:3e:00:00:01', 'fa:16:3e:00:00:02', 'FA:16:3E:00:00:02']

/** What only a router makes. Of a router that is gone, anybody may say so. */
function intruder({ alone, dice, row }: Scene): object {
  const router = alone && dice.once(12) ? row('Router') : undefined
  const device_owner = dice.of(['network:router_gateway', 'network:router_interface'])
  return router === undefined ? {} : { device_owner, device_id: router['id'] }
}

function newPort(scene: Scene): object {
  const { dice, some, row } = scene
  const owned = dice.once(3) ? row('Subnet')?.['network_id'] : undefined
  return {
    network_id: owned ?? some('Network'),
    ...dice.perhaps(3, () => ({ fixed_ips: fixedIps(scene) })),
    ...dice.perhaps(5, () => ({ mac_address: dice.of(macs) })),
    ...dice.perhaps(3, () => ({
      device_owner: dice.of(['compute:nova', 'compute:nova', 'network:dhcp']),
      device_id: 'vm',
    })),
    ...intruder(scene),
    ...dice.perhaps(4, () => binding(scene)),
    ...dice.perhaps(5, () => ({ security_groups: [some('SecurityGroup')] })),
    ...dice.perhaps(8, () => ({ port_security_enabled: false, security_groups: [] })),
    ...dice.perhaps(9, () => ({ allowed_address_pairs: [{ ip_address: '10.0.0.0/24' }] })),
    ...dice.perhaps(9, () => ({ qos_policy_id: some('QosPolicy') })),
  }
}

const createPort: Make = scene => post('/ports', { port: newPort(scene) })

const sub = ({ dice, some }: Scene) => ({
  port_id: some('Port'),
  ...(dice.once(8) ? {} : { segmentation_type: 'vlan', segmentation_id: 1 + dice.below(9) }),
})

/** A port of a machine. */
const machine = ({ some, row }: Scene) =>
  row('Port', one => text(one, 'device_owner').startsWith('compute:'))?.['id'] ?? some('Port')

const bound = ({ dice, row, some }: Scene) => {
  const binding = row('PortBinding')
  const host = dice.once(10) ? 'host-3' : (binding?.['host'] ?? 'host-1')
  return `/ports/${binding?.['port_id'] ?? some('Port')}/bindings/${host}`
}

export const portCalls: Readonly<Record<string, Make>> = {
  createPort,
  createPorts: scene =>
    post('/ports', { ports: Array.from({ length: 1 + scene.dice.below(4) }, () => newPort(scene)) }),
  updatePort: scene => {
    const { dice, some } = scene
    return put(`/ports/${some('Port')}`, {
      port: dice.of<object>([
        { fixed_ips: fixedIps(scene) },
        { fixed_ips: fixedIps(scene) },
        { fixed_ips: [] },
        { mac_address: null },
        { mac_address: dice.of(macs) },
        binding(scene),
        binding(scene),
        { 'binding:vnic_type': 'direct' },
        { security_groups: [some('SecurityGroup')] },
        { security_groups: [] },
        { device_owner: 'compute:nova', device_id: 'vm' },
        { device_owner: '', device_id: '' },
        intruder(scene),
        { qos_policy_id: some('QosPolicy') },
        { name: 'renamed' },
      ]),
    })
  },
  deletePort: removeOne('ports', 'Port'),
  bind: scene => post(`/ports/${machine(scene)}/bindings`, { binding: { host: scene.dice.of(['host-1', 'host-2']) } }),
  activate: scene => put(`${bound(scene)}/activate`, undefined),
  rebind: scene => put(bound(scene), { binding: { vnic_type: scene.dice.of(['normal', 'direct']) } }),
  unbind: scene => remove(bound(scene)),
  createTrunk: scene =>
    post('/trunks', {
      trunk: { port_id: scene.some('Port'), ...scene.dice.perhaps(2, () => ({ sub_ports: [sub(scene)] })) },
    }),
  addSubports: scene =>
    put(`/trunks/${scene.some('Trunk')}/add_subports`, {
      sub_ports: [sub(scene), ...(scene.dice.once(4) ? [sub(scene)] : [])],
    }),
  removeSubports: ({ row, some }) => {
    const trunk = row('Trunk', one => objects(one, 'sub_ports').length > 0)
    const port_id = trunk === undefined ? some('Port') : objects(trunk, 'sub_ports')[0]?.['port_id']
    return put(`/trunks/${trunk?.['id'] ?? some('Trunk')}/remove_subports`, { sub_ports: [{ port_id }] })
  },
  updateTrunk: ({ some, dice }) => put(`/trunks/${some('Trunk')}`, { trunk: { admin_state_up: dice.once(2) } }),
  deleteTrunk: removeOne('trunks', 'Trunk'),
}
