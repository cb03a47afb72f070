/** Floating IPs: a thing each, and a part of their external network. */
import type { Json } from '@baryon/kit'
import type { Desired, Row, View } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { idOf, jsonOf, textOf } from './rows.ts'
import { tenantOf, tenantParents } from './tenant.ts'

export async function floatingIpBody(dialect: Dialect, row: Row, view: View): Promise<Json> {
  const port = textOf(row, 'floating_port_id')
  const holder = dialect.portsOfAddresses && port !== '' ? await view.get('Port', port) : undefined
  return {
    id: idOf(row),
    tenant_id: textOf(row, 'project_id'),
    floating_ip_address: jsonOf(row, 'floating_ip_address'),
    floating_network_id: jsonOf(row, 'floating_network_id'),
    router_id: jsonOf(row, 'router_id'),
    port_id: jsonOf(row, 'port_id'),
    fixed_ip_address: jsonOf(row, 'fixed_ip_address'),
    ...(dialect.portsOfAddresses
      ? { floating_port_id: port === '' ? null : port, floating_mac_address: jsonOf(holder ?? {}, 'mac_address') }
      : {}),
  }
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

export const floatingIpThing = async (dialect: Dialect, row: Row, view: View): Promise<Desired> => ({
  ...floatingIpFrame(dialect, row),
  body: await floatingIpBody(dialect, row, view),
})
