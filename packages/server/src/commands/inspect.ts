import { type Part, silentLogger, systemClock } from '@baryon/kit'
import { Command } from 'commander'
import { loadConfig } from '../config/load.ts'
import { serverParts } from '../process/parts.ts'

/** The parts in the order in which they start, and what each needs. */
export const listParts = (parts: readonly Part[]): string =>
  parts
    .map(({ name, needs }) => `${name.padEnd(14)}${needs.length > 0 ? `needs ${needs.join(', ')}` : ''}`.trimEnd())
    .join('\n')

function parts(): void {
  const loaded = loadConfig({ folder: process.cwd(), file: null })
  if (!loaded.ok) throw new Error('the defaults of the configuration are wrong')
  const { config } = loaded.value
  console.log(listParts(serverParts({ config, clock: systemClock, logger: silentLogger, shipped: [] }).parts))
}

export const inspectCommand = (): Command =>
  new Command('inspect')
    .description('Look into the parts of the server')
    .addCommand(new Command('parts').description('List the parts in the order in which they start').action(parts))
