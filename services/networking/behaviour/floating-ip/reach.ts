import type { Work } from '@baryon/decide'
import { interfaceOwners, isInterface } from '../router/owners.ts'
import type { PortRow, RouterRow, SubnetRow } from '../rows.ts'

const isOn = (port: PortRow, subnet: SubnetRow) => port.fixed_ips.some(({ subnet_id }) => subnet_id === subnet.id)

/** The router that the port is an interface of, if its gateway is in the external network. */
async function routerBehind(port: PortRow | undefined, network: string, work: Work): Promise<RouterRow | undefined> {
  if (port === undefined || !isInterface(port)) return undefined
  const router = (await work.get('Router', port.device_id))?.row as RouterRow | undefined
  return router?.external_gateway_info?.network_id === network ? router : undefined
}

async function portAt(subnet: SubnetRow, work: Work): Promise<PortRow | undefined> {
  if (subnet.gateway_ip === null) return undefined
  const query = { equal: [subnet.id, subnet.gateway_ip], limit: 1 }
  const [element] = await work.tx.elements(work.kind('Port'), 'address', query)
  return element && ((await work.get('Port', element.id))?.row as PortRow | undefined)
}

/** The router between a subnet and an external network: the one with the gateway address of the subnet, if it is one. */
export async function routerBetween(subnet: SubnetRow, network: string, work: Work): Promise<RouterRow | undefined> {
  const usual = await routerBehind(await portAt(subnet, work), network, work)
  if (usual !== undefined) return usual
  const interfaces = await work.list('Port', {
    all: [
      { attribute: 'network_id', in: [subnet.network_id] },
      { attribute: 'device_owner', in: interfaceOwners },
    ],
  })
  for (const { row } of interfaces) {
    const port = row as PortRow
    const router = isOn(port, subnet) ? await routerBehind(port, network, work) : undefined
    if (router !== undefined) return router
  }
  return undefined
}
