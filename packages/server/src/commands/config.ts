import { Command, Option } from 'commander'
import { loadConfig } from '../config/load.ts'
import { type ConfigFormat, showConfig } from '../config/show.ts'
import { exitCodes } from './exit-codes.ts'
import { explainFaults } from './explain.ts'
import { addSettings, flagsOf } from './options.ts'

interface Options {
  readonly config?: string
  readonly format: ConfigFormat
}

function show(options: Options): void {
  const { config: file, format, ...others } = options
  const loaded = loadConfig({ flags: flagsOf(others), environment: process.env, file, folder: process.cwd() })
  if (loaded.ok) console.log(showConfig(loaded.value.effective, format))
  else {
    console.error(explainFaults(loaded.faults))
    process.exitCode = exitCodes.wrong
  }
}

export const configCommand = (): Command =>
  addSettings(new Command('config').description('Print the effective configuration and where each value comes from'))
    .addOption(new Option('--format <format>', 'How to print it').choices(['table', 'json', 'yaml']).default('table'))
    .action(show)
