import type { Command } from 'commander'
import { refuse } from '../failure.ts'
import {
  dryRunOption,
  finished,
  ifMatchOption,
  kindClient,
  lookupOf,
  newVerb,
  noteDryRun,
  type VerbContext,
  type Written,
  writeOptions,
} from './verb.ts'

/** Deletes at once and prints nothing. Several objects are deleted together or not at all. */
export function deleteVerb(context: VerbContext): Command {
  const { kind, service, session } = context
  const command = newVerb('delete', `Delete one or several ${kind.plural}, all or none`)
    .argument('<id|name...>', 'their ids or names')
    .action(async (texts: readonly string[], options: Written) => {
      const lookup = await lookupOf(context)
      const ids = new Set<string>()
      for (const text of texts) ids.add(await lookup.id(kind, text))
      const [only] = ids
      if (ids.size === 1 && only !== undefined) {
        await (await kindClient(context)).delete(only, writeOptions(context, options))
      } else {
        if (options.ifMatch !== undefined)
          throw refuse('option.conflict', { reason: 'Leave out --if-match: it is for one object' })
        const operations = [...ids].map(id => ({ op: 'delete', service: service.name, kind: kind.name, id }) as const)
        await (await session.client()).changes(operations, writeOptions(context, options))
      }
      noteDryRun(context, options)
    })
  return finished(command.addOption(dryRunOption()).addOption(ifMatchOption()))
}
