/** What leads to a port from outside goes when the port, or its address, does. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { FloatingIpRow, PortForwardingRow, PortRow } from '../rows.ts'

async function release(work: Work, port: string, isGone: (address: string | null) => boolean): Promise<void> {
  for (const { row } of await work.list('FloatingIp', { attribute: 'port_id', in: [port] })) {
    const { id, fixed_ip_address: address } = row as FloatingIpRow
    if (isGone(address)) await work.update('FloatingIp', id, { port_id: null })
  }
  for (const { row } of await work.list('PortForwarding', { attribute: 'internal_port_id', in: [port] })) {
    const { id, internal_ip_address: address } = row as PortForwardingRow
    if (isGone(address)) await work.remove('PortForwarding', id)
  }
}

/**
 * Disassociates floating IPs from a port that goes, and deletes its port forwardings.
 * @throws Refusal when a local IP has its address from the port
 */
export async function releasePort(work: Work, port: Row): Promise<void> {
  const id = port['id'] as string
  const local = await work.tx.count(work.kind('LocalIp'), { attribute: 'local_port_id', in: [id] })
  if (local > 0) refuse('local_ip.port_in_use', { port: id })
  await release(work, id, () => true)
}

/** The same for addresses that a port has no more. @param port as it is now */
export async function releaseAddresses(work: Work, port: Row): Promise<void> {
  const { id, fixed_ips: ips } = port as PortRow
  const addresses = new Set<string | null>(ips.map(({ ip_address }) => ip_address))
  await release(work, id, address => !addresses.has(address))
}
