import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { ControllerDrift } from '../../../controllers.ts'
import type { BuiltinContext } from '../../builtins.ts'
import { chosenColumns } from '../../output/columns.ts'
import type { View } from '../../output/format.ts'
import { streamWriter } from '../../output/stream-writer.ts'
import type { Session } from '../../session.ts'
import { newCommand, withServer } from '../new-command.ts'
import { driftText, type Shown } from './shared.ts'

const columns = ['kind', 'id', 'drift', 'fields', 'foreign']

/** Tells each difference as it comes: for the eyes field by field, for programs a record each. */
function teller({ io, style }: Session, view: View): (drift: ControllerDrift) => Promise<void> {
  const write = streamWriter(io.stdout, view)
  if (view.format === 'table' && !view.chosen) return async drift => void io.stdout.write(driftText(drift, style))
  return drift => write([drift as unknown as Row])
}

export function diffing(context: BuiltinContext): Command {
  const command = newCommand('diff', 'Compare with what a controller has, field by field; nothing is changed').argument(
    '<controller>',
    'its name',
  )
  return withServer(command).action(async (name: string, options: Shown) => {
    const session = await context.session()
    const view = session.view(
      options,
      options.columns === undefined ? columns : chosenColumns(options.columns, columns),
    )
    const tell = teller(session, view)
    const counts = { missing: 0, different: 0, surplus: 0 }
    const client = await session.patientClient()
    for await (const drift of client.controllers.diff(name, session.io.signal)) {
      counts[drift.drift]++
      await tell(drift)
    }
    const { missing, different, surplus } = counts
    const isSame = missing + different + surplus === 0
    session.io.stderr.write(
      isSame ? 'no differences\n' : `${missing} missing, ${different} different, ${surplus} too much\n`,
    )
  })
}
