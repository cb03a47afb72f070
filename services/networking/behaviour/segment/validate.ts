import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { greatestId, type NetworkType, networkTypes, type SegmentFacts } from './network-types.ts'

const invalid = (reason: string): never => refuse('segment.invalid', { reason })

function validateFlat({ physical_network, segmentation_id }: SegmentFacts, { flat_networks }: Settings) {
  if (physical_network === null) invalid('physical_network required for flat provider network')
  if (flat_networks.length === 0) invalid('Flat provider networks are disabled')
  if (!flat_networks.includes('*') && !flat_networks.includes(physical_network ?? ''))
    invalid(`physical_network '${physical_network}' unknown for flat provider network`)
  if (segmentation_id !== null) invalid('segmentation_id prohibited for flat provider network')
}

/** @param known the physical networks with VLANs */
function validateVlan({ physical_network, segmentation_id }: SegmentFacts, known: ReadonlySet<string>) {
  if (physical_network === null) {
    if (segmentation_id !== null) invalid('segmentation_id requires physical_network for VLAN provider network')
    return
  }
  if (!known.has(physical_network)) invalid(`physical_network '${physical_network}' unknown for VLAN provider network`)
  if (segmentation_id !== null && (segmentation_id < 1 || segmentation_id > greatestId.vlan))
    invalid(`segmentation_id out of range (1 through ${greatestId.vlan})`)
}

function validateTunnel(type: 'vxlan' | 'geneve' | 'gre', { physical_network, segmentation_id }: SegmentFacts) {
  if (physical_network !== null) invalid(`provider:physical_network specified for ${type} network`)
  if (segmentation_id !== null && (segmentation_id < 1 || segmentation_id > greatestId[type]))
    invalid(`segmentation_id out of range (1 through ${greatestId[type]})`)
}

function validateLocal({ physical_network, segmentation_id }: SegmentFacts) {
  if (physical_network !== null) invalid('physical_network prohibited for local provider network')
  if (segmentation_id !== null) invalid('segmentation_id prohibited for local provider network')
}

/**
 * @param vlans the physical networks with VLANs
 * @throws Refusal `segment.invalid`
 */
export function validateSegment(facts: SegmentFacts, settings: Settings, vlans: ReadonlySet<string>) {
  const { network_type } = facts
  const type = networkTypes.find(one => one === network_type && settings.network_types.includes(one))
  const checks: Readonly<Record<NetworkType, () => void>> = {
    local: () => validateLocal(facts),
    flat: () => validateFlat(facts, settings),
    vlan: () => validateVlan(facts, vlans),
    vxlan: () => validateTunnel('vxlan', facts),
    geneve: () => validateTunnel('geneve', facts),
    gre: () => validateTunnel('gre', facts),
  }
  if (type === undefined) invalid(`network_type value '${network_type}' not supported`)
  else checks[type]()
}
