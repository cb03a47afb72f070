import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from './process.ts'

/** One line of the table. `ratio` is what the goal speaks of. */
export interface Figure {
  readonly name: string
  readonly baryon: number
  readonly floor: number
  readonly unit: string
  readonly ratio: number
  readonly goal: { readonly atLeast: number } | { readonly atMost: number }
  readonly note?: string
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const met = ({ ratio, goal }: Figure) => ('atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost)

/** Rates: Baryon's as a share of the floor's. */
export const rate = (name: string, baryon: number, floor: number, atLeast: number, note?: string): Figure => ({
  name,
  baryon,
  floor,
  unit: '/s',
  ratio: baryon / floor,
  goal: { atLeast },
  ...(note === undefined ? {} : { note }),
})

/** Costs: Baryon's as a multiple of the floor's. */
export const cost = (
  name: string,
  baryon: number,
  floor: number,
  unit: string,
  atMost: number,
  note?: string,
): Figure => ({
  name,
  baryon,
  floor,
  unit,
  ratio: baryon / floor,
  goal: { atMost },
  ...(note === undefined ? {} : { note }),
})

const number = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))

/** Prints the table and writes it as JSON to `bench/results/`. */
export function report(figures: readonly Figure[]) {
  const rows = figures.map(figure => [
    figure.name,
    `${number(figure.baryon)} ${figure.unit}`,
    `${number(figure.floor)} ${figure.unit}`,
    figure.ratio.toFixed(2),
    'atLeast' in figure.goal ? `≥ ${figure.goal.atLeast}` : `≤ ${figure.goal.atMost}`,
    met(figure) ? 'met' : 'MISSED',
    figure.note ?? '',
  ])
  const table = [['what', 'Baryon', 'floor', 'ratio', 'goal', '', 'note'], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map(row => row[column]!.length)))
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
  const folder = join(root, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`)
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
  writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  console.log(`\nWritten to ${file}`)
}
