import type { Derivation, Sight } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'

const detailed = ['name', 'network_id', 'mac_address', 'admin_state_up', 'status', 'device_id', 'device_owner']

const pick = (row: Row, names: readonly string[]): Json =>
  Object.fromEntries(names.map(name => [name, row[name] ?? null] as const))

/** What is told of the ports that floating IPs lead to, by id. */
async function portsOf(rows: readonly Row[], sight: Sight): Promise<ReadonlyMap<string, Json>> {
  const ids = [...new Set(rows.flatMap(({ port_id }) => (typeof port_id === 'string' ? [port_id] : [])))]
  if (ids.length === 0) return new Map()
  const ports = await sight.read.list(sight.kind('Port'), { filter: { attribute: 'id', in: ids } })
  return new Map(ports.map(({ row }) => [row['id'] as string, pick(row, detailed)]))
}

const forwarded = ['id', 'protocol', 'internal_ip_address', 'internal_port_id']

/** Ranges of ports are not told: whoever needs them reads the forwarding. */
function forwardingOf(row: Row): Json {
  const single = ['internal_port', 'external_port'].filter(name => row[name] !== null)
  return pick(row, [...forwarded, ...single])
}

/** By the id of the floating IP. Only one without a port has any. */
async function forwardingsOf(rows: readonly Row[], sight: Sight): Promise<ReadonlyMap<string, readonly Json[]>> {
  const ids = rows
    .filter(({ port_id, router_id }) => port_id === null && router_id !== null)
    .map(({ id }) => id as string)
  const byFloatingIp = new Map<string, Json[]>()
  if (ids.length === 0) return byFloatingIp
  const filter = { attribute: 'floatingip_id', in: ids }
  for (const { row } of await sight.read.list(sight.kind('PortForwarding'), { filter })) {
    const id = row['floatingip_id'] as string
    byFloatingIp.set(id, [...(byFloatingIp.get(id) ?? []), forwardingOf(row)])
  }
  return byFloatingIp
}

/** What a floating IP shows beside what is stored of it. */
export const floatingIpDerivation: Derivation = {
  async load(rows, sight, wanted) {
    const ports = wanted.has('port_details') ? await portsOf(rows, sight) : undefined
    const forwardings = wanted.has('port_forwardings') ? await forwardingsOf(rows, sight) : undefined
    return rows.map(({ id, port_id }) => ({
      port_details: ports?.get(port_id as string) ?? null,
      port_forwardings: forwardings?.get(id as string) ?? [],
    }))
  },
}
