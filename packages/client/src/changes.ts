import type { Json } from '@baryon/kit'
import type { Plane, Row } from '@baryon/model'

/** Stands for an attribute of an earlier operation's object: `{ $from: 'p.id' }`. */
export interface From {
  readonly $from: string
}

interface Target {
  readonly service: string
  readonly kind: string
}

type Body = { readonly [key: string]: Json | From }

/** One operation of several that are done together. */
export type ChangeRequest =
  | (Target & { readonly op: 'create'; readonly as?: string; readonly body: Body })
  | (Target & {
      readonly op: 'update'
      readonly as?: string
      readonly id: string | From
      readonly if_revision?: number
      readonly body: Body
    })
  | (Target & { readonly op: 'delete'; readonly id: string | From; readonly if_revision?: number })
  | (Target & {
      readonly op: 'action'
      readonly as?: string
      readonly id: string | From
      readonly if_revision?: number
      readonly action: string
      readonly body?: Body
    })

/** What one object was and is. */
export interface Changed {
  readonly revision: number
  readonly operation: 'create' | 'update' | 'delete'
  readonly plane: Plane
  readonly service: string
  readonly kind: string
  readonly id: string
  readonly before: Row | null
  readonly after: Row | null
}

export interface ChangesAnswer {
  readonly revision: number
  readonly transaction: number
  readonly dry_run: boolean
  readonly results: readonly (Target & { readonly op: string; readonly id: string; readonly object: Row | null })[]
  /** Everything that changed, in order: what came along and what a cascade deleted too. */
  readonly changes: readonly Changed[]
}
