/** Networks and subnets for tests of ports. */
import type { Json } from '@baryon/kit'
import type { Caller, Row } from '@baryon/model'
import type { FixedIp } from '../../rows.ts'
import { type Lab, openLab } from '../../testdata/lab.ts'
import { asPort, type Port } from '../row.ts'

type Given = { readonly [name: string]: Json }

export interface Field {
  readonly lab: Lab
  /** A member of the project `p`, which owns the networks. */
  readonly member: Caller
  newNetwork(given?: Given): Promise<string>
  /** A subnet of the network; IPv4 unless the CIDR says otherwise. */
  subnet(network: string, cidr: string, given?: Given): Promise<string>
  /** Of the administrator for the project `p`. */
  port(network: string, given?: Given): Promise<Port>
  change(id: string, given: Given): Promise<Port>
}

const idIn = (row: Row) => String(row['id'])

export async function openField(
  context: { after(cleanup: () => Promise<void>): void },
  settings: Given = {},
): Promise<Field> {
  const lab = await openLab(context, settings)
  return {
    lab,
    member: lab.member('p'),
    newNetwork: async (given = {}) => idIn(await lab.create(lab.admin, 'Network', { project_id: 'p', ...given })),
    async subnet(network_id, cidr, given = {}) {
      const ip_version = cidr.includes(':') ? 6 : 4
      return idIn(await lab.create(lab.admin, 'Subnet', { project_id: 'p', network_id, cidr, ip_version, ...given }))
    },
    port: async (network_id, given = {}) =>
      asPort(await lab.create(lab.admin, 'Port', { project_id: 'p', network_id, ...given })),
    change: async (id, given) => asPort(await lab.update(lab.admin, 'Port', id, given)),
  }
}

export const addressesOf = ({ fixed_ips }: { readonly fixed_ips: readonly FixedIp[] }): readonly string[] =>
  fixed_ips.map(({ ip_address }) => ip_address)

export const slaac: Given = { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
