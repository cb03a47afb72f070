import type { Fault } from '@baryon/kit'
import type { Kind, Service } from '@baryon/model'
import { storeErrors } from '../errors.ts'
import type { Applied } from '../model-record.ts'
import { nameOf, storedKinds } from '../shape/shapes.ts'
import { compareKinds } from './compare.ts'
import type { Difference, Step } from './step.ts'

/** Asks what the database holds of an applied kind. */
export interface Holdings {
  rows(kind: Kind): Promise<number>
  /** Whether the journal has entries of it. */
  history(kind: Kind): Promise<boolean>
}

export interface Fit {
  readonly steps: readonly Step[]
  readonly faults: readonly Fault[]
}

export const kindsOf = (kinds: readonly Kind[]): ReadonlyMap<string, Kind> =>
  new Map(kinds.map(kind => [nameOf(kind.service, kind.name), kind]))

const faultOf = ({ name, what, stored, given, advice }: Difference) =>
  storeErrors.fault('model.changed', { name, what, stored, given, advice })

/** A kind that is no longer given: its tables stay as long as anything is known of its objects. */
async function leave(kind: Kind, holdings: Holdings): Promise<Fit> {
  const rows = await holdings.rows(kind)
  if (rows > 0) {
    const fault = storeErrors.fault('model.missing', { name: `${kind.service}.${kind.name}`, rows })
    return { steps: [], faults: [fault] }
  }
  return { steps: (await holdings.history(kind)) ? [] : [{ do: 'drop', kind }], faults: [] }
}

async function change(stored: Kind, given: Kind, holdings: Holdings): Promise<Fit> {
  if (JSON.stringify(stored) === JSON.stringify(given)) return { steps: [], faults: [] }
  const { steps, differences } = compareKinds(stored, given)
  if (differences.length === 0) return { steps, faults: [] }
  if (await holdings.history(stored)) return { steps: [], faults: differences.map(faultOf) }
  return {
    steps: [
      { do: 'drop', kind: stored },
      { do: 'create', kind: given },
    ],
    faults: [],
  }
}

/**
 * What it takes to serve the given models from a database to which others were applied, and what forbids it.
 * New kinds, attributes with a default or null, indexes and constraints are added; what no stored object depends on may change.
 */
export async function fit(applied: readonly Applied[], given: readonly Service[], holdings: Holdings): Promise<Fit> {
  const stored = kindsOf(applied.flatMap(({ service, retired }) => [...storedKinds([service]), ...retired]))
  const wanted = kindsOf(storedKinds(given))
  const fits: Fit[] = []
  for (const [name, kind] of stored) {
    const next = wanted.get(name)
    fits.push(next === undefined ? await leave(kind, holdings) : await change(kind, next, holdings))
  }
  for (const [name, kind] of wanted) if (!stored.has(name)) fits.push({ steps: [{ do: 'create', kind }], faults: [] })
  return { steps: fits.flatMap(each => each.steps), faults: fits.flatMap(each => each.faults) }
}
