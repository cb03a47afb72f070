import { stringify } from 'yaml'
import type { Effective } from './load.ts'
import { keyOfSetting, type Setting, settings } from './settings.ts'

export type ConfigFormat = 'table' | 'json' | 'yaml'

const meaningOf = ({ name }: Effective) => {
  const setting: Setting<unknown> = settings[name]
  return setting.meaning
}

function table(effective: readonly Effective[]): string {
  const rows = effective.map(one => [keyOfSetting(one.name), one.value ?? '(unset)', one.from, meaningOf(one)])
  const all = [['NAME', 'VALUE', 'FROM', 'MEANING'], ...rows]
  const widths = [0, 1, 2].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)))
  return all.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}

/** The effective configuration: name, value, where it came from, and what it means. */
export function showConfig(effective: readonly Effective[], format: ConfigFormat): string {
  if (format === 'table') return table(effective)
  const plain = Object.fromEntries(
    effective.map(one => [
      keyOfSetting(one.name),
      { value: one.value ?? null, from: one.from, meaning: meaningOf(one) },
    ]),
  )
  return format === 'json' ? JSON.stringify(plain, null, 2) : stringify(plain, { lineWidth: 0 }).trimEnd()
}
