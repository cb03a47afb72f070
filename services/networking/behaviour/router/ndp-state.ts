/** Whether a router may answer neighbour discovery for what is behind it. */
import type { Draft, Work } from '@baryon/decide'
import { versionOfText } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import type { Gateway, NetworkRow, RouterRow } from '../rows.ts'
import { subnetsOf } from './subnets.ts'

export const hasNdpProxies = async (work: Work, router: string): Promise<boolean> =>
  (await work.tx.count(work.kind('NdpProxy'), { attribute: 'router_id', in: [router] })) > 0

const hasIpv6Address = (gateway: Gateway) =>
  gateway.external_fixed_ips.some(({ ip_address }) => versionOfText(ip_address) === 6)

/** It needs an IPv6 subnet whose addresses are of a scope. */
async function isSuited(network: string, work: Work): Promise<boolean> {
  const row = (await work.get('Network', network))?.row as NetworkRow | undefined
  if (row === undefined || row.ipv6_address_scope === null) return false
  return (await subnetsOf(work, row.subnets)).some(({ ip_version }) => ip_version === 6)
}

const UNSUITED =
  'The router has no external gateway or the external gateway port has no IPv6 address or IPv6 address scope'

async function refuseUnsuited(row: RouterRow, old: RouterRow | undefined, work: Work) {
  const gateway = row.external_gateway_info
  const refuseFor = (reason: string) => refuse('router.ndp_proxy_gateway', { router: row.id, reason })
  if (gateway === null)
    refuseFor(old === undefined ? 'The request body not contain external gateway information' : UNSUITED)
  else if (!(await isSuited(gateway.network_id, work)))
    refuseFor(
      old === undefined
        ? `The external network ${gateway.network_id} don't support IPv6 ndp proxy, the network has no IPv6 subnets or has no IPv6 address scope`
        : UNSUITED,
    )
  else if (!hasIpv6Address(gateway)) refuseFor(UNSUITED)
}

/** Refuses what the gateway does not allow, once it is in the row. */
export async function checkNdpProxy(
  row: Draft,
  old: RouterRow | undefined,
  given: RouterRow,
  work: Work,
): Promise<void> {
  const router = row as RouterRow
  if (!router.enable_ndp_proxy) return
  if (given.enable_ndp_proxy === true) await refuseUnsuited(router, old, work)
  const gateway = router.external_gateway_info
  if (old?.enable_ndp_proxy && gateway !== null && !hasIpv6Address(gateway))
    refuse('router.gateway_needs_ipv6', { router: router.id })
}
