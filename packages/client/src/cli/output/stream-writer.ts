import type { Row } from '@baryon/model'
import type { Output } from '../io.ts'
import { cellText, rawText } from './cell.ts'
import { csvLine } from './csv.ts'
import { type Format, onlyOf, type View, valueLine, yamlText } from './format.ts'
import { line, narrowed, widthsOf } from './table.ts'

/** Writes records as they happen; each is whole when it is written. JSON is one record a line. */
export type StreamWriter = (records: readonly Row[]) => Promise<void>

type Make = (output: Output, view: View) => StreamWriter

/** Columns are as wide as the records that came first need, and grow when a later one needs more. */
const table: Make = (output, view) => {
  let widths: number[] | undefined
  return async records => {
    const needed = widthsOf(records, view.columns)
    const first = widths === undefined
    widths = narrowed(
      needed.map((width, index) => Math.max(width, widths?.[index] ?? 0)),
      view.width,
    )
    if (first) output.write(`${view.style.bold(line(view.columns, widths))}\n`)
    for (const record of records) {
      const cells = view.columns.map(column => cellText(record[column]))
      output.write(`${line(cells, widths)}\n`)
    }
  }
}

const json: Make = (output, view) => async records => {
  for (const record of records) output.write(`${JSON.stringify(onlyOf(record, view))}\n`)
}

const yaml: Make = (output, view) => async records => {
  for (const record of records) output.write(`---\n${await yamlText(onlyOf(record, view))}`)
}

const csv: Make = (output, view) => {
  let begun = false
  return async records => {
    if (!begun) output.write(csvLine(view.columns))
    begun = true
    for (const record of records) output.write(csvLine(view.columns.map(column => rawText(record[column]))))
  }
}

const value: Make = (output, view) => async records => {
  for (const record of records) output.write(valueLine(record, view.columns))
}

const makers: Readonly<Record<Format, Make>> = { table, json, yaml, csv, value }

export const streamWriter: Make = (output, view) => makers[view.format](output, view)
