import type { Attribute, Kind, KindName, Reference, Service } from './ir.ts'

/** An object kind that holds keys of another, and the attribute that does. */
export interface Referrer {
  readonly kind: Kind
  readonly reference: Reference
}

const nameOf = (service: string, kind: string) => `${service}/${kind}`

function append<T>(lists: Map<string, T[]>, key: string, item: T) {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

const attributeMaps = new WeakMap<Kind, ReadonlyMap<string, Attribute>>()

/** The attributes of a kind by name; built once a kind. */
function attributesOf(kind: Kind): ReadonlyMap<string, Attribute> {
  let map = attributeMaps.get(kind)
  if (map === undefined) {
    map = new Map(kind.attributes.map(attribute => [attribute.name, attribute]))
    attributeMaps.set(kind, map)
  }
  return map
}

/** @returns undefined when the kind has no attribute of that name */
export const attributeOf = (kind: Kind, name: string): Attribute | undefined => attributesOf(kind).get(name)

/** All kinds of all services, found by their names in constant time. Later a changed model is a new registry. */
export class Registry {
  readonly services: readonly Service[]
  readonly #services = new Map<string, Service>()
  readonly #all: readonly Kind[]
  readonly #kinds = new Map<string, Kind>()
  readonly #plurals = new Map<string, Kind>()
  readonly #children = new Map<string, Kind[]>()
  readonly #referrers = new Map<string, Referrer[]>()

  constructor(services: readonly Service[]) {
    this.services = services
    this.#all = services.flatMap(service => service.kinds)
    for (const service of services) this.#services.set(service.name, service)
    for (const kind of this.#all) this.#add(kind)
  }

  #add(kind: Kind) {
    this.#kinds.set(nameOf(kind.service, kind.name), kind)
    this.#plurals.set(nameOf(kind.service, kind.plural), kind)
    if (kind.parent !== undefined) append(this.#children, nameOf(kind.service, kind.parent.kind), kind)
    for (const reference of kind.references) {
      append(this.#referrers, nameOf(reference.to.service, reference.to.kind), { kind, reference })
    }
  }

  service(name: string): Service | undefined {
    return this.#services.get(name)
  }

  kind(name: KindName): Kind | undefined {
    return this.#kinds.get(nameOf(name.service, name.kind))
  }

  kindByPlural(service: string, plural: string): Kind | undefined {
    return this.#plurals.get(nameOf(service, plural))
  }

  /** In the order of services and of their declarations. */
  kinds(): readonly Kind[] {
    return this.#all
  }

  attribute(kind: Kind, name: string): Attribute | undefined {
    return attributeOf(kind, name)
  }

  /** The kinds whose URL is nested below that of this kind. */
  children(kind: Kind): readonly Kind[] {
    return this.#children.get(nameOf(kind.service, kind.name)) ?? []
  }

  /** Who holds keys of this kind, in the order of declarations. */
  referrers(name: KindName): readonly Referrer[] {
    return this.#referrers.get(nameOf(name.service, name.kind)) ?? []
  }
}
