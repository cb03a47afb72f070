/** Floating IPs: a thing each, and a part of their external network. */
import type { Json } from '@baryon/kit'
import type { Desired, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { collect, FLOATING_IP, idOf, jsonOf, textOf } from './rows.ts'
import { tenantOf, tenantParents } from './tenant.ts'

function bodyOf({ portsOfAddresses }: Dialect, row: Row, mac: Json): Json {
  const port = textOf(row, 'floating_port_id')
  return {
    id: idOf(row),
    tenant_id: textOf(row, 'project_id'),
    floating_ip_address: jsonOf(row, 'floating_ip_address'),
    floating_network_id: jsonOf(row, 'floating_network_id'),
    router_id: jsonOf(row, 'router_id'),
    port_id: jsonOf(row, 'port_id'),
    fixed_ip_address: jsonOf(row, 'fixed_ip_address'),
    ...(portsOfAddresses ? { floating_port_id: port === '' ? null : port, floating_mac_address: mac } : {}),
  }
}

/** All of an external network. Ports that hold addresses are read together. */
export async function floatingIpBodies(dialect: Dialect, network: string, view: View): Promise<readonly Json[]> {
  const rows = await collect(view.list('FloatingIp', { floating_network_id: network }))
  const macs = new Map<string, Json>()
  if (rows.length > 0 && dialect.portsOfAddresses)
    for await (const port of view.list('Port', { network_id: network, device_owner: FLOATING_IP }))
      macs.set(idOf(port), jsonOf(port, 'mac_address'))
  return rows.map(row => bodyOf(dialect, row, macs.get(textOf(row, 'floating_port_id')) ?? null))
}

/** What it stands on: its network, and the router and port that it leads to. */
export function floatingIpFrame(dialect: Dialect, row: Row): Omit<Desired, 'body'> {
  const project = textOf(row, 'project_id')
  const leads = (kind: string, name: string) => (textOf(row, name) === '' ? [] : [{ kind, id: textOf(row, name) }])
  return {
    key: { kind: 'floatingip', id: idOf(row) },
    parents: [
      ...tenantParents(dialect, project),
      ...leads('network', 'floating_network_id'),
      ...leads('router', 'router_id'),
      ...leads('port', 'port_id'),
    ],
    address: { tenant: tenantOf(dialect, project) },
  }
}

export async function floatingIpThing(dialect: Dialect, row: Row, view: View): Promise<Desired> {
  const port = dialect.portsOfAddresses ? textOf(row, 'floating_port_id') : ''
  const holder = port === '' ? undefined : await view.get('Port', port)
  return { ...floatingIpFrame(dialect, row), body: bodyOf(dialect, row, jsonOf(holder ?? {}, 'mac_address')) }
}
