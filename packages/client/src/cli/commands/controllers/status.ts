import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { Client } from '../../../client.ts'
import type { Controller, ControllerDelivery } from '../../../controllers.ts'
import type { BuiltinContext } from '../../builtins.ts'
import { formatList, formatOne, type View } from '../../output/format.ts'
import type { Session } from '../../session.ts'
import { newCommand, withServer } from '../new-command.ts'
import { explained } from './explained.ts'
import { lineOf } from './list.ts'
import type { Shown } from './shared.ts'

/** Refused things that an explanation shows; the others are counted. */
const mostRefused = 10

async function refusedBy(client: Client, name: string, signal: AbortSignal): Promise<readonly ControllerDelivery[]> {
  for await (const page of client.controllers.deliveries(name, { state: 'refused', pageSize: mostRefused, signal }))
    return page
  return []
}

async function show(session: Session, client: Client, controller: Controller, view: View): Promise<string> {
  const refused = controller.refused > 0 ? await refusedBy(client, controller.name, session.io.signal) : []
  if (view.format === 'table') return explained(controller, refused, view.style)
  return formatOne({ ...controller, refusals: refused } as unknown as Row, view)
}

/** Explains one controller, or all of them one after the other. */
export function explaining(context: BuiltinContext): Command {
  const command = newCommand('status', 'Explain how a controller is served, why, and what to do next').argument(
    '[controller]',
    'its name; all of them without it',
  )
  return withServer(command).action(async (name: string | undefined, options: Shown) => {
    const session = await context.session()
    const client = await session.client()
    const { signal } = session.io
    const found =
      name === undefined ? await client.controllers.list(signal) : [await client.controllers.show(name, signal)]
    const columns = Object.keys(found[0] === undefined ? {} : lineOf(found[0]))
    const view = session.view(options, options.columns ?? columns)
    if (view.format === 'csv' || view.format === 'value' || view.chosen) {
      session.io.stdout.write(await formatList(found.map(lineOf), view))
      return
    }
    const texts: string[] = []
    for (const controller of found) texts.push(await show(session, client, controller, view))
    session.io.stdout.write(texts.join(view.format === 'table' ? '\n' : view.format === 'yaml' ? '---\n' : ''))
  })
}
