import { stringify } from 'yaml'
import type { Effective } from './load.ts'
import { keyOfSetting, type Setting, settings } from './settings.ts'

export type ConfigFormat = 'table' | 'json' | 'yaml'

const meaningOf = ({ name }: Effective) => {
  const setting: Setting<unknown> = settings[name]
  return setting.meaning
}

/** One line of the configuration. */
export interface Shown {
  readonly name: string
  /** Undefined: unset. */
  readonly value: string | undefined
  readonly from: string
  readonly meaning: string
}

const shown = (one: Effective): Shown => ({
  name: keyOfSetting(one.name),
  value: one.value,
  from: one.from,
  meaning: meaningOf(one),
})

function table(lines: readonly Shown[]): string {
  const rows = lines.map(one => [one.name, one.value ?? '(unset)', one.from, one.meaning])
  const all = [['NAME', 'VALUE', 'FROM', 'MEANING'], ...rows]
  const widths = [0, 1, 2].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)))
  return all.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}

/**
 * The effective configuration: name, value, where it came from, and what it means.
 * @param more settings of services, shown after those of the server
 */
export function showConfig(effective: readonly Effective[], format: ConfigFormat, more: readonly Shown[] = []): string {
  const lines = [...effective.map(shown), ...more]
  if (format === 'table') return table(lines)
  const plain = Object.fromEntries(
    lines.map(({ name, value, from, meaning }) => [name, { value: value ?? null, from, meaning }]),
  )
  return format === 'json' ? JSON.stringify(plain, null, 2) : stringify(plain, { lineWidth: 0 }).trimEnd()
}
