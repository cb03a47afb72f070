/** What a file says, whatever its form, before the table gives it its meaning. */
import type { Fault } from '@baryon/kit'

export interface Given {
  readonly value: unknown
  /** `FILE:LINE`, or what it follows from. */
  readonly at: string
}

/** Something that works and should be known: an old name, a key without effect, a risk. */
export interface Note {
  readonly at: string
  readonly key: string
  readonly text: string
}

export interface Draft {
  /** By the names of the table. */
  readonly given: ReadonlyMap<string, Given>
  readonly controllers: readonly { readonly at: string; readonly given: ReadonlyMap<string, Given> }[]
  readonly notes: readonly Note[]
  readonly faults: readonly Fault[]
}
