/** The journal, read from its beginning: what must have come of it. */
import type { Kind, Row } from '@baryon/model'
import { idOf, sameJson } from '@baryon/model'
import type { Entry, Store } from '@baryon/store'
import { kindsOf } from './state.ts'

const key = ({ kind, id }: Pick<Entry, 'kind' | 'id'>) => `${kind} ${id}`

/** What the journal keeps of an object: not what the store works out of the journal itself. */
const keptOf = (kind: Kind, row: Row): Row =>
  Object.fromEntries(
    kind.attributes
      .filter(one => one.stamp === undefined && !one.derived)
      .map(({ name }) => [name, row[name] ?? null] as const),
  )

/** Follows the journal; entries that were read before are not read again. */
export class Replay {
  #revision = 0
  readonly #objects = new Map<string, Row>()

  /** @yields each revision that is missing, and each entry that does not follow from those before it */
  async *#readOn(store: Store): AsyncGenerator<string> {
    while (this.#revision < store.journal.head()) {
      const page = await store.journal.after(this.#revision, 1000)
      if (!page.ok) throw new Error(page.faults[0]?.message)
      for (const entry of page.value) {
        if (entry.revision !== this.#revision + 1) yield `revision ${this.#revision + 1} is missing`
        this.#revision = entry.revision
        yield* this.#apply(entry)
      }
    }
  }

  *#apply(entry: Entry) {
    const before = this.#objects.get(key(entry))
    const isFirst = entry.operation === 'create' && entry.plane === 'intent'
    if (isFirst !== (before === undefined)) yield `${entry.operation} of ${key(entry)} at ${entry.revision}`
    if (entry.operation === 'delete') this.#objects.delete(key(entry))
    else this.#objects.set(key(entry), { ...before, ...entry.image })
  }

  /** Every difference between what is stored and what the journal says. Nothing may be changing. */
  async differences(store: Store): Promise<readonly string[]> {
    const found: string[] = []
    for await (const fault of this.#readOn(store)) found.push(`journal: ${fault}`)
    const left = new Map(this.#objects)
    for (const kind of kindsOf(store)) {
      const listed = await store.read.list(kind, {})
      if (!listed.ok) throw new Error(listed.faults[0]?.message)
      for (const { row } of listed.value) {
        const name = key({ kind: kind.name, id: idOf(kind, row) })
        const said = left.get(name)
        left.delete(name)
        const kept = keptOf(kind, row)
        const is = Object.entries(kept).filter(([attribute, value]) => !sameJson(said?.[attribute] ?? null, value))
        if (said === undefined) found.push(`journal: ${name} has no entry`)
        else if (is.length > 0) found.push(`journal: ${name} differs: ${JSON.stringify(Object.fromEntries(is))}`)
      }
    }
    for (const name of left.keys()) found.push(`journal: ${name} is not stored`)
    return found
  }
}
