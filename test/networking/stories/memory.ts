/** What somebody knows of a cloud who sees nothing but answers. */
import type { Row } from '@baryon/model'
import type { Got } from '../cloud.ts'
import type { Scene } from './calls/call.ts'
import type { Dice } from './dice.ts'

const kinds: Readonly<Record<string, string>> = {
  network: 'Network',
  subnet: 'Subnet',
  subnetpool: 'SubnetPool',
  address_scope: 'AddressScope',
  segment: 'Segment',
  port: 'Port',
  trunk: 'Trunk',
  router: 'Router',
  floatingip: 'FloatingIp',
  port_forwarding: 'PortForwarding',
  ndp_proxy: 'NdpProxy',
  security_group: 'SecurityGroup',
  security_group_rule: 'SecurityGroupRule',
  address_group: 'AddressGroup',
  rbac_policy: 'RbacPolicy',
  policy: 'QosPolicy',
}

const nowhere = '00000000-0000-4000-8000-000000000000'

export class Memory {
  readonly #rows = new Map<string, Row[]>()

  /** Remembers the objects of an answer. */
  note({ status, body }: Pick<Got, 'status' | 'body'>): void {
    if (status !== 201) return
    for (const [noun, given] of Object.entries((body ?? {}) as Record<string, unknown>)) {
      const kind = kinds[noun] ?? kinds[noun.slice(0, -1)]
      if (kind === undefined) continue
      const rows = this.#rows.get(kind) ?? []
      this.#rows.set(kind, rows)
      rows.push(...((Array.isArray(given) ? given : [given]) as Row[]))
    }
  }

  scene(dice: Dice, projects: readonly string[]): Scene {
    const row: Scene['row'] = (kind, so = () => true) => {
      const rows = (this.#rows.get(kind) ?? []).slice(-30).filter(so)
      return rows.length === 0 ? undefined : dice.of(rows)
    }
    return { dice, alone: false, projects, row, some: kind => String(row(kind)?.['id'] ?? nowhere) }
  }
}
