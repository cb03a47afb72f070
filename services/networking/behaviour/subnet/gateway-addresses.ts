import type { Work } from '@baryon/decide'
import { versionOfText } from '../network-address/ip.ts'
import type { NetworkRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { isAutomatic } from './modes.ts'
import { subnetsOf } from './on-network.ts'

/** Gateways of routers on an external network get an address of a new subnet, unless they have one of its IP version. */
export async function addGatewayAddresses(subnet: SubnetRow, work: Work) {
  const network = (await work.get('Network', subnet.network_id))?.row as NetworkRow
  if (network.external_for.length === 0) return
  const automatic = new Set((await subnetsOf(network, work)).filter(isAutomatic).map(({ id }) => id))
  const gateways = await work.list('Port', {
    all: [
      { attribute: 'network_id', in: [subnet.network_id] },
      { attribute: 'device_owner', in: ['network:router_gateway'] },
    ],
  })
  for (const { row } of gateways) {
    const { device_id, fixed_ips } = row as PortRow
    const chosen = fixed_ips.filter(one => !automatic.has(one.subnet_id))
    const hasVersion = chosen.some(one => versionOfText(one.ip_address) === subnet.ip_version)
    if (chosen.length > 1 || hasVersion) continue
    const router = (await work.get('Router', device_id))?.row as RouterRow | undefined
    const gateway = router?.external_gateway_info
    if (gateway === undefined || gateway === null) continue
    const external_fixed_ips = [...fixed_ips, { subnet_id: subnet.id }]
    await work.update('Router', device_id, { external_gateway_info: { ...gateway, external_fixed_ips } })
  }
}
