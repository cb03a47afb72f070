import { LineCounter } from 'yaml'

/** A file of a model: its text and where its lines start. */
export interface Source {
  /** As it is shown to the user. */
  readonly path: string
  readonly text: string
  readonly lines: LineCounter
}

/** A stretch of a file, in UTF-16 offsets; `end` is exclusive. */
export interface Place {
  readonly source: Source
  readonly start: number
  readonly end: number
}

/** Where something starts, for people: both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** @param text without a byte order mark */
export function newSource(path: string, text: string): Source {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  return { path, text, lines }
}

export function positionOf(source: Source, offset: number): Position {
  const { line, col } = source.lines.linePos(Math.min(offset, source.text.length))
  return { line, column: col }
}

/** The text of a line (from 1), without its end. */
export function lineOf(source: Source, line: number): string {
  const start = source.lines.lineStarts[line - 1] ?? source.text.length
  const end = source.lines.lineStarts[line] ?? source.text.length + 1
  return source.text.slice(start, end).replace(/\r?\n$/, '')
}

/** The start of a file, for faults of the file as a whole. */
export const startOf = (source: Source): Place => ({ source, start: 0, end: 0 })
