/** What a port needs of its host, as the scheduler of machines asks for it: what its QoS policy guarantees. */
import { createHash } from 'node:crypto'
import type { Sight } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { inOrder, type SegmentRow } from '../segment/network-segments.ts'

interface Guarantee {
  readonly kind: string
  readonly value: string
  /** Names of the scheduler's resources by direction. */
  readonly resources: Readonly<Record<string, string>>
}

const bandwidth: Guarantee = {
  kind: 'QosMinimumBandwidthRule',
  value: 'min_kbps',
  resources: { ingress: 'NET_BW_IGR_KILOBIT_PER_SEC', egress: 'NET_BW_EGR_KILOBIT_PER_SEC' },
}

const packetRate: Guarantee = {
  kind: 'QosMinimumPacketRateRule',
  value: 'min_kpps',
  resources: {
    ingress: 'NET_PACKET_RATE_IGR_KILOPACKET_PER_SEC',
    egress: 'NET_PACKET_RATE_EGR_KILOPACKET_PER_SEC',
    any: 'NET_PACKET_RATE_KILOPACKET_PER_SEC',
  },
}

/** A UUID of version 5: the same for the same name. */
function namedUuid(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const trait = (name: string) => `CUSTOM_${name.toUpperCase().replaceAll(/[^A-Z0-9_]+/g, '_')}`

function groupOf(port: Row, rules: readonly Row[], { value, resources }: Guarantee, required: readonly string[]) {
  if (rules.length === 0 || required.length === 0) return undefined
  const wanted = rules.map(rule => [resources[String(rule['direction'])]!, rule[value] ?? null] as const)
  const id = namedUuid(String(port['id']), rules.map(rule => rule['id']).join(':'))
  return { id, required, resources: Object.fromEntries(wanted) }
}

/** Reads the same policies and networks once for all ports of a page. */
export class ResourceRequests {
  readonly #sight: Sight
  readonly #rules = new Map<string, Promise<readonly Row[]>>()
  readonly #physical = new Map<string, Promise<string | undefined>>()

  constructor(sight: Sight) {
    this.#sight = sight
  }

  #rulesOf({ kind }: Guarantee, policy: string): Promise<readonly Row[]> {
    const { read, kind: of } = this.#sight
    const key = `${kind} ${policy}`
    const filter = { attribute: 'qos_policy_id', in: [policy] }
    const rules = this.#rules.get(key) ?? read.list(of(kind), { filter }).then(stored => stored.map(({ row }) => row))
    this.#rules.set(key, rules)
    return rules
  }

  /** The physical network of the network's first segment. */
  #physicalOf(network: string): Promise<string | undefined> {
    const { read, kind } = this.#sight
    const filter = { attribute: 'network_id', in: [network] }
    const found =
      this.#physical.get(network) ??
      read.list(kind('Segment'), { filter }).then(stored => {
        const [first] = inOrder(stored.map(({ row }) => row)) as readonly SegmentRow[]
        return first?.physical_network ?? undefined
      })
    this.#physical.set(network, found)
    return found
  }

  /** @param policy the QoS policy that counts for the port */
  async of(port: Row, policy: Json): Promise<Json> {
    if (typeof policy !== 'string') return null
    const [kbps, kpps] = [await this.#rulesOf(bandwidth, policy), await this.#rulesOf(packetRate, policy)]
    if (kbps.length + kpps.length === 0) return null
    const vnic = trait(`VNIC_TYPE_${String(port['binding:vnic_type'])}`)
    const physical = kbps.length === 0 ? undefined : await this.#physicalOf(String(port['network_id']))
    const placed = physical === undefined ? [] : [trait(`PHYSNET_${physical}`), vnic]
    const groups = [groupOf(port, kbps, bandwidth, placed), groupOf(port, kpps, packetRate, [vnic])]
    const request_groups = groups.filter(group => group !== undefined)
    if (request_groups.length === 0) return null
    return { request_groups, same_subtree: request_groups.map(({ id }) => id) }
  }
}
