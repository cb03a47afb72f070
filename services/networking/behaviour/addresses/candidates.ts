/** Which subnets of a network a port gets addresses of. */
import { ipOf } from '../network-address/ip.ts'
import { contains } from '../network-address/range.ts'
import { refuse } from '../refuse.ts'
import { type Subnet, serves } from './subnet.ts'

/** A requested address: the subnet, the address, or both. */
export type AskedIp = { readonly subnet_id?: string | null; readonly ip_address?: string | null }

/** What the choice of subnets goes by. */
export interface Place {
  readonly network: string
  /** All subnets of the network. */
  readonly subnets: readonly Subnet[]
  readonly owner: string
  /** Empty while it is not known. */
  readonly host: string
  /** Whether the host is connected to that segment. */
  readonly reaches: (segment: string) => boolean
}

function subnetFor({ subnet_id, ip_address }: AskedIp, subnets: readonly Subnet[]): Subnet | undefined {
  if (subnet_id) return subnets.find(({ id }) => id === subnet_id)
  if (!ip_address) return undefined
  const ip = ipOf(ip_address)
  return subnets.find(({ block }) => contains(block, ip))
}

/** The subnets of the one segment that all requested addresses are of; what is asked wrongly is found out later. */
function onSegmentOf(asked: readonly AskedIp[], subnets: readonly Subnet[]): readonly Subnet[] {
  const found = asked.map(one => subnetFor(one, subnets))
  if (found.includes(undefined)) return subnets
  const segments = new Set(found.map(subnet => subnet?.segment ?? null))
  if (segments.size > 1) refuse('port.segments_differ')
  const [segment = null] = segments
  return subnets.filter(subnet => subnet.segment === segment)
}

/** Those that the host reaches; of several segments, the first one's. */
function reachable(subnets: readonly Subnet[], reaches: Place['reaches']): readonly Subnet[] {
  const reached = subnets.filter(({ segment }) => segment === null || reaches(segment))
  const segment = reached[0]?.segment ?? null
  return reached.filter(subnet => subnet.segment === segment)
}

function hostCandidates(eligible: readonly Subnet[], asked: readonly AskedIp[] | undefined, place: Place) {
  if (!eligible.some(({ segment }) => segment !== null)) return eligible
  if (place.host !== '') {
    const wanted = asked === undefined ? eligible : onSegmentOf(asked, eligible)
    return reachable(wanted, place.reaches)
  }
  return asked === undefined ? eligible.filter(({ segment }) => segment === null) : onSegmentOf(asked, eligible)
}

const byServiceType = (left: Subnet, right: Subnet) =>
  Number(left.serviceTypes.length === 0) - Number(right.serviceTypes.length === 0)

/**
 * The subnets that addresses can be of, those for the port's owner alone first.
 * @param asked the requested addresses; undefined where none were asked for, not even an empty list
 * @returns `deferred` when that depends on the host, which is not known yet
 * @throws Refusal
 */
export function candidates(asked: readonly AskedIp[] | undefined, place: Place): readonly Subnet[] | 'deferred' {
  const { network, subnets, owner, host } = place
  if (subnets.length === 0) return []
  const eligible = subnets.filter(subnet => serves(subnet, owner))
  const found = hostCandidates(eligible, asked, place)
  if (found.length > 0) return found.toSorted(byServiceType)
  if (host !== '' && subnets.some(({ segment }) => segment !== null)) refuse('port.host_unconnected', { host, network })
  if (eligible.length > 0) return 'deferred'
  return refuse('port.service_type', { network, owner })
}
