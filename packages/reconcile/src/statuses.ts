import { type Fault, type Logger, Refusal } from '@baryon/kit'
import type { Key, Projection, Revision, RowStatus, Source, Standing, View } from './intent.ts'
import type { Delivery } from './ledger.ts'

/** Statuses that are written together. */
const atOnce = 64

/** How a thing stands at one target. */
export type StandingAtTarget = Delivery['state'] | 'pending' | 'absent'

export interface StatusesOptions {
  readonly projection: Projection
  readonly source: Source
  readonly logger: Logger
  /** @returns for each what it was refused with */
  note(statuses: readonly RowStatus[], revision: Revision): Promise<readonly (Fault | undefined)[]>
  /** How things stand at each target that takes their kind, a list for each target. */
  standings(kind: string, keys: readonly Key[]): Promise<readonly (readonly StandingAtTarget[])[]>
}

/** One word of all targets: there is enough if one has it; pending is said only while none has said anything else. */
export function combined(standings: readonly StandingAtTarget[], wanted: boolean): Standing {
  if (standings.length === 0) return wanted ? 'there' : 'absent'
  if (standings.includes('there')) return 'there'
  if (standings.includes('refused')) return 'refused'
  return standings.includes('pending') || wanted ? 'pending' : 'absent'
}

/** Says in the status plane how things stand. Whoever notes it writes nothing that is there already. */
export class Statuses {
  readonly #options: StatusesOptions

  constructor(options: StatusesOptions) {
    this.#options = options
  }

  async say(keys: readonly Key[]): Promise<void> {
    const kinds = Map.groupBy(keys, ({ kind }) => kind)
    for (const [kind, all] of kinds)
      for (let first = 0; first < all.length; first += atOnce) await this.#sayOf(kind, all.slice(first, first + atOnce))
  }

  async #sayOf(kind: string, keys: readonly Key[]): Promise<void> {
    const standings = await this.#options.standings(kind, keys)
    const { source, note, logger } = this.#options
    const revision = source.head()
    const view = source.newest()
    const said: { readonly key: Key; readonly status: RowStatus }[] = []
    for (const [index, key] of keys.entries()) {
      const status = await this.#statusOf(
        key,
        standings.map(target => target[index] ?? 'absent'),
        view,
      )
      if (status !== undefined) said.push({ key, status })
    }
    if (said.length === 0) return
    const faults = await note(
      said.map(({ status }) => status),
      revision,
    )
    for (const [index, fault] of faults.entries())
      if (fault !== undefined) logger.warn({ ...said[index]?.key, fault: fault.message }, 'a status was refused')
  }

  /** What is to be said of a thing, if anything is. */
  async #statusOf(key: Key, standings: readonly StandingAtTarget[], view: View): Promise<RowStatus | undefined> {
    const { projection, logger } = this.#options
    try {
      const wanted = standings.includes('there') || (await projection.desired(key, view)) !== undefined
      return await projection.status(key, combined(standings, wanted), view)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      logger.warn({ ...key, fault: error.message }, 'a status was refused')
      return
    }
  }
}
