import { type Fault, type Json, Refusal } from '@baryon/kit'
import type { Attribute, Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'
import { equal } from './equal.ts'
import { decideErrors } from './errors.ts'
import type { Plan } from './plan.ts'
import { pointer } from './pointer.ts'
import { checkQuota } from './quota.ts'
import { checkReferences } from './references.ts'
import { settle } from './settle.ts'
import { pointed } from './write.ts'

/** Who gives the new values: a request, or the model in an action, which may set what a request may not. */
export type Author = 'request' | 'action'

/** The value as a fault quotes it; what not everybody may read is not told. */
const quoted = ({ sensitive, writeOnly, policies }: Attribute, value: Json) =>
  sensitive || writeOnly || policies.read !== undefined ? 'as it is' : JSON.stringify(value)

function unchangeable(plan: Plan, attribute: Attribute, stored: Json, author: Author): Fault | undefined {
  const { name } = attribute
  const values = { attribute: name, kind: plan.kind.name, stored: quoted(attribute, stored) }
  if (plan.kind.key.includes(name)) return decideErrors.fault('key.immutable', values, pointer(name))
  if (attribute.stamp !== undefined) return decideErrors.fault('attribute.read_only', values, pointer(name))
  if (attribute.immutable) return decideErrors.fault('attribute.immutable', values, pointer(name))
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

/**
 * Gives a stored object new values. The policy has to hold for the object as it would be, too: nobody gives an object
 * away or takes one over. Without a difference nothing is written.
 * @param allow called with the row as it would be; throws to refuse it
 */
export async function revise(
  stored: Stored,
  id: string,
  change: { readonly plan: Plan; readonly verb: string; readonly values: Row; readonly author: Author },
  context: Context,
  allow?: (row: Row) => void,
): Promise<Stored> {
  const { plan, verb, values, author } = change
  const { kind } = plan
  const row = applied(plan, stored.row, values, author)
  settle(plan, stored.row, row)
  if (!isChanged(stored.row, row)) return stored
  authorize(kind, verb, context.caller, row)
  allow?.(row)
  await checkReferences(plan, row, stored.row, context, 'caller')
  if (kind.owner !== undefined && !equal(stored.row[kind.owner], row[kind.owner]))
    await checkQuota(kind, row, context.tx)
  return pointed(kind, context.tx.update(kind, id, row))
}
