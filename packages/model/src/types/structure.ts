/** What every type, scalar or built of others, says about itself; the total table of them is in `type.ts`. */
import type { Json } from '@baryon/kit'
import type { Type } from '../ir.ts'
import type { Column, ExpressionType, JsonSchema } from './scalar.ts'

/** Which way a value goes: `input` from a client, `output` to it. */
export type Direction = 'input' | 'output'

export interface Structure<T extends Type = Type> {
  column(type: T): Column
  expression(type: T): ExpressionType | 'list' | 'map'
  jsonSchema(type: T, direction: Direction): JsonSchema
  typescript(type: T): string
  phrase(type: T): string
  /** @returns the one canonical spelling of the value, or undefined when it is not of this type. The value is not null. */
  canonical(type: T, value: Json): Json | undefined
  parse(type: T, text: string): Json | undefined
  example(type: T): Json
}

/** Types that are built of others are given all types. */
export type Construct<T extends Type> = (types: Structure) => Structure<T>
