import type { Json } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import type { Revision } from '@baryon/store'

/** The object that a nested URL is below: `value` is what the attribute has to hold. */
export interface Parent {
  readonly attribute: string
  readonly value: Json
}

export interface Create {
  readonly verb: 'create'
  readonly kind: Kind
  /** What was given, in canonical form; everything else comes from the model. */
  readonly values: Row
  readonly parent?: Parent | undefined
}

/** Which stored object is meant, and in which state. */
interface Target {
  readonly kind: Kind
  readonly id: string
  /** The revision that the object must be at. */
  readonly ifRevision?: Revision | undefined
  readonly parent?: Parent | undefined
}

export interface Update extends Target {
  readonly verb: 'update'
  /**
   * What was given, in canonical form; attributes that are not in it keep their value. Those a request cannot change
   * may be in it with the value they have. As a function: what a merge patch makes of the stored row; throws a Refusal.
   */
  readonly values: Row | ((stored: Row) => Row)
}

export interface Delete extends Target {
  readonly verb: 'delete'
}

export interface Act extends Target {
  readonly verb: 'action'
  readonly action: string
  /** Every input attribute of the action, null where nothing was given. */
  readonly input: Row
}

/** A well-formed request, as admission hands it over: what is wanted, before anything is read. */
export type Change = Create | Update | Delete | Act

/** The changes by their verb. */
export interface Changes {
  readonly create: Create
  readonly update: Update
  readonly delete: Delete
  readonly action: Act
}
