import type { Sight } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { Hosting } from './hosting.ts'

async function zoneOf(agent: string, { read, kind }: Sight): Promise<string | undefined> {
  const zone = (await read.get(kind('Agent'), agent))?.row['availability_zone']
  return typeof zone === 'string' && zone !== '' ? zone : undefined
}

/** The availability zones of the agents that serve these objects, by the id of the object; of those that any agent with a zone serves. */
export async function servedZones(
  rows: readonly Row[],
  { relation, attribute }: Hosting,
  sight: Sight,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  const filter = { attribute, in: rows.map(({ id }) => id ?? null) }
  const relations = await sight.read.list(sight.kind(relation), { filter })
  const zones = new Map<string, string | undefined>()
  for (const { row } of relations) {
    const [agent, object] = [String(row['agent_id']), String(row[attribute])]
    if (!zones.has(agent)) zones.set(agent, await zoneOf(agent, sight))
    const zone = zones.get(agent)
    const known = found.get(object) ?? []
    if (zone !== undefined && !known.includes(zone)) found.set(object, [...known, zone].sort())
  }
  return found
}
