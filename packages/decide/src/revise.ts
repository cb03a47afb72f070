import { type Fault, type Json, Refusal } from '@baryon/kit'
import type { Attribute, Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { equal } from './equal.ts'
import { decideErrors } from './errors.ts'
import { newestAfter } from './newest.ts'
import { type Plan, storable } from './plan.ts'
import { pointer } from './pointer.ts'
import { checkQuota } from './quota.ts'
import { checkReferences } from './references.ts'
import { behaviourOf, type Scene } from './scene.ts'
import { settle } from './settle.ts'
import { pointed } from './write.ts'

/** Who gives the new values: a request; an action, which may set what is read-only; or a behaviour, which may change all but the key. */
export type Author = 'request' | 'action' | 'model'

/** The value as a fault quotes it; what not everybody may read is not told. */
const quoted = ({ sensitive, writeOnly, policies }: Attribute, value: Json) =>
  sensitive || writeOnly || policies.read !== undefined ? 'as it is' : JSON.stringify(value)

function unchangeable(plan: Plan, attribute: Attribute, stored: Json, author: Author): Fault | undefined {
  const { name } = attribute
  const values = { attribute: name, kind: plan.kind.name, stored: quoted(attribute, stored) }
  if (plan.kind.key.includes(name)) return decideErrors.fault('key.immutable', values, pointer(name))
  if (attribute.stamp !== undefined) return decideErrors.fault('attribute.read_only', values, pointer(name))
  if (attribute.immutable && author !== 'model') return decideErrors.fault('attribute.immutable', values, pointer(name))
  const isKept = attribute.readOnly || attribute.computed !== undefined
  return isKept && author === 'request' ? decideErrors.fault('attribute.read_only', values, pointer(name)) : undefined
}

/** The row with new values; one that repeats what is stored is fine for every attribute. */
function applied(plan: Plan, stored: Row, values: Row, author: Author): Record<string, Json> {
  const row: Record<string, Json> = { ...stored }
  const faults: Fault[] = []
  for (const [name, value] of Object.entries(values)) {
    const before = stored[name] ?? null
    const attribute = plan.attributes.get(name)
    if (attribute === undefined || equal(before, value)) continue
    const fault = unchangeable(plan, attribute, before, author)
    if (fault === undefined) row[name] = value
    else faults.push(fault)
  }
  if (faults.length > 0) throw new Refusal(...faults)
  return row
}

const isChanged = (before: Row, after: Row) => Object.keys(after).some(name => !equal(before[name], after[name]))

/** New values for a stored object. */
export interface Revision {
  readonly plan: Plan
  /** What was given, with what is not stored. */
  readonly given: Row
  readonly author: Author
  /** Called with the row as it would be, if it changes; throws to refuse it. */
  readonly allow?: (row: Row) => void
}

/** The row as it would be, completed and checked. */
async function revised(stored: Stored, { plan, given, author }: Revision, scene: Scene): Promise<Row> {
  const row = applied(plan, stored.row, storable(plan, given), author)
  const hook = behaviourOf(scene, plan.kind)?.update
  if (hook !== undefined) await hook(row, stored.row, given, scene.work(plan.kind))
  settle(plan, stored.row, row)
  return row
}

async function write(stored: Stored, id: string, row: Row, { plan, given, author }: Revision, scene: Scene) {
  const { kind } = plan
  if (!isChanged(stored.row, row)) return stored
  await checkReferences(plan, row, stored.row, scene, author === 'model' ? {} : given)
  if (kind.owner !== undefined && !equal(stored.row[kind.owner], row[kind.owner])) await checkQuota(kind, row, scene)
  return pointed(kind, scene.tx.update(kind, id, row))
}

/**
 * Gives a stored object new values. The policy has to hold for the object as it would be, too: nobody gives an object
 * away or takes one over. Without a difference, and with nothing given that is not stored, nothing is done.
 */
export async function revise(stored: Stored, id: string, revision: Revision, scene: Scene): Promise<Stored> {
  const { kind, derived } = revision.plan
  const row = await revised(stored, revision, scene)
  const isDerivedGiven = derived.size > 0 && Object.keys(revision.given).some(name => derived.has(name))
  if (!isDerivedGiven && !isChanged(stored.row, row)) return stored
  revision.allow?.(row)
  const written = await write(stored, id, row, revision, scene)
  const updated = behaviourOf(scene, kind)?.updated
  if (updated === undefined) return written
  return newestAfter(kind, written, scene, () => updated(written, stored.row, revision.given, scene.work(kind)))
}
