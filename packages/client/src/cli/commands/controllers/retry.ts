import type { Row } from '@baryon/model'
import { type Command, Option } from 'commander'
import type { BuiltinContext } from '../../builtins.ts'
import { chosenColumns } from '../../output/columns.ts'
import { formatList } from '../../output/format.ts'
import { newCommand, withServer } from '../new-command.ts'
import { addDryRun, counted, type Tried, thingNamed } from './shared.ts'

const columns = ['kind', 'id']

export function retrying(context: BuiltinContext): Command {
  const command = newCommand('retry', 'Try again what a controller refused: all of it, or one thing')
    .argument('<controller>', 'its name')
    .addOption(new Option('--object <kind/id>', 'one thing').helpGroup('How much:'))
  return withServer(addDryRun(command)).action(async (name: string, options: Tried & { readonly object?: string }) => {
    const session = await context.session()
    const { io } = session
    const view = session.view(
      options,
      options.columns === undefined ? columns : chosenColumns(options.columns, columns),
    )
    const thing = options.object === undefined ? undefined : thingNamed(options.object)
    const { controllers } = await session.patientClient()
    const done = await controllers.retry(name, thing, { dryRun: options.dryRun === true, signal: io.signal })
    io.stdout.write(await formatList(done.things as unknown as readonly Row[], view))
    const verb = options.dryRun ? 'would be tried again' : 'tried again'
    io.stderr.write(`${counted(done.count, 'thing')} ${verb} at ${done.controller}\n`)
  })
}
