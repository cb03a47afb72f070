/** What the projection reads of rows of the service `networking`. Rows have every attribute of their kind, null where it is unset. */
import type { Json } from '@baryon/kit'
import type { Row, View } from '@baryon/reconcile'

export interface FixedIp {
  readonly subnet_id: string
  readonly ip_address: string
}

export const textOf = (row: Row, name: string): string => {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}

export const jsonOf = (row: Row, name: string): Json => row[name] ?? null

export function listOf(row: Row, name: string): readonly Json[] {
  const value = row[name]
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

export const idOf = (row: Row): string => textOf(row, 'id')
export const isUp = (row: Row): boolean => row['admin_state_up'] !== false
export const stateOf = (row: Row): 'UP' | 'DOWN' => (isUp(row) ? 'UP' : 'DOWN')
export const isShared = (row: Row): boolean => listOf(row, 'shared_with').includes('*')
export const isExternal = (row: Row): boolean => listOf(row, 'external_for').length > 0
export const fixedIpsOf = (row: Row): readonly FixedIp[] =>
  listOf(row, 'fixed_ips').map(given => {
    const address = given as Row
    return { subnet_id: textOf(address, 'subnet_id'), ip_address: textOf(address, 'ip_address') }
  })

const interfaceOwners: ReadonlySet<string> = new Set([
  'network:router_interface',
  'network:router_interface_distributed',
  'network:ha_router_replicated_interface',
])
export const isInterface = (port: Row): boolean => interfaceOwners.has(textOf(port, 'device_owner'))

export const DHCP = 'network:dhcp'
export const GATEWAY = 'network:router_gateway'
export const FLOATING_IP = 'network:floatingip'

export async function collect<T>(rows: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Whether there is any. */
export async function some(rows: AsyncIterable<Row>): Promise<boolean> {
  for await (const _ of rows) return true
  return false
}

/** Subnets of a network in the order in which the network lists them. */
export async function subnetsOf(network: Row, view: View): Promise<readonly Row[]> {
  const order = new Map(listOf(network, 'subnets').map((id, index) => [id, index]))
  const rows = await collect(view.list('Subnet', { network_id: idOf(network) }))
  const placeOf = (row: Row) => order.get(idOf(row)) ?? order.size
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b))
}
