/** Projects and users of the stand-in for Keystone: whoever is named exists, with an id that follows from the name. */
import { createHash } from 'node:crypto'

/** What a name stands for; things of two sorts with one name have two ids. */
export type Sort = 'project' | 'user' | 'role'

export type Named = {
  readonly id: string
  readonly name: string
}

const anId = /^[0-9a-f]{32}$/

/** As Keystone writes ids: 32 hexadecimal digits. */
export const idOf = (sort: Sort, name: string): string =>
  createHash('sha256').update(`${sort}:${name}`).digest('hex').slice(0, 32)

/** The domain that everything is in. */
export const domain: Named = { id: 'default', name: 'Default' }

/** The project that owns what is made to try things on. */
export const demoProject = 'demo'

/** The project of those who name none. */
export const defaultProject = 'admin'

const most = 10_000

/**
 * The names that were used, so that an id leads back to its name. Those of the first projects are known from the start; of
 * very many the oldest are forgotten, and their ids stand for themselves.
 */
export class Names {
  readonly #sort: Sort
  readonly #known = new Map<string, Named>()

  constructor(sort: Sort, names: readonly string[]) {
    this.#sort = sort
    for (const name of names) this.named(name)
  }

  named(name: string): Named {
    const found = { id: idOf(this.#sort, name), name }
    if (!this.#known.has(found.id)) this.#add(found)
    return found
  }

  /** By id or by name. */
  find(text: string): Named {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    return anId.test(text) ? { id: text, name: text } : this.named(text)
  }

  all(): readonly Named[] {
    return [...this.#known.values()]
  }

  #add(one: Named) {
    this.#known.set(one.id, one)
    const oldest = this.#known.size > most ? this.#known.keys().next().value : undefined
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}
