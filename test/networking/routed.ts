/** A cloud with an external network, and a network of the project `demo` that a router connects with it. */
import { type Cloud, type Got, type Person, startCloud } from './cloud.ts'

export interface Routed {
  readonly cloud: Cloud
  /** A member of the project `demo`. */
  readonly demo: Person
  /** Ids of the external network 198.51.100.0/24 and its subnet. */
  readonly outside: string
  readonly outsideSubnet: string
  /** Makes a network of `demo` with this subnet. */
  subnet(cidr: string, more?: object): Promise<Got['body']>
  /** Makes a router of `demo` with a gateway outside and interfaces in these subnets. */
  router(...subnets: readonly string[]): Promise<Got['body']>
  /** Makes a port with this address in a subnet. */
  port(subnet: Got['body'], address: string, more?: object): Promise<Got['body']>
}

export async function startRouted(): Promise<Routed> {
  const cloud = await startCloud()
  const { admin } = cloud
  const demo = cloud.as('demo')
  const network = await admin.make('/networks', { network: { name: 'outside', 'router:external': true } })
  const { id: outsideSubnet } = await admin.make('/subnets', {
    subnet: { network_id: network.id, ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false },
  })
  return {
    cloud,
    demo,
    outside: network.id,
    outsideSubnet,
    async subnet(cidr, more = {}) {
      const { id } = await demo.make('/networks', { network: {} })
      const ip_version = cidr.includes(':') ? 6 : 4
      return demo.make('/subnets', { subnet: { network_id: id, ip_version, cidr, ...more } })
    },
    async router(...subnets) {
      const router = await demo.make('/routers', { router: { external_gateway_info: { network_id: network.id } } })
      for (const subnet_id of subnets) await demo.put(`/routers/${router.id}/add_router_interface`, { subnet_id })
      return router
    },
    port: ({ id, network_id }, ip_address, more = {}) =>
      demo.make('/ports', { port: { network_id, fixed_ips: [{ subnet_id: id, ip_address }], ...more } }),
  }
}

/** Status, class and message of a refusal. */
export const fieldsOf = (object: object): readonly string[] => Object.keys(object).sort()
