import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import { refuse } from '../refuse.ts'
import { subnetsOf } from '../router/subnets.ts'
import type { NetworkRow, PortRow } from '../rows.ts'
import { chosenAddress } from './addresses.ts'

/** Device owner of ports that are there to hold the address of a local IP, and go with it. */
const LOCAL_IP = 'network:local_ip'

async function portIn(network: string, row: Row, work: Work): Promise<PortRow> {
  const { subnets } = (await found(work, 'Network', network)) as NetworkRow
  const found4 = (await subnetsOf(work, subnets)).some(({ ip_version }) => ip_version === 4)
  if (!found4) refuse('local_ip.network_without_ipv4', { network }, '/network_id')
  const { local_ip_address: address } = row
  const made = await work.create('Port', {
    project_id: row['project_id'] ?? '',
    network_id: network,
    device_id: row['id'] ?? '',
    device_owner: LOCAL_IP,
    status: 'N/A',
    ...(typeof address === 'string' ? { fixed_ips: [{ ip_address: address }] } : {}),
  })
  return made.row as PortRow
}

async function portOf(row: Row, work: Work): Promise<PortRow> {
  const { local_port_id: port, network_id: network } = row
  if (typeof port === 'string') {
    const stored = await work.visible('Port', port)
    if (stored === undefined) return refuse('local_ip.no_port', { port }, '/local_port_id')
    return stored.row as PortRow
  }
  if (typeof network === 'string') return portIn(network, row, work)
  return refuse('local_ip.neither_port_nor_network')
}

async function create(row: Draft, work: Work) {
  const isAsked = typeof row['local_port_id'] === 'string'
  const port = await portOf(row, work)
  const address = isAsked
    ? chosenAddress(port, row['local_ip_address'] as string | null)
    : port.fixed_ips[0]?.ip_address
  Object.assign(row, { local_port_id: port.id, network_id: port.network_id, local_ip_address: address ?? null })
}

export const localIp: Behaviour = {
  create: (row, _given, work) => create(row, work),
  async remove(row, work) {
    const id = row['id'] as string
    const filter = { attribute: 'local_ip', in: [id] }
    if ((await work.tx.count(work.kind('LocalIpPortAssociation'), filter)) > 0) refuse('local_ip.in_use', { id })
  },
  async removed(row, work) {
    const port = (await work.get('Port', row['local_port_id'] as string))?.row as PortRow | undefined
    if (port?.device_owner === LOCAL_IP) await work.remove('Port', port.id)
  },
}
