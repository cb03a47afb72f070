import type { Command } from 'commander'
import type { BuiltinContext } from '../builtins.ts'
import { chosenColumns } from '../output/columns.ts'
import { streamWriter } from '../output/stream-writer.ts'
import { addEntryOptions, type EntryOptions, entryColumns, entryRow, journalQuery, shortColumns } from './entry.ts'
import { newCommand, withServer } from './new-command.ts'

export function watchCommand(context: BuiltinContext): Command {
  const command = newCommand('watch', 'Show changes as they happen, until interrupted').option(
    '--until-synced',
    'end when everything that happened before is told',
  )
  addEntryOptions(command, 'tell what happened after this revision first (default: begin with the next change)')
  return withServer(command).action(async (options: EntryOptions & { readonly untilSynced?: boolean }) => {
    const session = await context.session()
    const columns = options.columns === undefined ? shortColumns : chosenColumns(options.columns, entryColumns)
    const view = session.view(options, columns)
    const write = streamWriter(session.io.stdout, view)
    const events = (await session.client()).watch({
      ...(await journalQuery(session, options)),
      ...(options.from === undefined ? {} : { from: options.from }),
      signal: session.io.signal,
      onLost: (error, delay) =>
        void session.io.stderr.write(`${error.message}; trying again in ${Math.ceil(delay)} ms\n`),
    })
    for await (const event of events) {
      if (event.operation !== 'synced') await write([entryRow(event)])
      else if (options.untilSynced) return
    }
  })
}
