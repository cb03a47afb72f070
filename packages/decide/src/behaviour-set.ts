import type { Kind, Registry } from '@baryon/model'
import type { Behaviour, ServiceBehaviour } from './behaviour.ts'

/** The behaviours of all services that have one, found by kind in constant time; built once a registry. */
export class BehaviourSet {
  readonly #services: ReadonlyMap<string, ServiceBehaviour>
  readonly #kinds = new Map<Kind, Behaviour>()

  /** @param services by the name of the service */
  constructor(registry: Registry, services: ReadonlyMap<string, ServiceBehaviour>) {
    this.#services = services
    for (const kind of registry.kinds()) {
      const behaviour = services.get(kind.service)?.kinds[kind.name]
      if (behaviour !== undefined) this.#kinds.set(kind, behaviour)
    }
  }

  /** @returns undefined for a kind that is nothing but its model */
  of(kind: Kind): Behaviour | undefined {
    return this.#kinds.get(kind)
  }

  service(name: string): ServiceBehaviour | undefined {
    return this.#services.get(name)
  }

  /** By the name of the service. */
  get services(): ReadonlyMap<string, ServiceBehaviour> {
    return this.#services
  }
}
