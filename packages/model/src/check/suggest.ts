/** Edits (insert, delete, replace, swap of neighbours) from one word to another, counted up to `limit + 1`. */
export function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      let edits = Math.min(last[column - 1]! + (same ? 0 : 1), last[column]! + 1, current[column - 1]! + 1)
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) edits = Math.min(edits, before[column - 2]! + 1)
      current.push(edits)
    }
    before = last
    last = current
  }
  return last[other.length]!
}

/** The known name that was most likely meant, if any is near enough. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // Any other letter is one edit away from a letter, so nothing but its own capital is near it.
  const limit = name.length === 1 ? 0 : Math.max(1, Math.floor(name.length / 3))
  const word = name.slice(0, 100).toLowerCase()
  let best: string | undefined
  let least = limit + 1
  for (const candidate of known) {
    const edits = candidate === name ? limit + 1 : distance(word, candidate.toLowerCase(), limit)
    if (edits < least) [best, least] = [candidate, edits]
  }
  return best
}

/** A hint for a name that is not known, or undefined when nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const meant = nearest(name, known)
  return meant === undefined ? undefined : `Did you mean "${meant}"?`
}

/** `a, b and c`, quoted, at most `limit` of them. */
export function listed(names: Iterable<string>, limit = 12): string {
  const all = [...names]
  const shown = all.slice(0, limit).map(name => `"${name}"`)
  const rest = all.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}
