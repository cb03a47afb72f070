/** A network with subnets of the default pools and a router to the default external network, for a project that asks. */
import type { Behaviour, UrlParameters, Work } from '@baryon/decide'
import { isAdmin, type Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import { addInterface } from '../router/add-interface.ts'
import type { NetworkRow, RouterRow } from '../rows.ts'
import type { SubnetPoolRow } from '../subnet/pool/allocate.ts'
import { defaultPool } from '../subnet/pool/default-pool.ts'
import { defaultExternal } from './default-external.ts'

const DRY_RUN = 'dry-run'

/** The project that is meant; `None` is that of the caller. */
function projectOf(id: string, { caller }: Work): string {
  const project = id === 'None' ? (caller.project ?? id) : id
  if (!isAdmin(caller) && project !== caller.project) refuse('topology.foreign')
  return project
}

interface Means {
  readonly external: NetworkRow
  readonly pools: readonly SubnetPoolRow[]
}

/** What a topology is made of. @throws Refusal `topology.impossible` */
async function meansOf(work: Work): Promise<Means> {
  const external = await defaultExternal(work)
  if (external === undefined) return refuse('topology.impossible', { reason: 'No default router:external network' })
  const pools = [await defaultPool(4, work), await defaultPool(6, work)].filter(pool => pool !== undefined)
  if (pools.length === 0) refuse('topology.impossible', { reason: 'No default subnetpools defined' })
  return { external, pools }
}

async function topologyOf(project: string, work: Work): Promise<NetworkRow | undefined> {
  const [network] = await work.list('Network', { attribute: 'auto_allocated_for', in: [project] })
  return network?.row as NetworkRow | undefined
}

async function subnetOf(pool: SubnetPoolRow, network_id: string, project_id: string, work: Work): Promise<string> {
  const { row } = await work.create('Subnet', {
    project_id,
    network_id,
    name: `auto_allocated_subnet_v${pool.ip_version}`,
    ip_version: pool.ip_version,
    subnetpool_id: pool.id,
  })
  return String(row['id'])
}

async function build(project_id: string, { external, pools }: Means, work: Work): Promise<string> {
  const { row: network } = await work.create('Network', { project_id, name: 'auto_allocated_network' })
  const id = String(network['id'])
  const subnets: string[] = []
  for (const pool of pools) subnets.push(await subnetOf(pool, id, project_id, work))
  const { row: router } = await work.create('Router', {
    project_id,
    name: 'auto_allocated_router',
    external_gateway_info: { network_id: external.id },
  })
  for (const subnet_id of subnets) await addInterface(router as RouterRow, { subnet_id, port_id: null }, work)
  await work.update('Network', id, { auto_allocated_for: project_id, auto_allocated_router: router['id'] ?? null })
  return id
}

async function get(id: string, work: Work, _parent?: string, parameters?: UrlParameters): Promise<Row> {
  const project_id = projectOf(id, work)
  if (parameters?.get('fields')?.includes(DRY_RUN)) {
    await meansOf(work)
    return { id: 'dry-run=pass', project_id }
  }
  const known = await topologyOf(project_id, work)
  return { id: known?.id ?? (await build(project_id, await meansOf(work), work)), project_id }
}

/** Takes the topology apart, from the machines' side to the outside. */
async function remove(id: string, work: Work): Promise<void> {
  const network = await topologyOf(projectOf(id, work), work)
  if (network === undefined) return
  const router = network['auto_allocated_router']
  if (typeof router === 'string' && (await work.get('Router', router)) !== undefined) {
    const legs = await work.list('Port', {
      all: [
        { attribute: 'network_id', in: [network.id] },
        { attribute: 'device_id', in: [router] },
      ],
    })
    for (const { row } of legs) await work.remove('Port', String(row['id']))
    await work.remove('Router', router)
  }
  await work.remove('Network', network.id)
}

export const autoTopologyBehaviour: Behaviour = { virtual: { get, remove } }
