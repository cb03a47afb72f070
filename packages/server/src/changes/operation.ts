import type { Json } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import type { Revision } from '@baryon/store'

export type OperationName = 'create' | 'update' | 'delete' | 'action'

/** `{"$from": "name.attribute"}` at a place in an operation. */
export interface From {
  /** Where it stands, from the operation on. */
  readonly path: readonly (string | number)[]
  readonly name: string
  readonly attribute: string
}

/** One operation of `/v1/changes`, well-formed, its kind known. */
export interface Operation {
  readonly op: OperationName
  readonly index: number
  readonly kind: Kind
  /** Later operations call its object so. */
  readonly as: string | undefined
  /** An id in the spelling of the store, or what it is taken from; of a creation the one that it is to have, else undefined. */
  readonly id: string | From | undefined
  readonly ifRevision: Revision | undefined
  readonly action: string | undefined
  readonly body: Json | undefined
  /** What of the body is taken from earlier objects. */
  readonly froms: readonly From[]
}

/** The object of an operation that has a name, as the caller may see it. */
export interface Named {
  readonly kind: Kind
  readonly row: Row
}
