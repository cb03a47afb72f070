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

/** Refuses while anything is plugged into a network, and removes the ports that go by themselves. */
export async function unplug(network: string, work: Work) {
  const on: Filter = { attribute: 'network_id', in: [network] }
  const automatic: Filter = { attribute: 'device_owner', in: automaticOwners }
  const users = await work.tx.list(work.kind('Port'), { filter: { all: [on, { not: automatic }] }, limit: NAMED })
  if (users.length > 0) refuse('network.in_use', { network, ports: users.map(({ row }) => row['id']).join(',') })
  for (const { row } of await work.list('Port', { all: [on, automatic] })) await work.remove('Port', String(row['id']))
}
