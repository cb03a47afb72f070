import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { BuiltinContext } from '../builtins.ts'
import { refuse } from '../failure.ts'
import { chosenColumns } from '../output/columns.ts'
import { streamWriter } from '../output/stream-writer.ts'
import type { Session } from '../session.ts'
import { addEntryOptions, type EntryOptions, entryColumns, entryRow, journalQuery, shortColumns } from './entry.ts'
import { newCommand, withServer } from './new-command.ts'

interface Options extends EntryOptions {
  readonly untilSynced?: boolean
  readonly controllers?: boolean
}

const controllerColumns = ['time', 'controller', 'event', 'detail']

async function watchControllers(session: Session, options: Options): Promise<void> {
  const others = (['kind', 'id', 'project', 'plane', 'from', 'untilSynced'] as const).filter(
    name => options[name] !== undefined,
  )
  if (others.length > 0) throw refuse('option.conflict', { reason: `Leave out --controllers or ${others.join(', ')}` })
  const known = controllerColumns
  const view = session.view(options, options.columns === undefined ? known : chosenColumns(options.columns, known))
  const write = streamWriter(session.io.stdout, view)
  const client = await session.client()
  for await (const event of client.watchControllers(watchOptions(session))) await write([event as unknown as Row])
}

const watchOptions = ({ io }: Session) => ({
  signal: io.signal,
  onLost: (error: Error, delay: number) =>
    void io.stderr.write(`${error.message}; trying again in ${Math.ceil(delay)} ms\n`),
})

export function watchCommand(context: BuiltinContext): Command {
  const command = newCommand('watch', 'Show changes as they happen, until interrupted').option(
    '--until-synced',
    'end when everything that happened before is told',
  )
  command.option('--controllers', 'what happens to controllers instead, from now on')
  addEntryOptions(command, 'tell what happened after this revision first (default: begin with the next change)')
  return withServer(command).action(async (options: Options) => {
    const session = await context.session()
    if (options.controllers) return watchControllers(session, options)
    const columns = options.columns === undefined ? shortColumns : chosenColumns(options.columns, entryColumns)
    const view = session.view(options, columns)
    const write = streamWriter(session.io.stdout, view)
    const events = (await session.client()).watch({
      ...(await journalQuery(session, options)),
      ...(options.from === undefined ? {} : { from: options.from }),
      ...watchOptions(session),
    })
    for await (const event of events) {
      if (event.operation !== 'synced') await write([entryRow(event)])
      else if (options.untilSynced) return
    }
  })
}
