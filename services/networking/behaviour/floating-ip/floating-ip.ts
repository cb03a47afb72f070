import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import { versionOfText } from '../network-address/ip.ts'
import { refuse } from '../refuse.ts'
import { FLOATING_IP } from '../router/owners.ts'
import { subnetsOf } from '../router/subnets.ts'
import type { FixedIp, FloatingIpRow, NetworkRow, PortRow } from '../rows.ts'
import { associate, dissociate } from './associate.ts'
import { floatingIpDerivation } from './derived.ts'
import { completeNames } from './names.ts'

async function checkNetwork(id: string, work: Work) {
  const network = (await found(work, 'Network', id)) as NetworkRow
  if (network.external_for.length === 0) refuse('floating_ip.not_external', { network: id }, '/floating_network_id')
  const subnets = await subnetsOf(work, network.subnets)
  if (!subnets.some(({ ip_version }) => ip_version === 4))
    refuse('floating_ip.network_without_ipv4', { network: id }, '/floating_network_id')
}

/** What is asked of the address, if anything is. */
function askedIp({ subnet_id, floating_ip_address }: Row): Row | undefined {
  if (subnet_id === null && floating_ip_address === null) return undefined
  return {
    ...(subnet_id === null ? {} : { subnet_id: subnet_id ?? null }),
    ...(floating_ip_address === null ? {} : { ip_address: floating_ip_address ?? null }),
  }
}

/** A port of the external network holds the address. It belongs to no project and is never bound. */
async function takeAddress(row: Draft, work: Work) {
  const network = row['floating_network_id'] as string
  const asked = askedIp(row)
  const { row: port } = await work.create('Port', {
    project_id: '',
    network_id: network,
    device_id: row['id'] ?? '',
    device_owner: FLOATING_IP,
    status: 'N/A',
    ...(asked === undefined ? {} : { fixed_ips: [asked] }),
  })
  const { fixed_ips: ips } = port as PortRow
  const address: FixedIp | undefined = ips.find(({ ip_address }) => versionOfText(ip_address) === 4)
  if (address === undefined) return refuse('floating_ip.exhausted', { network })
  row['floating_ip_address'] = address.ip_address
  row['floating_port_id'] = port['id'] ?? null
}

function refuseAddressAlone(given: Row) {
  if (typeof given['fixed_ip_address'] === 'string' && typeof given['port_id'] !== 'string')
    refuse('floating_ip.address_without_port', {}, '/fixed_ip_address')
}

async function create(row: Draft, given: Row, work: Work) {
  await checkNetwork(row['floating_network_id'] as string, work)
  refuseAddressAlone(given)
  completeNames(row)
  await takeAddress(row, work)
  const { port_id: port, fixed_ip_address: address } = given
  if (typeof port === 'string') await associate(row, port, (address ?? null) as string | null, work)
}

const hasForwardings = async (id: string, work: Work): Promise<boolean> =>
  (await work.tx.count(work.kind('PortForwarding'), { attribute: 'floatingip_id', in: [id] })) > 0

async function refuseForwarded(id: string, work: Work) {
  if (await hasForwardings(id, work)) refuse('floating_ip.forwarded', { floating: id })
}

async function update(row: Draft, before: Row, given: Row, work: Work) {
  const old = before as FloatingIpRow
  const { port_id: port, fixed_ip_address: address } = given
  if (port === undefined) {
    if (address !== undefined && address !== old.fixed_ip_address) refuseAddressAlone(given)
    return
  }
  if (port === null) {
    if (old.port_id !== null) dissociate(row, old)
    refuseAddressAlone({ fixed_ip_address: address ?? null })
    return
  }
  const asked = (address ?? null) as string | null
  if (port === old.port_id && (asked === null || asked === old.fixed_ip_address)) {
    row['fixed_ip_address'] = old.fixed_ip_address
    return
  }
  await refuseForwarded(old.id, work)
  await associate(row, port as string, asked, work)
}

export const floatingIp: Behaviour = {
  create,
  update,
  remove: (row, work) => refuseForwarded(row['id'] as string, work),
  async removed(row, work) {
    const port = (row as FloatingIpRow).floating_port_id
    if (port !== null && (await work.get('Port', port)) !== undefined) await work.remove('Port', port)
  },
  derived: floatingIpDerivation,
}
