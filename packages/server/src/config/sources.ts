import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Fault } from '@baryon/kit'
import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml'
import { serverErrors } from '../errors.ts'
import { nearest } from './nearest.ts'
import { keyOfSetting, type SettingName, settingNames, settings, variableOf } from './settings.ts'

/** What a source says about one setting. */
export interface Given {
  readonly text: string
  /** Where it was written, for people. */
  readonly from: string
  /** What relative paths in it are relative to. */
  readonly folder: string
}

export interface Source {
  readonly values: ReadonlyMap<SettingName, Given>
  readonly faults: readonly Fault[]
}

/** Settings by their names, as the flags of a command or a caller of {@link startServer} give them. */
export type Flags = { readonly [Name in SettingName]?: string | number | boolean | readonly string[] | undefined }

export type Environment = Readonly<Record<string, string | undefined>>

/** Variables with our prefix that are no settings of the server: the file itself, and those of the command line client. */
const otherVariables = /^BARYON_(CONFIG|URL|TOKEN|PROFILE|FORMAT)$/

const byKey = new Map(settingNames.map(name => [keyOfSetting(name), name]))
const byVariable = new Map(settingNames.map(name => [variableOf(name), name]))

const didYouMean = (found: string | undefined) =>
  found === undefined ? 'See "baryon config" for all settings' : `Did you mean "${found}"?`

export function fromFlags(flags: Flags, folder: string): Source {
  const values = new Map<SettingName, Given>()
  for (const name of settingNames) {
    const value = flags[name]
    if (value === undefined) continue
    const text = typeof value === 'object' ? value.join(joint(name)) : String(value)
    values.set(name, { text, from: `flag --${keyOfSetting(name)}`, folder })
  }
  return { values, faults: [] }
}

const joint = (name: SettingName) => ('separator' in settings[name] ? settings[name].separator : ',')

/** An empty variable counts as not given. */
export function fromEnvironment(environment: Environment, folder: string): Source {
  const values = new Map<SettingName, Given>()
  const faults: Fault[] = []
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('BARYON_') || !text || otherVariables.test(variable)) continue
    const name = byVariable.get(variable)
    if (name) values.set(name, { text, from: `environment ${variable}`, folder })
    else faults.push(unknown(variable, 'environment', nearest(variable, [...byVariable.keys()])))
  }
  return { values, faults }
}

const unknown = (written: string, source: string, found: string | undefined) =>
  serverErrors.fault('config.unknown', { written: `"${written}"`, source, next: didYouMean(found) })

const badFile = (file: string, reason: string, line?: number) =>
  serverErrors.fault('config.file', { file, reason, at: line === undefined ? '' : ` line ${line}` })

const nothing: Source = { values: new Map(), faults: [] }

/** The file that is read: the one that was named, else `baryon.yaml` where the server starts, if it is there. */
export function configFile(named: string | undefined, folder: string): string | undefined {
  if (named) return resolve(folder, named)
  const usual = resolve(folder, 'baryon.yaml')
  return existsSync(usual) ? usual : undefined
}

/** A YAML mapping of setting names to values. Relative paths in it are relative to the file. */
export function fromFile(file: string | undefined): Source {
  if (file === undefined) return nothing
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { ...nothing, faults: [badFile(file, (error as Error).message)] }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  if (document.errors.length > 0)
    return {
      ...nothing,
      faults: document.errors.map(error => badFile(file, error.message, lines.linePos(error.pos[0]).line)),
    }
  if (document.contents === null) return nothing
  if (!isMap(document.contents))
    return { ...nothing, faults: [badFile(file, 'it is no mapping of names to values', 1)] }
  return fromPairs(document.contents.items, file, lines)
}

function fromPairs(pairs: readonly Pair[], file: string, lines: LineCounter): Source {
  const values = new Map<SettingName, Given>()
  const faults: Fault[] = []
  for (const pair of pairs) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined
    const line = offset === undefined ? 1 : lines.linePos(offset).line
    const name = byKey.get(key)
    if (!name) {
      faults.push(unknown(key, `${file}:${line}`, nearest(key, [...byKey.keys()])))
      continue
    }
    const text = textOf(pair.value, name)
    if (text === undefined) faults.push(badFile(file, `"${key}" has no value that can be used`, line))
    else values.set(name, { text, from: `${file}:${line}`, folder: dirname(file) })
  }
  return { values, faults }
}

function textOf(node: unknown, name: SettingName): string | undefined {
  if (isScalar(node)) {
    // The source keeps what was written: `1e3` or `0x10` must not become another text on the way.
    const { value, source } = node
    if (typeof value === 'string') return value
    return value === null || source === undefined ? undefined : source
  }
  if (!isSeq(node) || !('separator' in settings[name])) return undefined
  const parts = node.items.map(item => (isScalar(item) && typeof item.value === 'string' ? item.value : undefined))
  return parts.every(part => part !== undefined) ? parts.join(joint(name)) : undefined
}
