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
 * @throws Refusal as the behaviour of a service does
 */
export async function startServices({ store, registry, behaviours, newId }: Stage): Promise<void> {
  for (const [name, service] of behaviours.services) {
    if (service.start === undefined) continue
    const done = await store.commit({ actor: caller.user, requestId: 'start' }, async tx =>
      service.start?.(new Doing({ registry, caller, tx, behaviours, newId }, name, false)),
    )
    if (!done.ok) throw new Refusal(...done.faults)
  }
}
