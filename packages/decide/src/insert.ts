import { type Json, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Parent } from './change.ts'
import { companionsOf, type NewObject } from './companions.ts'
import type { Context } from './context.ts'
import type { Plan } from './plan.ts'
import { checkQuota } from './quota.ts'
import { checkReferences } from './references.ts'
import { settle } from './settle.ts'
import { pointed } from './write.ts'

/** What a request adds to a creation; a companion has none of it. */
export interface Demand {
  /** Called with the row as it would be, before anything is read on its behalf; throws to refuse it. */
  readonly allow: (row: Row) => void
  readonly parent: Parent | undefined
}

/** Gives the object a key if it is of a kind that gets one. */
function nameIt(plan: Plan, row: Record<string, Json>, context: Context) {
  const key = plan.kind.key[0] ?? ''
  if (plan.kind.generatedKey && (row[key] ?? null) === null) row[key] = context.newId()
}

/** The faults of a companion point at nothing: its attributes are not in the body. */
async function insertCompanion(companion: NewObject, context: Context) {
  try {
    await insert(companion, context)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(...error.faults.map(({ pointer: _, ...fault }) => fault))
  }
}

/** Writes a new object and its companions: what every creation has to pass, whoever asked for it. */
export async function insert({ plan, row }: NewObject, context: Context, demand?: Demand): Promise<Stored> {
  nameIt(plan, row, context)
  settle(plan, undefined, row)
  demand?.allow(row)
  const sight = demand === undefined ? 'model' : 'caller'
  await checkReferences(plan, row, undefined, context, sight, demand?.parent)
  await checkQuota(plan.kind, row, context.tx)
  const stored = await pointed(plan.kind, context.tx.insert(plan.kind, row))
  for (const companion of companionsOf(plan, stored.row, context.registry)) await insertCompanion(companion, context)
  return stored
}
