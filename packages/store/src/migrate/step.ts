import type { Attribute, ElementIndex, Kind } from '@baryon/model'

/** What has to be done to the database so that it fits a model. */
export type Step =
  | { readonly do: 'create'; readonly kind: Kind }
  /** The kind never held an object, so its tables can go. */
  | { readonly do: 'drop'; readonly kind: Kind }
  | { readonly do: 'add'; readonly kind: Kind; readonly attribute: Attribute }
  | { readonly do: 'drop elements'; readonly kind: Kind; readonly index: ElementIndex }
  /** Makes an element index, of the objects that are stored too. */
  | { readonly do: 'add elements'; readonly kind: Kind; readonly index: ElementIndex }
  /** Makes the indexes those of `kind`; they were those of `from`. */
  | { readonly do: 'index'; readonly from: Kind; readonly kind: Kind }
  | { readonly do: 'count'; readonly kind: Kind }

/** A property of a kind or attribute that cannot be changed while objects are stored. */
export interface Difference {
  /** `service.kind.attribute`, or as much of it as is meant. */
  readonly name: string
  /** What differs: `type`, `key`. */
  readonly what: string
  readonly stored: string
  readonly given: string
  readonly advice: string
}
