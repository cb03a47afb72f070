import { type Clock, failure, type Logger, type Result, silentLogger, success } from '@baryon/kit'
import type { Service } from '@baryon/model'
import type { Store } from './contract.ts'
import type { SqlDriver } from './driver.ts'
import { JournalState } from './journal-state.ts'
import { readNumber } from './meta.ts'
import { applyModels } from './migrate/apply.ts'
import { Shapes } from './shape/shapes.ts'
import { SqlStore } from './store.ts'

export interface OpenOptions {
  readonly services: readonly Service[]
  readonly clock: Clock
  readonly logger?: Logger
}

async function readState({ writer }: SqlDriver): Promise<JournalState> {
  const horizon = await readNumber(writer, 'horizon')
  const horizonTime = await readNumber(writer, 'horizon-time')
  const newest = await writer.get('select revision, time from baryon_journal order by revision desc limit 1', [])
  const [head, time] = (newest ?? [0, 0]).map(Number)
  // The newest entry of all may have been forgotten: a deletion up to the horizon leaves nothing.
  return new JournalState(Math.max(head!, horizon), Math.max(time!, horizonTime), horizon, horizonTime)
}

/**
 * A store on an open database that has the store's own tables. It owns the driver from then on, also when it refuses.
 * @returns faults `model.…` when what is stored does not fit the models; nothing is changed then
 */
export async function openStore(driver: SqlDriver, options: OpenOptions): Promise<Result<Store>> {
  const { services, clock, logger = silentLogger } = options
  try {
    const applied = await applyModels(driver, services, clock.now())
    if (!applied.ok) {
      await driver.close()
      return failure(...applied.faults)
    }
    const state = await readState(driver)
    const shapes = new Shapes(services, applied.value)
    return success(new SqlStore({ driver, services, shapes, state, clock, logger }))
  } catch (error) {
    await driver.close()
    throw error
  }
}
