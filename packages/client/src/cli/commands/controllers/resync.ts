import type { Row } from '@baryon/model'
import { type Command, Option } from 'commander'
import type { ControllerResynced, ResyncScope } from '../../../controllers.ts'
import type { BuiltinContext } from '../../builtins.ts'
import { CommandError, refuse } from '../../failure.ts'
import { chosenColumns } from '../../output/columns.ts'
import { formatOne } from '../../output/format.ts'
import type { Style } from '../../output/style.ts'
import type { Session } from '../../session.ts'
import { newCommand, withServer } from '../new-command.ts'
import { addDryRun, counted, driftText, networkId, type Tried, thingNamed } from './shared.ts'

interface Options extends Tried {
  readonly object?: string
  readonly parents?: boolean
  readonly network?: string
  readonly project?: string
  readonly diff?: boolean
  readonly bulk?: boolean
  readonly force?: boolean
}

const scopes = ['object', 'network', 'project', 'diff', 'bulk'] as const

/** @throws CommandError `option.conflict`, `option.malformed`, `name.*` */
async function scopeOf(session: Session, options: Options): Promise<ResyncScope> {
  const given = scopes.filter(name => options[name] !== undefined)
  if (given.length > 1)
    throw refuse('option.conflict', { reason: `Give one of ${given.map(name => `--${name}`).join(', ')}` })
  if (options.parents && options.object === undefined)
    throw refuse('option.conflict', { reason: 'Leave out --parents, or give --object' })
  if (options.object !== undefined)
    return { scope: 'object', ...thingNamed(options.object), ...(options.parents ? { parents: true } : {}) }
  if (options.network !== undefined) return { scope: 'network', id: await networkId(session, options.network) }
  if (options.project !== undefined) return { scope: 'project', id: options.project }
  return { scope: options.bulk ? 'bulk' : options.diff ? 'diff' : 'auto' }
}

const columns = ['controller', 'scope', 'dry_run', 'updates', 'removals', 'examples', 'fault']

function resyncedText({ controller, scope, dry_run, updates, removals, examples }: ControllerResynced, style: Style) {
  const verb = dry_run ? 'would be told' : 'was told'
  const rest = updates + removals - examples.length
  const more = examples.length > 0 && rest > 0 ? `… and ${rest} more\n` : ''
  const head = `${controller} ${verb} ${counted(updates, 'update')} and ${counted(removals, 'removal')} (${scope})\n`
  return head + examples.map(drift => driftText(drift, style)).join('') + more
}

const group = (option: Option) => option.helpGroup('How much:')

export function resyncing(context: BuiltinContext): Command {
  const command = newCommand(
    'resync',
    'Tell a controller again what it should have; the least that is enough',
  ).argument('<controller>', 'its name')
  const options = [
    new Option('--object <kind/id>', 'one thing, such as port/7c2f8a44-…'),
    new Option('--parents', 'with --object: what it needs too'),
    new Option('--network <id|name>', 'a network with what is on it'),
    new Option('--project <id>', 'what a project owns'),
    new Option('--diff', 'what a comparison finds'),
    new Option('--bulk', 'everything in one request, where the controller takes that'),
  ]
  for (const option of options) command.addOption(group(option))
  command.option('--force', 'change more things than the brake allows')
  return withServer(addDryRun(command)).action(async (name: string, given: Options) => {
    const session = await context.session()
    const { io, style } = session
    const view = session.view(given, given.columns === undefined ? columns : chosenColumns(given.columns, columns))
    const scope = await scopeOf(session, given)
    const { controllers } = await session.patientClient()
    const more = { dryRun: given.dryRun === true, force: given.force === true, signal: io.signal }
    const done = await controllers.resync(name, scope, more)
    const isText = view.format === 'table' && !view.chosen
    io.stdout.write(isText ? resyncedText(done, style) : await formatOne(done as unknown as Row, view))
    if (done.fault !== undefined) throw new CommandError({ status: 409, ...done.fault })
    if (given.dryRun) io.stderr.write('dry run: nothing was done\n')
  })
}
