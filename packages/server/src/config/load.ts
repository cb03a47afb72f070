import type { Fault, Result } from '@baryon/kit'
import { failure, success } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import { conflicts } from './conflicts.ts'
import { type Config, type Setting, type SettingName, settingNames, settings, variableOf } from './settings.ts'
import {
  configFile,
  type Environment,
  type Flags,
  fromEnvironment,
  fromFile,
  fromFlags,
  type Source,
} from './sources.ts'

/** One setting as it is in effect. */
export interface Effective {
  readonly name: SettingName
  /** As written, or the default; undefined when unset. Credentials in it are masked. */
  readonly value: string | undefined
  /** `flag …`, `environment …`, `FILE:LINE` or `default`. */
  readonly from: string
}

export interface Configuration {
  readonly config: Config
  readonly effective: readonly Effective[]
  /** The file that was read. */
  readonly file: string | undefined
}

export interface ConfigInput {
  readonly flags?: Flags
  readonly environment?: Environment
  /** Path from `--config`; BARYON_CONFIG comes after it, then `baryon.yaml` in the folder. Null: no file at all. */
  readonly file?: string | null | undefined
  /** Where the server is started; relative paths of flags and environment are relative to it. */
  readonly folder: string
}

/** Hides user and password of a URL. */
export const masked = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//***@')

/** Reads all sources; flags come before the environment, before the file, before defaults. Every fault is found at once. */
export function loadConfig(input: ConfigInput): Result<Configuration> {
  const { flags = {}, environment = {}, folder } = input
  const file = input.file === null ? undefined : configFile(input.file ?? environment['BARYON_CONFIG'], folder)
  const sources = [fromFlags(flags, folder), fromEnvironment(environment, folder), fromFile(file)]
  const faults: Fault[] = sources.flatMap(source => source.faults)
  const values: Record<string, unknown> = {}
  const effective: Effective[] = []
  for (const name of settingNames) {
    const read = readSetting(name, sources, folder, values['data'])
    effective.push(read.effective)
    if (read.fault) faults.push(read.fault)
    else values[name] = read.value
  }
  faults.push(...conflicts(values as Partial<Config>, effective))
  if (faults.length > 0) return failure(...faults)
  return success(Object.freeze({ config: Object.freeze(values as Config), effective: Object.freeze(effective), file }))
}

interface Read {
  readonly value?: unknown
  readonly fault?: Fault
  readonly effective: Effective
}

function readSetting(name: SettingName, sources: readonly Source[], folder: string, data: unknown): Read {
  const setting: Setting<unknown> = settings[name]
  const given = sources.map(source => source.values.get(name)).find(found => found !== undefined)
  const written = given?.text ?? setting.default?.replace('<data>', String(data))
  const from = given?.from ?? 'default'
  const effective = { name, value: written === undefined ? undefined : masked(written), from }
  if (written === undefined) return { value: undefined, effective }
  const parsed = setting.parse(written, given?.folder ?? folder)
  if ('value' in parsed) return { value: parsed.value, effective }
  const about = { name: variableOf(name), source: from, value: masked(written), meaning: setting.meaning }
  const fault =
    'unsupported' in parsed
      ? serverErrors.fault('config.unsupported', { ...about, what: parsed.unsupported, instead: parsed.instead })
      : serverErrors.fault('config.value', {
          ...about,
          expected: parsed.expected,
          bound: setting.bound,
          default: setting.default === undefined ? '(unset)' : `"${setting.default}"`,
        })
  return { fault, effective }
}
