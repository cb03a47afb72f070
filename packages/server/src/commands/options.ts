import { type Command, Option } from 'commander'
import { keyOfSetting, type Setting, type SettingName, settingNames, settings, variableOf } from '../config/settings.ts'
import type { Flags } from '../config/sources.ts'

/** Settings that may stand alone on the command line, which means `true`. */
const switches = new Set<SettingName>(['authForce'])

function optionOf(name: SettingName): Option {
  const setting: Setting<unknown> = settings[name]
  const fallback = setting.default ? `, default ${setting.default}` : ''
  const value = switches.has(name) ? '[yes]' : '<value>'
  return new Option(
    `--${keyOfSetting(name)} ${value}`,
    `${setting.meaning}: ${setting.bound} (${variableOf(name)}${fallback})`,
  )
}

/** Gives a command a flag for every setting, and `--config`. */
export function addSettings(command: Command): Command {
  command.option('--config <file>', 'File with settings (BARYON_CONFIG, default ./baryon.yaml if it is there)')
  for (const name of settingNames) command.addOption(optionOf(name))
  return command
}

/** The flags of a command that has {@link addSettings}. */
export function flagsOf(options: Readonly<Record<string, unknown>>): Flags {
  return Object.fromEntries(settingNames.flatMap(name => (name in options ? [[name, String(options[name])]] : [])))
}
