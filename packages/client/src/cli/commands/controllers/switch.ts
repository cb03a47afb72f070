import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { ControllerOptions, ControllerSwitched, Controllers } from '../../../controllers.ts'
import type { BuiltinContext } from '../../builtins.ts'
import { chosenColumns } from '../../output/columns.ts'
import { formatList } from '../../output/format.ts'
import { newCommand, withServer } from '../new-command.ts'
import { addDryRun, counted, type Tried } from './shared.ts'

type Change = (controllers: Controllers, name: string, options: ControllerOptions) => Promise<ControllerSwitched>

const columns = ['controller', 'before', 'after', 'phase', 'waiting', 'behind', 'dry_run']

function switchedText({ controller, dry_run, before, after, waiting, behind }: ControllerSwitched): string {
  const verb = dry_run ? 'would be' : 'is'
  const what = before === after ? `${after} already` : `${after}, was ${before}`
  return `${controller} ${verb} ${what}: ${counted(waiting, 'thing')} waiting, ${behind} behind\n`
}

/** Changes how controllers are served, one after the other; each is named so that nobody pauses all by a slip. */
const switching =
  (name: string, description: string, change: Change) =>
  (context: BuiltinContext): Command => {
    const command = newCommand(name, description).argument('<controller...>', 'names')
    return withServer(addDryRun(command)).action(async (names: readonly string[], options: Tried) => {
      const session = await context.session()
      const { io } = session
      const view = session.view(
        options,
        options.columns === undefined ? columns : chosenColumns(options.columns, columns),
      )
      const { controllers } = await session.client()
      const done: ControllerSwitched[] = []
      for (const one of names)
        done.push(await change(controllers, one, { dryRun: options.dryRun === true, signal: io.signal }))
      const isText = view.format === 'table' && !view.chosen
      io.stdout.write(
        isText ? done.map(switchedText).join('') : await formatList(done as unknown as readonly Row[], view),
      )
      if (options.dryRun) io.stderr.write('dry run: nothing was done\n')
    })
  }

export const pausing = switching(
  'pause',
  'Tell controllers nothing more, until they are resumed',
  (all, name, options) => all.pause(name, options),
)
export const draining = switching('drain', 'Tell controllers what waits, and pause them then', (all, name, options) =>
  all.drain(name, options),
)
export const resuming = switching(
  'resume',
  'Go on with controllers, and tell them what they missed',
  (all, name, options) => all.resume(name, options),
)
