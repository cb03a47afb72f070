import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { ControllerPath } from '../../../controllers.ts'
import type { BuiltinContext } from '../../builtins.ts'
import { cellText } from '../../output/cell.ts'
import { chosenColumns } from '../../output/columns.ts'
import { formatOne } from '../../output/format.ts'
import { newCommand, withServer } from '../new-command.ts'
import { networkId, type Shown } from './shared.ts'

interface Options extends Shown {
  readonly project: string
  readonly network: string
  readonly from: string
  readonly to: string
}

const columns = [
  'controller',
  'project',
  'network',
  'source',
  'destination',
  'result',
  'error',
  'logical_path',
  'physical_path',
]

function pathText({ controller, source, destination, result, error, logical_path, physical_path }: ControllerPath) {
  const head = `${source} -> ${destination}: ${cellText(result ?? `${controller} does not say`)}`
  const steps = (title: string, path: ControllerPath['logical_path']) =>
    path.length === 0 ? [] : [`${title}:`, ...path.map(step => `  ${cellText(step)}`)]
  const lines = [
    error === null ? head : `${head} (${cellText(error)})`,
    ...steps('logical', logical_path),
    ...steps('physical', physical_path),
  ]
  return lines.map(line => `${line}\n`).join('')
}

export function testing(context: BuiltinContext): Command {
  const command = newCommand('testpath', 'Ask a controller which way a packet would take')
    .argument('<controller>', 'its name')
    .requiredOption('--project <id>', 'that the source belongs to')
    .requiredOption('--network <id|name>', 'that the source is on')
    .requiredOption('--from <ip>', 'address of the source')
    .requiredOption('--to <ip>', 'address of the destination')
  return withServer(command).action(async (name: string, given: Options) => {
    const session = await context.session()
    const { io } = session
    const view = session.view(given, given.columns === undefined ? columns : chosenColumns(given.columns, columns))
    const asked = {
      project: given.project,
      network: await networkId(session, given.network),
      source: given.from,
      destination: given.to,
    }
    const path = await (await session.client()).controllers.testPath(name, asked, io.signal)
    const isText = view.format === 'table' && !view.chosen
    io.stdout.write(isText ? pathText(path) : await formatOne(path as unknown as Row, view))
  })
}
