import type { Row } from '@baryon/model'
import { cellText } from './cell.ts'
import type { Style } from './style.ts'
import { cut, pad, widthOf } from './width.ts'

const GAP = 2
const NARROWEST = 8

export interface TableOptions {
  /** Columns of the terminal; undefined: as wide as it gets. */
  readonly width: number | undefined
  readonly style: Style
}

const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width + GAP, -GAP)

export function widthsOf(rows: readonly Row[], columns: readonly string[]): number[] {
  return columns.map(column => {
    let width = widthOf(column)
    for (const row of rows) width = Math.max(width, widthOf(cellText(row[column])))
    return width
  })
}

/** As many of the columns, from the first on, as fit; always the first two. */
export function fitting(rows: readonly Row[], columns: readonly string[], width: number | undefined): string[] {
  if (width === undefined) return [...columns]
  const widths = widthsOf(rows, columns)
  let kept = Math.min(2, columns.length)
  while (kept < columns.length && total(widths.slice(0, kept + 1)) <= width) kept++
  return columns.slice(0, kept)
}

/** Takes from the widest column until the table fits or no column can give more. */
export function narrowed(widths: readonly number[], width: number | undefined): number[] {
  const result = [...widths]
  if (width === undefined) return result
  while (total(result) > width) {
    const widest = Math.max(...result)
    if (widest <= NARROWEST) break
    result[result.indexOf(widest)] = widest - 1
  }
  return result
}

export function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => pad(cut(cell, widths[index] ?? 0), widths[index] ?? 0))
    .join(' '.repeat(GAP))
    .trimEnd()
}

/** A header and one line a row. */
export function listTable(rows: readonly Row[], columns: readonly string[], options: TableOptions): string {
  const widths = narrowed(widthsOf(rows, columns), options.width)
  const lines = rows.map(row =>
    line(
      columns.map(column => cellText(row[column])),
      widths,
    ),
  )
  return [options.style.bold(line(columns, widths)), ...lines].map(one => `${one}\n`).join('')
}

/** One line an attribute. */
export function showTable(row: Row, columns: readonly string[], options: TableOptions): string {
  const width = Math.max(0, ...columns.map(widthOf))
  return columns
    .map(column => `${options.style.bold(pad(column, width))}${' '.repeat(GAP)}${cellText(row[column])}\n`)
    .join('')
}
