import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { rawText } from './cell.ts'
import { csv } from './csv.ts'
import { plain } from './plain.ts'
import type { Style } from './style.ts'
import { fitting, listTable, showTable } from './table.ts'

export const formats = ['table', 'json', 'yaml', 'csv', 'value'] as const
export type Format = (typeof formats)[number]

/** How to show rows. */
export interface View {
  readonly format: Format
  /** Columns in order. */
  readonly columns: readonly string[]
  /** Whether the columns were asked for: then all are shown, and nothing else even in JSON and YAML. */
  readonly chosen: boolean
  /** Columns of the terminal; undefined for a pipe. */
  readonly width: number | undefined
  readonly style: Style
}

export const onlyOf = (row: Row, view: View): Row =>
  view.chosen ? Object.fromEntries(view.columns.map(column => [column, row[column] ?? null])) : row

/** JSON as it is printed everywhere: the members in the order of the model, two spaces. */
export const jsonText = (value: Json, indent = 2): string => `${JSON.stringify(value, null, indent)}\n`

export async function yamlText(value: Json): Promise<string> {
  const { stringify } = await import('yaml')
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

export const valueLine = (row: Row, columns: readonly string[]): string =>
  `${columns.map(column => plain(rawText(row[column]))).join('\t')}\n`

type ListFormatter = (rows: readonly Row[], view: View) => string | Promise<string>

const list: Readonly<Record<Format, ListFormatter>> = {
  table(rows, view) {
    const columns = view.chosen ? view.columns : fitting(rows, view.columns, view.width)
    return listTable(rows, columns, view)
  },
  json: (rows, view) => jsonText(rows.map(row => onlyOf(row, view))),
  yaml: (rows, view) => yamlText(rows.map(row => onlyOf(row, view))),
  csv: (rows, view) => csv(rows, view.columns),
  value: (rows, view) => rows.map(row => valueLine(row, view.columns)).join(''),
}

type ShowFormatter = (row: Row, view: View) => string | Promise<string>

const show: Readonly<Record<Format, ShowFormatter>> = {
  table: (row, view) => showTable(row, view.columns, view),
  json: (row, view) => jsonText(onlyOf(row, view)),
  yaml: (row, view) => yamlText(onlyOf(row, view)),
  csv: (row, view) => csv([row], view.columns),
  value: (row, view) => view.columns.map(column => `${plain(rawText(row[column]))}\n`).join(''),
}

export const formatList = async (rows: readonly Row[], view: View): Promise<string> => list[view.format](rows, view)
export const formatOne = async (row: Row, view: View): Promise<string> => show[view.format](row, view)
