function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  let beforePrevious: number[] = []
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let least = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) least = Math.min(least, (beforePrevious[column - 2] ?? 0) + 1)
      current.push(least)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.length] ?? 0
}

/** The name that was probably meant: at most a third of its letters differ (a swap of neighbours counts once). */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const normal = written.toLowerCase().replaceAll('_', '-')
  const ranked = names
    .map(name => ({ name, off: distance(normal, name.toLowerCase().replaceAll('_', '-')) }))
    .filter(({ name, off }) => off <= Math.ceil(name.length / 3))
    .sort((a, b) => a.off - b.off)
  return ranked[0]?.name
}
