import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Query, Stored } from '@baryon/store'

/** Rows of one read while a list is written piece by piece; it bounds the memory of a list. */
export const pageRows = 1000

/**
 * Pages of a list from the first one, already read, to the last. There is another one as long as a row more than wanted was found.
 * @param read reads at most as many rows as the query's limit says
 */
export async function* pages(
  first: readonly Stored[],
  { marker: _, ...query }: Query,
  read: (query: Query) => Promise<readonly Stored[]>,
): AsyncGenerator<readonly Stored[]> {
  let found = first
  while (found.length > pageRows) {
    const page = found.slice(0, pageRows)
    yield page
    const last = page.at(-1)
    if (last === undefined) return
    // A client that takes bytes as fast as they come would leave no turn to anyone else.
    await nextTurn()
    found = await read({ ...query, after: last.row, limit: pageRows + 1 })
  }
  yield found
}
