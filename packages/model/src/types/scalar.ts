/** What every scalar type says about itself. One file per scalar; all of it in one place, so a new type is one file and its test. */
import type { Json } from '@baryon/kit'
import type { ScalarName, ScalarType } from '../ir.ts'

/** A JSON Schema (draft 2020-12), which is also what OpenAPI 3.1 takes. */
export type JsonSchema = { readonly [keyword: string]: Json }

/** Kind of column a value is stored in; each SQL dialect has its own word for it. */
export type Column = 'text' | 'integer' | 'real' | 'boolean' | 'json'

/** Form field that fits a value. A `textarea` is for whole documents, which command lines take from files and tables leave out. */
export type Widget = 'text' | 'textarea' | 'number' | 'checkbox' | 'select' | 'datetime'

/** Type of a value in a CEL expression. */
export type ExpressionType = 'string' | 'int' | 'double' | 'bool' | 'dyn'

export interface Scalar {
  readonly name: ScalarName
  /** One sentence for the reference of the model language. */
  readonly summary: string
  /** The facets it knows, each with the JSON Schema of its value in a model. */
  readonly facets: Readonly<Record<string, JsonSchema>>
  readonly column: Column
  readonly widget: Widget
  readonly expression: ExpressionType
  /** What stands for a value in the help of a command line. */
  readonly placeholder: string
  /** Whether every value has one spelling, so that lists can be filtered and sorted by it. */
  readonly comparable: boolean
  /**
   * The scalar that bounds of a range are read as: without facets, as a range may reach beyond what an attribute takes.
   * Undefined where what is stored is not in the order of the values.
   */
  readonly bound: ScalarName | undefined
  /** Spells the beginning of a value as values are kept. Undefined where values are no text. */
  readonly prefix: ((text: string) => string) | undefined
  /** Set where the order of the values is not that of what is stored: text in that order, and the way back. */
  readonly ordered?: {
    /** @param value canonical */
    key(value: string): string
    value(key: string): string
  }
  /** Whether it can be a key: its values can stand in a URL and be compared by every database. */
  readonly key: boolean
  /** Whether it can name the project that owns an object. */
  readonly owner: boolean
  /** The formats that its JSON Schema names: whether a text is of it. */
  readonly formats?: Readonly<Record<string, (text: string) => boolean>>
  jsonSchema(type: ScalarType): JsonSchema
  typescript(type: ScalarType): string
  /** What is expected, to stand after "Give": `a MAC address`. */
  phrase(type: ScalarType): string
  /** @returns the value in its one canonical spelling, or undefined when it is not of this type. Never null. */
  normalise(value: Json, type: ScalarType): Json | undefined
  /** Reads the text of a command line or of a query parameter; same answer as {@link Scalar.normalise}. */
  parse(text: string, type: ScalarType): Json | undefined
  /** A value that is of this type. */
  example(type: ScalarType): Json
}
