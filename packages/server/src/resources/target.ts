import type { Action, Kind, Row, Service } from '@baryon/model'

/** An object that a URL names. */
export interface Step {
  readonly kind: Kind
  readonly id: string
  /** Its key attributes, typed. */
  readonly key: Row
}

/** What a URL leads to. `parents` are the objects it is nested below, the outermost first. */
export type Target =
  | { readonly at: 'root' }
  | { readonly at: 'services' }
  | { readonly at: 'service'; readonly service: Service }
  | { readonly at: 'version'; readonly service: Service }
  | { readonly at: 'collection'; readonly kind: Kind; readonly parents: readonly Step[] }
  | { readonly at: 'object'; readonly kind: Kind; readonly id: string; readonly parents: readonly Step[] }
  | {
      readonly at: 'action'
      readonly kind: Kind
      readonly id: string
      readonly parents: readonly Step[]
      readonly action: Action
    }

export type Collection = Extract<Target, { at: 'collection' }>
export type ObjectTarget = Extract<Target, { at: 'object' }>
export type ActionTarget = Extract<Target, { at: 'action' }>
export type Discovery = Exclude<Target, { kind: Kind }>
