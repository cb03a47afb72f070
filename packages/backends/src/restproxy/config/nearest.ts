const pairs = (name: string) => {
  const bare = `^${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}$`
  return new Set(Array.from({ length: bare.length - 1 }, (_, at) => bare.slice(at, at + 2)))
}

/** How much two names have in common, from 0 to 1: pairs of letters in both. */
function likeness(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)]
  return (2 * [...a].filter(pair => b.has(pair)).length) / (a.size + b.size)
}

/** ` (did you mean "…"?)` for a name that is close to a known one, else nothing. */
export function meant(written: string, known: readonly string[]): string {
  const ranked = known.map(name => ({ name, like: likeness(written, name) })).sort((a, b) => b.like - a.like)
  const best = ranked[0]
  return best && best.like >= 0.6 ? ` (did you mean "${best.name}"?)` : ''
}
