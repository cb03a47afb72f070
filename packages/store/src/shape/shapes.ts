import type { Kind, Row, Service } from '@baryon/model'
import { Shape } from './shape.ts'

/** For each `<service>/<kind>` the values of attributes that were added later, as {@link Shape.absent} answers them. */
export type Added = Readonly<Record<string, Row>>

export const nameOf = (service: string, kind: string) => `${service}/${kind}`

/** All kinds but those whose objects are worked out when they are asked for. */
export const storedKinds = (services: readonly Service[]): readonly Kind[] =>
  services.flatMap(({ kinds }) => kinds.filter(kind => kind.virtual !== true))

/** The shapes of all applied kinds that are stored. A kind is found as the same value or, if it was loaded anew, by its name. */
export class Shapes {
  readonly #byName = new Map<string, Shape>()
  readonly #byKind = new WeakMap<Kind, Shape>()

  constructor(services: readonly Service[], added: Added) {
    for (const kind of storedKinds(services)) {
      const name = nameOf(kind.service, kind.name)
      const shape = new Shape(kind, added[name] ?? {})
      this.#byName.set(name, shape)
      this.#byKind.set(kind, shape)
    }
  }

  /** @throws Error for a kind that is not applied */
  of(kind: Kind): Shape {
    const known = this.#byKind.get(kind)
    if (known !== undefined) return known
    const shape = this.#byName.get(nameOf(kind.service, kind.name))
    if (shape === undefined) throw new Error(`${kind.service}.${kind.name} is not stored here`)
    this.#byKind.set(kind, shape)
    return shape
  }

  all(): readonly Shape[] {
    return [...this.#byName.values()]
  }
}
