import { idOf, type Kind, type Row } from '@baryon/model'
import type { Stored } from './contract.ts'
import type { RecentObjects } from './recent.ts'
import type { Shapes } from './shape/shapes.ts'

const keyOf = ({ service, name }: Kind, id: string) => `${service}/${name}/${id}`

/**
 * What the open transaction may take from the recent objects, which are as they were committed last: all that it has not
 * touched. What a unit of work touched and undid again is read anew too.
 */
export class Unchanged {
  readonly #shapes: Shapes
  readonly #recent: RecentObjects | undefined
  readonly #touched = new Set<string>()

  /** @param recent where this process alone writes; without them everything is read */
  constructor(shapes: Shapes, recent?: RecentObjects) {
    this.#shapes = shapes
    this.#recent = recent
  }

  /** A transaction begins: all that was committed is dropped from the recent objects by now. */
  begin(): void {
    this.#touched.clear()
  }

  /** To be called before the object is written. */
  touch(kind: Kind, id: string): void {
    if (this.#recent !== undefined) this.#touched.add(keyOf(kind, this.#shapes.of(kind).canonicalId(id) ?? id))
  }

  touchRow(kind: Kind, row: Row): void {
    if (this.#recent !== undefined) this.#touched.add(keyOf(kind, idOf(kind, row)))
  }

  get(kind: Kind, id: string, read: () => Promise<Stored | undefined>): Promise<Stored | undefined> {
    if (this.#recent === undefined || this.#touched.has(keyOf(kind, id))) return read()
    return this.#recent.get(kind, id, read)
  }
}
