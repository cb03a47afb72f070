/** What of the original becomes what here. It reads nothing and writes nothing. */
import { createHash } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import type { Json } from '@baryon/kit'
import type { Legacy, LegacyNetwork, LegacyPort } from './legacy.ts'

type Body = Readonly<Record<string, Json>>

export interface Planned {
  readonly kind: 'Network' | 'Subnet' | 'Port'
  readonly id: string
  readonly body: Body
}

/** What belongs together: a network, its subnet, its ports. */
export interface Group {
  readonly network: Planned
  readonly subnet: Planned | undefined
  readonly ports: readonly Planned[]
}

export interface Plan {
  readonly groups: readonly Group[]
  /** What is left out or guessed, and why. */
  readonly notes: readonly string[]
}

export interface PlanOptions {
  /** Of a subnet whose network Nova does not tell the range of. */
  readonly prefixLength: number
  /** Owner of networks that nobody owns, as the original said it. */
  readonly project: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const mac = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i

/** The same id for the same network each time, so that a second import finds the subnet of the first (RFC 9562, version 8). */
export function subnetIdOf(network: string): string {
  const hash = createHash('sha256').update(`baryon import subnet ${network.toLowerCase()}`).digest('hex')
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** The range of a gateway of IPv4. */
function rangeOf(gateway: string, length: number): string {
  const number = gateway.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - length)
  const first = Math.floor(number / size) * size
  return `${[24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`
}

export function isWithin(address: string, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/')
  const family = isIP(base) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(base) === 0 || isIP(address) !== isIP(base) || !/^\d{1,3}$/.test(length)) return false
  try {
    const list = new BlockList()
    list.addSubnet(base, Number(length), family)
    return list.check(address, family)
  } catch {
    return false
  }
}

class Planner {
  readonly #legacy: Legacy
  readonly #options: PlanOptions
  readonly notes: string[] = []

  constructor(legacy: Legacy, options: PlanOptions) {
    this.#legacy = legacy
    this.#options = options
  }

  group({ id, project: owner, name }: LegacyNetwork, ports: readonly LegacyPort[]): Group {
    const project_id = owner || this.#legacy.nova.get(id)?.project || this.#options.project
    const subnet = this.#subnet(id, project_id)
    return {
      network: { kind: 'Network', id, body: { name, project_id, admin_state_up: true } },
      subnet,
      ports: ports.map(port => this.#port(port, project_id, subnet)),
    }
  }

  #subnet(network: string, project_id: string): Planned | undefined {
    const known = this.#legacy.nova.get(network)
    if (known === undefined && this.#legacy.nova.size > 0)
      this.notes.push(`network ${network}: Nova does not know it, so it gets no gateway`)
    const gateway = known?.gateway
    if (gateway === undefined || isIP(gateway) !== 4) {
      if (gateway !== undefined)
        this.notes.push(`network ${network}: its gateway "${gateway}" is no address of IPv4, and is left out`)
      return undefined
    }
    return {
      kind: 'Subnet',
      id: subnetIdOf(network),
      body: {
        network_id: network,
        project_id,
        ip_version: 4,
        cidr: this.#cidr(network, gateway, known?.cidr),
        gateway_ip: gateway,
        enable_dhcp: false,
      },
    }
  }

  #cidr(network: string, gateway: string, cidr: string | undefined): string {
    if (cidr !== undefined && isWithin(gateway, cidr)) return cidr
    if (cidr !== undefined) this.notes.push(`network ${network}: its range ${cidr} is without its gateway ${gateway}`)
    const guessed = rangeOf(gateway, this.#options.prefixLength)
    this.notes.push(`network ${network}: the range of its subnet is taken to be ${guessed}`)
    return guessed
  }

  /** A port whose interface has no known MAC address is not plugged, as the original did not tell of it. */
  #port({ id, network, interface: device, up }: LegacyPort, project_id: string, subnet: Planned | undefined): Planned {
    const found = device === undefined ? undefined : this.#legacy.macs.get(device)
    const address = found !== undefined && mac.test(found) ? found.toLowerCase() : undefined
    if (device !== undefined && address === undefined)
      this.notes.push(`port ${id}: the MAC address of its interface ${device} is not known, so it is not plugged`)
    const fixed = device === undefined ? [] : (this.#legacy.addresses.get(device) ?? [])
    const cidr = String(subnet?.body['cidr'] ?? '')
    const fixed_ips = fixed
      .filter(ip => subnet !== undefined && isWithin(ip, cidr))
      .map(ip_address => ({ subnet_id: subnet?.id ?? '', ip_address }))
    return {
      kind: 'Port',
      id,
      body: {
        network_id: network,
        project_id,
        admin_state_up: up,
        fixed_ips,
        security_groups: [],
        ...(device === undefined || address === undefined ? {} : { device_id: device, mac_address: address }),
      },
    }
  }
}

/** Networks in the order of their ids, each with what is on it. Ids are kept; what has none that can be kept is left out. */
export function planOf(legacy: Legacy, options: PlanOptions): Plan {
  const planner = new Planner(legacy, options)
  const kept = legacy.networks.filter(({ id }) => uuid.test(id))
  const known = new Set(kept.map(({ id }) => id))
  const byNetwork = new Map<string, LegacyPort[]>()
  for (const { id } of legacy.networks)
    if (!known.has(id)) planner.notes.push(`network ${id}: its id is no UUID, so it is left out`)
  for (const port of legacy.ports) {
    if (!uuid.test(port.id)) planner.notes.push(`port ${port.id}: its id is no UUID, so it is left out`)
    else if (!known.has(port.network))
      planner.notes.push(`port ${port.id}: its network ${port.network} is not there, so it is left out`)
    else byNetwork.set(port.network, [...(byNetwork.get(port.network) ?? []), port])
  }
  for (const id of legacy.nova.keys())
    if (!known.has(id)) planner.notes.push(`network ${id}: Nova has it, and the proxy has not; it is left out`)
  const sorted = kept.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    groups: sorted.map(network => planner.group(network, byNetwork.get(network.id) ?? [])),
    notes: planner.notes,
  }
}
