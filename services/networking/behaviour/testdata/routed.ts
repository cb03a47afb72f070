/** A lab with an external network, and short ways to networks, routers and ports. */
import type { Json } from '@baryon/kit'
import type { Caller, Row } from '@baryon/model'
import type { FloatingIpRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { type Lab, openLab } from './lab.ts'

type Given = { readonly [name: string]: Json }

export interface Routed {
  readonly lab: Lab
  /** A member of the project `ada`, who does everything unless somebody else is named. */
  readonly ada: Caller
  /** The external network 198.51.100.0/24, and its subnet. */
  readonly outside: string
  readonly outsideSubnet: string
  network(given?: Given, caller?: Caller): Promise<string>
  /** A subnet, on a network of its own unless one is named. */
  subnet(cidr: string, given?: Given, caller?: Caller): Promise<SubnetRow>
  router(given?: Given, caller?: Caller): Promise<RouterRow>
  /** A router with a gateway outside. */
  gatewayRouter(given?: Given): Promise<RouterRow>
  routerOf(id: string): Promise<RouterRow>
  /** Adds an interface. @returns the port */
  attach(router: string, subnet: string): Promise<string>
  /** A port with an address in the subnet. */
  port(subnet: SubnetRow, given?: Given, caller?: Caller): Promise<PortRow>
  portOf(id: string): Promise<PortRow>
  floatingIp(given?: Given, caller?: Caller): Promise<FloatingIpRow>
  floatingIpOf(id: string): Promise<FloatingIpRow>
}

/** @param settings of the service */
export async function openRouted(
  context: { after(cleanup: () => Promise<void>): void },
  settings: Given = {},
): Promise<Routed> {
  const lab = await openLab(context, settings)
  const { admin } = lab
  const ada = lab.member('ada')
  const network = async (given: Given = {}, caller = ada) =>
    (await lab.create(caller, 'Network', given))['id'] as string
  const subnet = async (cidr: string, given: Given = {}, caller = ada) => {
    const network_id = given['network_id'] ?? (await network({}, caller))
    const ip_version = cidr.includes(':') ? 6 : 4
    return (await lab.create(caller, 'Subnet', { ip_version, cidr, ...given, network_id })) as SubnetRow
  }
  const outside = await network({ name: 'outside', 'router:external': true }, admin)
  const outsideSubnet = (await subnet('198.51.100.0/24', { network_id: outside, enable_dhcp: false }, admin)).id
  const router = async (given: Given = {}, caller = ada) => (await lab.create(caller, 'Router', given)) as RouterRow
  const found = async (kind: string, id: string): Promise<Row> => {
    const row = await lab.row(kind, id)
    if (row === undefined) throw new Error(`${kind} ${id} is not there`)
    return row
  }
  return {
    lab,
    ada,
    outside,
    outsideSubnet,
    network,
    subnet,
    router,
    gatewayRouter: given => router({ external_gateway_info: { network_id: outside }, ...given }),
    routerOf: async id => (await found('Router', id)) as RouterRow,
    async attach(id, subnet_id) {
      const added = await lab.action(admin, 'Router', id, 'add_router_interface', { subnet_id })
      return (added as { readonly port_id: string }).port_id
    },
    async port({ id, network_id }, given = {}, caller = ada) {
      const row = await lab.create(caller, 'Port', { network_id, fixed_ips: [{ subnet_id: id }], ...given })
      return row as PortRow
    },
    portOf: async id => (await found('Port', id)) as PortRow,
    floatingIp: async (given = {}, caller = ada) =>
      (await lab.create(caller, 'FloatingIp', { floating_network_id: outside, ...given })) as FloatingIpRow,
    floatingIpOf: async id => (await found('FloatingIp', id)) as FloatingIpRow,
  }
}

/** What a test compares of a refusal: its class, status and message. */
export const told = ([fault]: readonly { readonly name?: string; readonly status: number; readonly message: string }[]) =>
  fault && [fault.name, fault.status, fault.message]
