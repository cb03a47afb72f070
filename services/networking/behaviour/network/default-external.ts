import type { Work } from '@baryon/decide'
import { refuse } from '../refuse.ts'
import type { NetworkRow } from '../rows.ts'

/** The external network of automatic topologies. */
export async function defaultExternal(work: Work): Promise<NetworkRow | undefined> {
  const networks = await work.list('Network', { attribute: 'is_default', in: [true] })
  return networks.map(({ row }) => row as NetworkRow).find(network => network.external_for.length > 0)
}

/** @throws Refusal `network.default_exists` when another network is the default */
export async function requireOnlyDefault(id: string, work: Work) {
  const other = await defaultExternal(work)
  if (other !== undefined && other.id !== id) refuse('network.default_exists', { network: other.id })
}
