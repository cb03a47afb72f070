import { type Json, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Parent } from './change.ts'
import { companionsOf, type NewObject } from './companions.ts'
import type { Context } from './context.ts'
import { newestAfter } from './newest.ts'
import type { Plan } from './plan.ts'
import { checkQuota } from './quota.ts'
import { checkReferences } from './references.ts'
import { behaviourOf, type Scene } from './scene.ts'
import { settle } from './settle.ts'
import { pointed } from './write.ts'

/** What a request adds to a creation; what the model itself creates has none of it. */
export interface Demand {
  /** Called with the row as it was requested, before anything is read on its behalf; throws to refuse it. */
  readonly allow: (row: Row) => void
  readonly parent: Parent | undefined
}

const nothing: Row = {}

/** Gives the object a key if it is of a kind that gets one. */
function nameIt(plan: Plan, row: Record<string, Json>, context: Context) {
  const key = plan.kind.key[0] ?? ''
  if (plan.kind.generatedKey && (row[key] ?? null) === null) row[key] = context.newId()
}

/** The faults of a companion point at nothing: its attributes are not in the body. */
async function insertCompanion(companion: NewObject, scene: Scene) {
  try {
    await insert(companion, scene)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(...error.faults.map(({ pointer: _, ...fault }) => fault))
  }
}

/**
 * Makes the row what it has to be. Where no hook completes it, the policy sees what is computed too; a hook runs only for
 * those who may create the object.
 */
async function complete({ plan, row, given }: NewObject, scene: Scene, demand: Demand | undefined) {
  const behaviour = behaviourOf(scene, plan.kind)
  if (behaviour?.prepare !== undefined) await behaviour.prepare(row, given, scene.work(plan.kind))
  if (behaviour?.create === undefined) settle(plan, undefined, row)
  demand?.allow(row)
  if (behaviour?.create === undefined) return
  await behaviour.create(row, given, scene.work(plan.kind))
  settle(plan, undefined, row)
}

/** Writes a new object and its companions: what every creation has to pass, whoever asked for it. */
export async function insert(object: NewObject, scene: Scene, demand?: Demand): Promise<Stored> {
  const { plan, row, given } = object
  const { kind } = plan
  nameIt(plan, row, scene)
  await complete(object, scene, demand)
  await checkReferences(plan, row, undefined, scene, demand === undefined ? nothing : given, demand?.parent)
  await checkQuota(kind, row, scene)
  const stored = await pointed(kind, scene.tx.insert(kind, row))
  for (const companion of companionsOf(plan, stored.row, scene.registry))
    await insertCompanion(companion, scene.unasked)
  const created = behaviourOf(scene, kind)?.created
  if (created === undefined) return stored
  return newestAfter(kind, stored, scene, () => created(stored, given, scene.work(kind)))
}
