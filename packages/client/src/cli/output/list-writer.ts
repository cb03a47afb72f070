import type { Row } from '@baryon/model'
import type { Output } from '../io.ts'
import { rawText } from './cell.ts'
import { csvLine } from './csv.ts'
import { type Format, formatList, jsonText, onlyOf, type View, valueLine } from './format.ts'

/** Writes a list page by page, so that a long one needs no more memory than a page. */
export interface ListWriter {
  page(rows: readonly Row[]): void
  end(): Promise<void>
}

type Make = (output: Output, view: View) => ListWriter

/** Formats whose lines depend on all rows, or that are small by nature. */
const gathering: Make = (output, view) => {
  const gathered: Row[] = []
  return {
    page: rows => void gathered.push(...rows),
    end: async () => void output.write(await formatList(gathered, view)),
  }
}

const json: Make = (output, view) => {
  let empty = true
  return {
    page(rows) {
      if (rows.length === 0) return
      const text = jsonText(rows.map(row => onlyOf(row, view)))
      output.write((empty ? '[\n' : ',\n') + text.slice(2, -3))
      empty = false
    },
    end: async () => void output.write(empty ? '[]\n' : '\n]\n'),
  }
}

const csv: Make = (output, view) => {
  output.write(csvLine(view.columns))
  return {
    page: rows =>
      void output.write(rows.map(row => csvLine(view.columns.map(column => rawText(row[column])))).join('')),
    end: async () => {},
  }
}

const value: Make = (output, view) => ({
  page: rows => void output.write(rows.map(row => valueLine(row, view.columns)).join('')),
  end: async () => {},
})

const makers: Readonly<Record<Format, Make>> = { table: gathering, yaml: gathering, json, csv, value }

export const listWriter: Make = (output, view) => makers[view.format](output, view)
