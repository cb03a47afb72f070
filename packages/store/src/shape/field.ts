import type { Json } from '@baryon/kit'
import type { Filter, Type } from '@baryon/model'
import type { SqlValue } from '../driver.ts'
import type { Elements } from './elements.ts'

/** A value that a condition can be about, and how it is kept. */
export interface Field {
  readonly name: string
  readonly type: Type
  encode(value: Json): SqlValue
}

/** Fields found by their names: the attributes of a kind, or the members of a list's elements; some may be lists themselves. */
export interface Fields {
  readonly columns: readonly Field[]
  /** @throws Error for a name that is not there: whoever asks has to know the kind */
  index(name: string): number
  /** What is in the elements of a list. @throws Error for what is no list */
  within(list: number): Fields
  /** The element index in which a condition on elements of this list can be looked up. */
  indexFor(list: number, condition: Filter): Elements | undefined
}
