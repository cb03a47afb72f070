/** What of the journal a caller may see, by the policies of the models. */
import {
  type Caller,
  type Filter,
  type Kind,
  matches,
  type PolicyExpression,
  type Registry,
  type Row,
  visible,
} from '@baryon/model'
import type { Entry } from '@baryon/store'

type Sight = boolean | { readonly filter: Filter; readonly needs: readonly string[] }

interface KindSight {
  readonly objects: Sight
  /** Attributes with a policy of their own, and in which objects they may be read. */
  readonly attributes: readonly { readonly name: string; readonly sight: Sight }[]
}

function attributesOf(filter: Filter): readonly string[] {
  if ('all' in filter) return filter.all.flatMap(attributesOf)
  if ('any' in filter) return filter.any.flatMap(attributesOf)
  if ('not' in filter) return attributesOf(filter.not)
  return ['list' in filter ? filter.list : filter.attribute]
}

function sightOf(expression: PolicyExpression, caller: Caller): Sight {
  const seen = visible(expression, caller)
  return typeof seen === 'boolean' ? seen : { filter: seen, needs: [...new Set(attributesOf(seen))] }
}

function kindSight(kind: Kind, caller: Caller): KindSight {
  const get = kind.policies['get']
  const attributes = kind.attributes.flatMap(({ name, policies }) => {
    const sight = policies.read === undefined ? true : sightOf(policies.read.expression, caller)
    return sight === true ? [] : [{ name, sight }]
  })
  return { objects: get !== undefined && sightOf(get.expression, caller), attributes }
}

/** An image of one plane need not have what a policy asks for: then nothing is shown. */
const inSight = (sight: Sight, row: Row): boolean =>
  typeof sight === 'boolean' ? sight : sight.needs.every(name => Object.hasOwn(row, name)) && matches(sight.filter, row)

const nothingHidden: readonly string[] = []

/** The sight of one caller; policies are evaluated once for each kind, and only what depends on the object is asked again. */
export class View {
  readonly #caller: Caller
  readonly #registry: () => Registry
  readonly #sights = new WeakMap<Kind, KindSight>()

  constructor(caller: Caller, registry: () => Registry) {
    this.#caller = caller
    this.#registry = registry
  }

  /** The kind of the entry and its attributes that are hidden; undefined when the caller may not see the entry at all. */
  look(entry: Entry): { readonly kind: Kind; readonly hidden: readonly string[] } | undefined {
    const kind = this.#registry().kind(entry)
    if (!kind) return undefined
    const sight = this.#sight(kind)
    // The owner stands on every entry; the image of the status plane has no owner.
    const row =
      kind.owner === undefined || Object.hasOwn(entry.image, kind.owner)
        ? entry.image
        : { ...entry.image, [kind.owner]: entry.project }
    if (!inSight(sight.objects, row)) return undefined
    if (sight.attributes.length === 0) return { kind, hidden: nothingHidden }
    const hidden = sight.attributes.filter(attribute => !inSight(attribute.sight, row)).map(attribute => attribute.name)
    return { kind, hidden }
  }

  #sight(kind: Kind): KindSight {
    let sight = this.#sights.get(kind)
    if (!sight) {
      sight = kindSight(kind, this.#caller)
      this.#sights.set(kind, sight)
    }
    return sight
  }
}
