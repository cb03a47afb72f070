/** What a network is made of. */
import type { Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { FreeIds } from '../segment/free-id.ts'
import { factsOf, providerOf, segmentsOf } from '../segment/network-segments.ts'
import { allocationOf, type SegmentFacts } from '../segment/network-types.ts'
import { reserve, reserveUsual } from '../segment/reserve.ts'
import type { Settings } from '../settings.ts'

export interface Provider {
  readonly settings: Settings
  readonly ids: FreeIds
}

/**
 * The segments that a request lists, in its order; undefined when it lists none. An id of 0 and an empty name are what some
 * clients send for nothing.
 */
export function listedSegments(given: Row): readonly SegmentFacts[] | undefined {
  const listed = given['segments']
  if (!Array.isArray(listed) || listed.length === 0) return undefined
  return listed.map(item => {
    const { network_type, physical_network, segmentation_id } = requireType(factsOf(item as Row))
    return { network_type, physical_network: physical_network || null, segmentation_id: segmentation_id || null }
  })
}

function requireType(facts: SegmentFacts | undefined): SegmentFacts {
  if (facts === undefined || facts.network_type === '')
    return refuse('segment.invalid', { reason: 'network_type required' })
  return facts
}

function requireDifferent(listed: readonly SegmentFacts[]) {
  const whole = listed.filter(facts => facts.segmentation_id !== null || facts.network_type === 'flat')
  if (new Set(whole.map(allocationOf)).size < whole.length) refuse('segment.duplicate')
}

/**
 * Says in the row of a new network what it is made of, as far as its provider attributes can.
 * @returns the types of its segments
 */
export async function chooseSegments(row: Draft, given: Row, provider: Provider, work: Work): Promise<string[]> {
  const { settings, ids } = provider
  const asked = factsOf(row)
  const listed = listedSegments(given)
  if (listed !== undefined) {
    if (asked !== undefined) refuse('segment.with_provider')
    requireDifferent(listed)
    return listed.map(facts => facts.network_type)
  }
  const project = String(row['project_id'])
  const segment =
    asked === undefined
      ? await reserveUsual(project, settings, ids, work)
      : await reserve(requireType(asked), project, settings, ids, work)
  Object.assign(row, providerOf(segment))
  return [segment.network_type]
}

/** Makes the segments of a new network. */
export async function makeSegments(network: Row, given: Row, { settings, ids }: Provider, work: Work) {
  const [id, project] = [String(network['id']), String(network['project_id'])]
  const listed = listedSegments(given)
  if (listed === undefined) {
    await work.create('Segment', { ...requireType(factsOf(network)), network_id: id })
    return
  }
  for (const [position, facts] of listed.entries()) {
    const segment = await reserve(facts, project, settings, ids, work)
    await work.create('Segment', { ...segment, network_id: id, position })
  }
  if (listed.length === 1) await work.update('Network', id, providerOf((await segmentsOf(id, work))[0]!))
}

const attributes = ['provider:network_type', 'provider:physical_network', 'provider:segmentation_id']

const fixed = (reason: string): never => refuse('network.provider_fixed', { reason })

/** Whether a request changes what a network is made of. @throws Refusal unless it is the VLAN id alone */
export async function requireSameSegments(row: Row, old: Row, given: Row, provider: Provider, work: Work) {
  if (Array.isArray(given['segments'])) fixed('Plugin does not support updating provider attributes')
  const changed = attributes.filter(name => row[name] !== old[name])
  if (changed.length === 0) return
  const id = String(row['id'])
  if ((await segmentsOf(id, work)).length > 1)
    fixed('Provider network attributes can be updated only in provider networks with a single segment')
  if (old['provider:network_type'] !== 'vlan') fixed('Only VLAN type networks can be updated')
  if (changed.some(name => name !== 'provider:segmentation_id') || row['provider:segmentation_id'] === null)
    fixed('Only segmentation_id field can be updated in VLAN type networks')
  await reserve(requireType(factsOf(row)), String(row['project_id']), provider.settings, provider.ids, work)
}

/** Gives the only segment of a network the VLAN id that the network has got. */
export async function retag(network: Row, old: Row, work: Work) {
  const id = network['provider:segmentation_id'] ?? null
  if (id === null || old['provider:segmentation_id'] === null || id === old['provider:segmentation_id']) return
  const [only] = await segmentsOf(String(network['id']), work)
  if (only !== undefined) await work.update('Segment', only.id, { segmentation_id: id })
}
