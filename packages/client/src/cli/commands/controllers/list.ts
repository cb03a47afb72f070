import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { Controller } from '../../../controllers.ts'
import type { BuiltinContext } from '../../builtins.ts'
import { chosenColumns } from '../../output/columns.ts'
import { formatList } from '../../output/format.ts'
import { newCommand, withServer } from '../new-command.ts'
import type { Shown } from './shared.ts'

const shortColumns = ['name', 'phase', 'active', 'up', 'behind', 'waiting', 'oldest_ms', 'refused', 'drift']
const allColumns = [
  ...shortColumns,
  'mode',
  'breaker',
  'since',
  'cursor',
  'head',
  'there',
  'sent',
  'retries',
  'p50_ms',
  'p99_ms',
  'reason',
]

/** A controller on one line. */
export function lineOf(controller: Controller): Row {
  const { endpoints, drift, reason, latency } = controller
  const { name, phase, mode, breaker, since, cursor, head, behind, waiting, oldest, there, refused, sent, retries } =
    controller
  return {
    ...{ name, phase, mode, breaker, since, cursor, head, behind, waiting, there, refused, sent, retries },
    oldest_ms: oldest,
    active: endpoints.find(one => one.active)?.name ?? null,
    up: `${endpoints.filter(one => one.health === 'up').length}/${endpoints.length}`,
    drift: drift === undefined ? null : drift.missing + drift.different + drift.surplus,
    p50_ms: latency.p50,
    p99_ms: latency.p99,
    reason: reason?.message ?? null,
  }
}

/** JSON and YAML have the controllers as the API answers them; the others a line each. */
export function listing(context: BuiltinContext): Command {
  return withServer(newCommand('list', 'List the controllers and how far each is')).action(async (options: Shown) => {
    const session = await context.session()
    const columns = options.columns === undefined ? shortColumns : chosenColumns(options.columns, allColumns)
    const view = session.view(options, columns)
    const controllers = await (await session.client()).controllers.list(session.io.signal)
    const whole = !view.chosen && (view.format === 'json' || view.format === 'yaml')
    const rows = whole ? (controllers as unknown as readonly Row[]) : controllers.map(lineOf)
    session.io.stdout.write(await formatList(rows, view))
    if (controllers.length === 0)
      session.io.stderr.write('no backend is configured: see BARYON_RESTPROXY in "baryon config"\n')
  })
}
