import { type Command, Option } from 'commander'
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

export function journalCommand(context: BuiltinContext): Command {
  const command = newCommand('journal', 'Show what changed, when, and who did it')
    .addOption(
      new Option('--limit <n>', 'show at most n entries').argParser(revisionNumber).default(100).helpGroup('Which:'),
    )
    .addOption(new Option('--all', 'show every entry that is kept').helpGroup('Which:'))
  addEntryOptions(command, 'begin after this revision (default: at the oldest that is kept)')
  return withServer(command).action(async (options: Options) => {
    const session = await context.session()
    const columns = options.columns === undefined ? shortColumns : chosenColumns(options.columns, entryColumns)
    const view = session.view(options, columns)
    const writer = listWriter(session.io.stdout, view)
    const client = await session.client()
    const query = await journalQuery(session, options)
    let from = options.from
    for (let left = options.all ? Number.POSITIVE_INFINITY : options.limit; left > 0; ) {
      const limit = Math.min(left, PAGE)
      const page = await client.journal({
        ...query,
        ...(from === undefined ? {} : { from }),
        limit,
        signal: session.io.signal,
      })
      writer.page(page.entries.map(entryRow))
      left -= page.entries.length
      const last = page.entries.at(-1)
      if (last === undefined || page.entries.length < limit) break
      from = last.revision
    }
    await writer.end()
  })
}
