import type { Row } from '@baryon/model'
import { rawText } from './cell.ts'

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`

/** RFC 4180 with a header, lines ended by LF. */
export const csv = (rows: readonly Row[], columns: readonly string[]): string =>
  csvLine(columns) + rows.map(row => csvLine(columns.map(column => rawText(row[column])))).join('')
