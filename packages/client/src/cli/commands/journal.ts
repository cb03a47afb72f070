import { type Command, Option } from 'commander'
import type { Client } from '../../client.ts'
import type { Entry, JournalQuery } from '../../watch.ts'
import type { BuiltinContext } from '../builtins.ts'
import { chosenColumns } from '../output/columns.ts'
import { listWriter } from '../output/list-writer.ts'
import {
  addEntryOptions,
  type EntryOptions,
  entryColumns,
  entryRow,
  journalQuery,
  revisionNumber,
  shortColumns,
} from './entry.ts'
import { newCommand, withServer } from './new-command.ts'

/** Entries asked for at a time. */
const PAGE = 1000

interface Options extends EntryOptions {
  readonly limit: number
  readonly all?: boolean
}

type Query = JournalQuery & { readonly signal: AbortSignal }

/** Every entry after a revision, page by page. */
async function* pagesAfter(client: Client, query: Query, from: number, most: number): AsyncGenerator<readonly Entry[]> {
  let position = from
  for (let left = most; left > 0; ) {
    const limit = Math.min(left, PAGE)
    const { entries } = await client.journal({ ...query, from: position, limit })
    yield entries
    const last = entries.at(-1)
    if (last === undefined || entries.length < limit) return
    left -= entries.length
    position = last.revision
  }
}

/** The newest entries, the oldest of them first. Revisions have no gaps, so without a filter it is known where they begin. */
async function newest(client: Client, query: Query, most: number): Promise<readonly Entry[]> {
  const { head, horizon } = await client.journal({ ...query, limit: 1 })
  const { signal: _signal, ...filters } = query
  const whole = Object.keys(filters).length === 0
  const from = whole ? Math.max(horizon, head - most) : horizon
  let kept: readonly Entry[] = []
  for await (const entries of pagesAfter(client, query, from, Number.POSITIVE_INFINITY))
    kept = [...kept, ...entries].slice(-most)
  return kept
}

export function journalCommand(context: BuiltinContext): Command {
  const command = newCommand('journal', 'Show what changed, when, and who did it')
  const options = [
    new Option('--limit <n>', 'the newest n entries; with --from: the first n after it').default(100),
    new Option('--all', 'every entry that is kept'),
  ]
  for (const option of options) command.addOption(option.helpGroup('Which:'))
  options[0]?.argParser(revisionNumber)
  addEntryOptions(command, 'begin after this revision')
  return withServer(command).action(async (given: Options) => {
    const session = await context.session()
    const columns = given.columns === undefined ? shortColumns : chosenColumns(given.columns, entryColumns)
    const writer = listWriter(session.io.stdout, session.view(given, columns))
    const client = await session.client()
    const query = { ...(await journalQuery(session, given)), signal: session.io.signal }
    const most = given.all ? Number.POSITIVE_INFINITY : given.limit
    if (given.from !== undefined || given.all) {
      const from = given.from ?? (await client.journal({ ...query, limit: 1 })).horizon
      for await (const entries of pagesAfter(client, query, from, most)) writer.page(entries.map(entryRow))
    } else writer.page((await newest(client, query, most)).map(entryRow))
    await writer.end()
  })
}
