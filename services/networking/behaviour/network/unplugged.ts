import type { Work } from '@baryon/decide'
import type { Filter } from '@baryon/model'
import { refuse } from '../refuse.ts'

/** Ports that come and go by themselves: they do not keep a network or a subnet. */
export const automaticOwners: readonly string[] = [
  'network:dhcp',
  'network:distributed',
  'network:floatingip_agent_gateway',
]

/** How many ports a refusal names. */
const NAMED = 100

/** Floating IPs that lead nowhere go with their network. */
async function removeIdleFloatingIps(network: string, work: Work) {
  const idle: Filter = {
    all: [
      { attribute: 'floating_network_id', in: [network] },
      { attribute: 'port_id', in: [null] },
    ],
  }
  for (const { row } of await work.list('FloatingIp', idle)) await work.remove('FloatingIp', String(row['id']))
}

/** Refuses while anything is plugged into a network, and removes what goes by itself. */
export async function unplug(network: string, work: Work) {
  await removeIdleFloatingIps(network, work)
  const on: Filter = { attribute: 'network_id', in: [network] }
  const automatic: Filter = { attribute: 'device_owner', in: automaticOwners }
  const users = await work.tx.list(work.kind('Port'), { filter: { all: [on, { not: automatic }] }, limit: NAMED })
  if (users.length > 0) refuse('network.in_use', { network, ports: users.map(({ row }) => row['id']).join(',') })
  for (const { row } of await work.list('Port', { all: [on, automatic] })) await work.remove('Port', String(row['id']))
}
