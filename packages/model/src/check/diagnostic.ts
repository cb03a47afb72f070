import { lineOf, type Place, positionOf } from '../read/source.ts'
import { type FileFault, fileErrors } from './errors.ts'

/** A fault of a model file, as a compiler would report it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** Stable code, listed in the reference of the model language. */
  readonly code: string
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
  /** Exclusive; only where the fault is within one line. */
  readonly endColumn?: number
  /** The faulty line. */
  readonly excerpt?: string
}

type Values = Readonly<Record<string, unknown>>

/** Collects the faults of one load. */
export interface Report {
  add(code: FileFault, at: Place, values?: Values, options?: ReportOptions): void
  /** Everything that was added: by file, line, column, code; no fault twice. */
  diagnostics(): readonly Diagnostic[]
  /** How many errors (not warnings) have been added. */
  errors(): number
}

export interface ReportOptions {
  readonly severity?: Diagnostic['severity']
  /** Replaces the hint of the table. */
  readonly hint?: string | undefined
}

const order = (one: Diagnostic, other: Diagnostic) =>
  compare(one.file, other.file) ||
  one.line - other.line ||
  one.column - other.column ||
  compare(one.code, other.code) ||
  compare(one.message, other.message)

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function extent(at: Place) {
  const start = positionOf(at.source, at.start)
  const end = positionOf(at.source, at.end)
  const excerpt = lineOf(at.source, start.line)
  const endColumn = end.line === start.line ? end.column : excerpt.length + 1
  return {
    ...start,
    ...(endColumn > start.column ? { endColumn } : {}),
    ...(excerpt.trim() === '' ? {} : { excerpt }),
  }
}

/** What a wide or very long line is cut to in an excerpt. */
const LINE_LIMIT = 200

export function newReport(): Report {
  const found = new Map<string, Diagnostic>()
  let errors = 0
  return {
    add(code, at, values = {}, options = {}) {
      const { message, cause, next } = fileErrors.fault(code, values)
      const severity = options.severity ?? 'error'
      const hint = options.hint ?? `${cause}. ${next}`
      const diagnostic = { severity, code, message, hint, file: at.source.path, ...extent(at) }
      const identity = JSON.stringify([diagnostic.file, diagnostic.line, diagnostic.column, code, message])
      if (found.has(identity)) return
      found.set(identity, diagnostic)
      if (severity === 'error') errors += 1
    },
    diagnostics: () => withoutEchoes([...found.values()]).sort(order),
    errors: () => errors,
  }
}

/** What is wrong with a value itself; what else is said at its place only follows from that. */
const DECISIVE = /^(yaml\.|schema\.(type|choice|form|limit|name)$)/

const placeName = ({ file, line, column }: Diagnostic) => `${file}:${line}:${column}`
const rank = ({ code }: Diagnostic) => (code.startsWith('yaml.') ? 2 : DECISIVE.test(code) ? 1 : 0)

function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const highest = new Map<string, number>()
  for (const one of diagnostics) {
    const place = placeName(one)
    highest.set(place, Math.max(highest.get(place) ?? 0, rank(one)))
  }
  return diagnostics.filter(one => rank(one) === highest.get(placeName(one)))
}

const paint = (colour: boolean, code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)

/** Control characters could move the cursor of the terminal that shows the excerpt. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be shown
const printable = (text: string) => text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')

function excerptLines(diagnostic: Diagnostic, colour: boolean): string[] {
  const { excerpt, line, column } = diagnostic
  if (excerpt === undefined || column > LINE_LIMIT) return []
  const margin = String(line)
  const width = Math.max(1, Math.min(diagnostic.endColumn ?? column + 1, LINE_LIMIT) - column)
  const caret = ' '.repeat(column - 1) + paint(colour, 31, '^'.repeat(width))
  const pad = ' '.repeat(margin.length)
  return [`  ${margin} | ${printable(excerpt.slice(0, LINE_LIMIT))}`, `  ${pad} | ${caret}`]
}

/** A diagnostic as lines of text: `file:line:column: error[code]: message`, the excerpt with a caret, the hint. */
export function formatDiagnostic(diagnostic: Diagnostic, options: { readonly colour?: boolean } = {}): string {
  const colour = options.colour ?? false
  const { severity, code, file, line, column } = diagnostic
  const label = paint(colour, severity === 'error' ? 31 : 33, `${severity}[${code}]`)
  const head = `${paint(colour, 1, `${file}:${line}:${column}`)}: ${label}: ${printable(diagnostic.message)}`
  const hint = diagnostic.hint === '' ? [] : [`  ${paint(colour, 36, 'hint')}: ${printable(diagnostic.hint)}`]
  return [head, ...excerptLines(diagnostic, colour), ...hint].join('\n')
}
