import { Refusal } from '@baryon/kit'
import type { Caller, Registry } from '@baryon/model'
import type { Store } from '@baryon/store'
import type { BehaviourSet } from './behaviour-set.ts'
import { Doing } from './doing.ts'

/** What services are started with. */
export interface Stage {
  readonly store: Store
  readonly registry: Registry
  readonly behaviours: BehaviourSet
  newId(): string
}

const caller: Caller = { user: 'baryon', roles: ['admin'] }

/**
 * Lets each service make what is there because its settings say so. To be called before the first request.
 * @param demoProject project that gets something to try the services on; without one nothing is made for that
 * @throws Refusal as the behaviour of a service does
 */
export async function startServices(stage: Stage, demoProject?: string): Promise<void> {
  const { store, registry, behaviours, newId } = stage
  for (const [name, service] of behaviours.services) {
    if (service.start === undefined && (service.demo === undefined || demoProject === undefined)) continue
    const done = await store.commit({ actor: caller.user, requestId: 'start' }, async tx => {
      const work = new Doing({ registry, caller, tx, behaviours, newId }, name, false)
      await service.start?.(work)
      if (demoProject !== undefined) await service.demo?.(work, demoProject)
    })
    if (!done.ok) throw new Refusal(...done.faults)
  }
}
