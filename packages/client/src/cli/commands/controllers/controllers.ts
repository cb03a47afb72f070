import type { Command } from 'commander'
import type { BuiltinContext } from '../../builtins.ts'
import { newCommand } from '../new-command.ts'
import { diffing } from './diff.ts'
import { listing } from './list.ts'
import { resyncing } from './resync.ts'
import { retrying } from './retry.ts'
import { explaining } from './status.ts'
import { draining, pausing, resuming } from './switch.ts'
import { testing } from './testpath.ts'

/** Those of this machine (`config`, `trust`, `import`) are added by the program that has them. */
export function controllersCommand(context: BuiltinContext): Command {
  const command = newCommand('controllers', 'See how controllers are served, and bring them in step')
  const makers = [listing, explaining, diffing, resyncing, pausing, draining, resuming, retrying, testing]
  for (const make of makers) command.addCommand(make(context))
  return command
}
