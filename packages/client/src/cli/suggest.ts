/** Number of single-character edits, with a swap of neighbours as one. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) next[j] = Math.min(next[j] ?? 0, (before[j - 2] ?? 0) + 1)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The words that are likely meant, the likeliest first. */
export function nearest(word: string, words: Iterable<string>): string[] {
  const most = Math.max(1, Math.floor(word.length * 0.4))
  return [...new Set(words)]
    .map(candidate => ({ candidate, edits: candidate.startsWith(word) ? 1 : distance(word, candidate) }))
    .filter(({ edits }) => edits <= most)
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** What other tools call the verbs. */
const synonyms: Readonly<Record<string, string>> = {
  add: 'create',
  describe: 'show',
  edit: 'update',
  get: 'show',
  ls: 'list',
  modify: 'update',
  new: 'create',
  remove: 'delete',
  rm: 'delete',
  set: 'update',
}

/** The verb that a word of other tools means, or that it is. */
export function verbOf(word: string): string | undefined {
  if (Object.values(synonyms).includes(word)) return word
  return Object.hasOwn(synonyms, word) ? synonyms[word] : undefined
}

/** A noun with its article: `a port`, `an interface`. By the letter, which is right for most words. */
export const article = (noun: string): string => `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`

/** The end of a message about an unknown word. */
export function suggestion(word: string, words: Iterable<string>): string {
  const likely = nearest(word, words)
  return likely.length === 0 ? '' : ` (did you mean ${likely.map(one => `"${one}"`).join(' or ')}?)`
}
