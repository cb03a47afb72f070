/** How many addresses of networks are in use, counted in the index of the ports' addresses. */
import type { Behaviour, Sight, UrlParameters, Work } from '@baryon/decide'
import { sightOf } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { blockOf } from '../network-address/block.ts'
import { exact } from '../network-address/exact.ts'
import { countOf, rangeOf } from '../network-address/range.ts'
import type { NetworkRow, SubnetRow } from '../rows.ts'
import { subnetsOf } from '../subnet/on-network.ts'

/** Addresses of the allocation pools; of a subnet without one, all. */
const totalOf = ({ allocation_pools: pools, cidr }: SubnetRow): bigint =>
  pools.length === 0 ? countOf(blockOf(cidr)) : pools.reduce((sum, pool) => sum + countOf(rangeOf(pool)), 0n)

async function ofSubnet(subnet: SubnetRow, { read, kind }: Sight) {
  return {
    subnet_id: subnet.id,
    ip_version: subnet.ip_version,
    cidr: subnet.cidr,
    subnet_name: subnet.name,
    used_ips: await read.countElements(kind('Port'), 'address', { equal: [subnet.id] }),
    total_ips: exact(totalOf(subnet)),
  }
}

async function ofNetwork(network: NetworkRow, subnets: readonly SubnetRow[], sight: Sight): Promise<Row> {
  const counted: Awaited<ReturnType<typeof ofSubnet>>[] = []
  for (const subnet of subnets) counted.push(await ofSubnet(subnet, sight))
  return {
    network_id: network.id,
    network_name: network['name'] ?? '',
    project_id: network.project_id,
    subnet_ip_availability: counted,
    used_ips: counted.reduce((sum, one) => sum + one.used_ips, 0),
    total_ips: exact(subnets.reduce((sum, subnet) => sum + totalOf(subnet), 0n)),
  }
}

/** Of all networks, or of those that the parameters ask for by attributes that can be looked up. */
async function networks({ read, kind }: Sight, parameters: UrlParameters): Promise<readonly NetworkRow[]> {
  const asked = [
    ['id', parameters.get('network_id')],
    ['name', parameters.get('network_name')],
    ['project_id', parameters.get('project_id') ?? parameters.get('tenant_id')],
  ] as const
  const all = asked.flatMap(([attribute, values]) => (values === undefined ? [] : [{ attribute, in: values }]))
  return (await read.list(kind('Network'), { filter: { all } })).map(({ row }) => row as NetworkRow)
}

async function list(sight: Sight, _parent?: string, parameters: UrlParameters = new Map()): Promise<readonly Row[]> {
  const versions = parameters.get('ip_version')?.map(Number)
  const stored = await sight.read.list(sight.kind('Subnet'), {})
  const subnets = new Map(stored.map(({ row }) => [String(row['id']), row as SubnetRow]))
  const rows: Row[] = []
  for (const network of await networks(sight, parameters)) {
    const own = network.subnets.flatMap(id => subnets.get(id) ?? [])
    const counted = versions === undefined ? own : own.filter(({ ip_version }) => versions.includes(ip_version))
    if (versions === undefined || counted.length > 0) rows.push(await ofNetwork(network, counted, sight))
  }
  return rows
}

async function get(id: string, work: Work): Promise<Row | undefined> {
  const network = (await work.get('Network', id))?.row as NetworkRow | undefined
  if (network === undefined) return undefined
  return ofNetwork(
    network,
    await subnetsOf(network, work),
    sightOf(work.kind('Network').service, work.registry, work.caller, work.tx),
  )
}

export const ipAvailabilityBehaviour: Behaviour = {
  virtual: { list, get },
  // The parameter that restricts which subnets are counted; all else filters what is answered.
  derived: { load: rows => rows, filters: { ip_version: () => ({ all: [] }) } },
}
