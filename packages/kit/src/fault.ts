/**
 * A fault is an expected failure as a value: what went wrong, where, why, and what to do next.
 * Each package declares its faults once, in one table (`errors.ts`), by {@link faultTable}.
 */

/** A value that can be written as JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** One row of a package's error table. `message`, `cause` and `next` may hold `{name}` placeholders. */
export interface FaultRow {
  /** HTTP status that an answer with this fault has (for faults of files and commands: 0). */
  readonly status: number
  /** Whether the same request may succeed later without being changed. */
  readonly retry: boolean
  /** Action first, values quoted, no full stop at the end. */
  readonly message: string
  /** Why this is refused. */
  readonly cause: string
  /** What the user does next. */
  readonly next: string
  /** The class by which clients of another API know it (`NetworkInUse`). */
  readonly name?: string
}

type Values = Readonly<Record<string, unknown>>

/** An expected failure. */
export interface Fault {
  /** Stable dotted code, for example `attribute.unknown`. */
  readonly code: string
  readonly status: number
  readonly retry: boolean
  readonly message: string
  readonly cause: string
  readonly next: string
  /** The class by which clients of another API know it (`NetworkInUse`). */
  readonly name?: string
  /** JSON pointer (RFC 6901) into the request body, or `?name` for a query parameter. */
  readonly pointer?: string
  /** What filled the placeholders, for those who say the fault in words of another API. Never answered as it is. */
  readonly values?: Values
}

/** Either a value or the faults that prevented it (never empty). */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failure = (...faults: readonly Fault[]): Result<never> => ({ ok: false, faults })

/**
 * Carries faults up through a transaction, whose savepoint only unwinds by an exception.
 * It is thrown inside a unit of work alone and becomes a {@link Result} again at the store's door.
 */
export class Refusal extends Error {
  readonly faults: readonly Fault[]

  constructor(...faults: readonly Fault[]) {
    super(faults.map(fault => fault.message).join('; '))
    this.name = 'Refusal'
    this.faults = faults
  }
}

const none: Values = {}

const fill = (template: string, values: Values) =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))

/** The table of one package, and the one way to make its faults. */
export interface FaultTable<Code extends string> {
  readonly rows: Readonly<Record<Code, FaultRow>>
  /** @param values fill the placeholders of the row's texts. */
  fault(code: Code, values?: Values, pointer?: string): Fault
}

/**
 * Declares a package's faults.
 * @example const errors = faultTable({ 'key.unknown': { status: 404, retry: false, message: 'No {kind} has the id "{id}"', … } })
 */
export function faultTable<Code extends string>(rows: Readonly<Record<Code, FaultRow>>): FaultTable<Code> {
  return {
    rows,
    fault(code, values = none, pointer) {
      const row = rows[code]
      return {
        code,
        status: row.status,
        retry: row.retry,
        message: fill(row.message, values),
        cause: fill(row.cause, values),
        next: fill(row.next, values),
        ...(row.name === undefined ? {} : { name: row.name }),
        ...(pointer === undefined ? {} : { pointer }),
        ...(values === none ? {} : { values }),
      }
    },
  }
}
