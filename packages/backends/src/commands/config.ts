import { Refusal } from '@baryon/kit'
import { Command, Option } from 'commander'
import { stringify } from 'yaml'
import { type Loaded, loadConfiguration } from '../restproxy/config/load.ts'
import { commandErrors } from './errors.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly format: 'table' | 'json' | 'yaml'
  readonly set?: boolean
}

const plainOf = ({ effective, notes }: Loaded) => ({
  settings: effective.map(({ name, value, from, meaning }) => ({ name, value: value ?? null, from, meaning })),
  notes: notes.map(({ at, key, text }) => ({ at, key, text })),
})

const writers: Readonly<Record<Options['format'], (loaded: Loaded) => string>> = {
  json: loaded => `${JSON.stringify(plainOf(loaded), null, 2)}\n`,
  yaml: loaded => stringify(plainOf(loaded)),
  table: ({ effective, notes }) => {
    const rows = effective.map(({ name, value, from, meaning }) => [name, value ?? '(unset)', from, meaning])
    const noted = notes.map(({ at, key, text }) => `${at}: ${key}: ${text}\n`).join('')
    return table(['NAME', 'VALUE', 'FROM', 'MEANING'], rows) + (noted === '' ? '' : `\nTo know:\n${noted}`)
  },
}

/** `baryon controllers config [file]`. Secrets are never shown. */
export const configCommand = (terminal: Terminal, environment: Readonly<Record<string, string | undefined>>): Command =>
  new Command('config')
    .description('Show how a configuration file of controllers is understood, with what is out of date in it')
    .argument('[file]', 'a restproxy.ini of any generation, or YAML; BARYON_RESTPROXY without it')
    .addOption(new Option('-f, --format <format>', 'how to show it').choices(Object.keys(writers)).default('table'))
    .option('--set', 'only what is not at its default')
    .action(async (given: string | undefined, { format, set }: Options) => {
      const file = given ?? environment['BARYON_RESTPROXY']
      if (file === undefined || file === '')
        throw new Refusal(commandErrors.fault('install.option', { option: 'the file', reason: 'there is none' }))
      const loaded = await loadConfiguration(file)
      if (!loaded.ok) throw new Refusal(...loaded.faults)
      const { effective } = loaded.value
      const shown = set ? effective.filter(({ from }) => from !== 'default') : effective
      terminal.out(writers[format]({ ...loaded.value, effective: shown }))
    })
