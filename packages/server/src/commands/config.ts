import { backends } from '@baryon/backends'
import { type Result, silentLogger, success, systemClock } from '@baryon/kit'
import { Command, Option } from 'commander'
import { openBackends } from '../backends/open.ts'
import { allSettings, type ListedSetting } from '../behaviours/listed.ts'
import { loadConfig } from '../config/load.ts'
import { type ConfigFormat, type Shown, showConfig } from '../config/show.ts'
import { shippedModels } from '../process/options.ts'
import { exitCodes } from './exit-codes.ts'
import { explainFaults } from './explain.ts'
import { addSettings, flagsOf } from './options.ts'

interface Options {
  readonly config?: string
  readonly format: ConfigFormat
}

const shown = ({ name, value, from, schema }: ListedSetting): Shown => ({
  name,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  from,
  meaning: String(schema['description'] ?? ''),
})

/** What is in effect, of the server and of the services, as text. */
async function effective({ config: file, format, ...others }: Options): Promise<Result<string>> {
  const loaded = loadConfig({ flags: flagsOf(others), environment: process.env, file, folder: process.cwd() })
  if (!loaded.ok) return loaded
  const { models, serviceSettings } = loaded.value.config
  const opened = await openBackends(backends, loaded.value.config, systemClock, silentLogger)
  if (!opened.ok) return opened
  const services = await allSettings([...shippedModels, ...models], serviceSettings, opened.value)
  for (const backend of opened.value) await backend.close()
  if (!services.ok) return services
  return success(showConfig(loaded.value.effective, format, services.value.map(shown)))
}

async function show(options: Options): Promise<void> {
  const text = await effective(options)
  if (text.ok) return console.log(text.value)
  console.error(explainFaults(text.faults))
  process.exitCode = exitCodes.wrong
}

export const configCommand = (): Command =>
  addSettings(new Command('config').description('Print the effective configuration and where each value comes from'))
    .addOption(new Option('--format <format>', 'How to print it').choices(['table', 'json', 'yaml']).default('table'))
    .action(show)
