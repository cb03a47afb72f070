/** What many tests begin with: networks, ports and routers of a project. */
import type { Got } from '../networking/cloud.ts'
import type { Lab } from './lab.ts'

export interface Stage {
  readonly network: Got['body']
  readonly subnet: Got['body']
}

/** A network of `demo` with one subnet. */
export async function stage({ demo }: Lab, name = 'blue', cidr = '10.0.0.0/24'): Promise<Stage> {
  const network = await demo.make('/networks', { network: { name } })
  const subnet = await demo.make('/subnets', {
    subnet: { network_id: network.id, ip_version: 4, cidr, name: `${name}-subnet` },
  })
  return { network, subnet }
}

/** A port of a server, as Nova makes it: with a device and the host that it is on. */
export const plug = ({ admin, demo }: Lab, network: Got['body'], more: object = {}): Promise<Got['body']> =>
  admin.make('/ports', {
    port: {
      network_id: network.id,
      tenant_id: demo.project,
      device_id: 'vm-1',
      device_owner: 'compute:nova',
      'binding:host_id': 'host-1',
      ...more,
    },
  })

/** An external network with its subnet. */
export async function outside({ admin }: Lab): Promise<Stage> {
  const network = await admin.make('/networks', { network: { name: 'outside', 'router:external': true } })
  const subnet = await admin.make('/subnets', {
    subnet: { network_id: network.id, ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false },
  })
  return { network, subnet }
}

/** A router of `demo` with interfaces in these subnets, and a gateway outside if there is one. */
export async function route({ demo }: Lab, subnets: readonly Got['body'][], gateway?: Stage): Promise<Got['body']> {
  const external = gateway === undefined ? {} : { external_gateway_info: { network_id: gateway.network.id } }
  const router = await demo.make('/routers', { router: { name: 'r', ...external } })
  for (const { id } of subnets) {
    const { status, text } = await demo.put(`/routers/${router.id}/add_router_interface`, { subnet_id: id })
    if (status !== 200) throw new Error(text)
  }
  return router
}
