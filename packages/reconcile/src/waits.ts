import type { Entry } from './entry.ts'

/** Sets of things, by their places in the queue, and by what they have in common: the text of another thing. */
export class Groups {
  readonly #of = new Map<string, Set<number>>()

  of(text: string): ReadonlySet<number> {
    return this.#of.get(text) ?? nobody
  }

  add(text: string, { place }: Entry): void {
    const set = this.#of.get(text)
    if (set === undefined) this.#of.set(text, new Set([place]))
    else set.add(place)
  }

  drop(text: string, { place }: Entry): void {
    const set = this.#of.get(text)
    if (set?.delete(place) && set.size === 0) this.#of.delete(text)
  }
}

const nobody: ReadonlySet<number> = new Set()

/**
 * Those that wait for a thing and that it would itself wait for, straight or by way of others, if it waited for these things: a parent that is to
 * go waits for its children, and a child that is to be waits for its parents.
 */
export function inCircle(entry: Entry, texts: Iterable<string>, get: (text: string) => Entry | undefined): Set<Entry> {
  const found = new Set<Entry>()
  const seen = new Set<string>()
  const left = [...texts]
  for (let text = left.pop(); text !== undefined; text = left.pop()) {
    const other = seen.has(text) ? undefined : get(text)
    seen.add(text)
    if (other === undefined) continue
    if (other.blockers?.has(entry.text)) found.add(other)
    left.push(...(other.blockers ?? []))
  }
  return found
}
