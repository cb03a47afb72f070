import type { Json } from '@baryon/kit'

/** Which objects, as a value: what a list asks for, what a policy lets a caller see, what a store turns into SQL. */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  /** The value is one of these; null is a value. */
  | { readonly attribute: string; readonly in: readonly Json[] }
  /** Of text: starts with this, case-sensitive. */
  | { readonly attribute: string; readonly prefix: string }
  /** Bounds are inclusive; at least one is given. A null is never within. */
  | { readonly attribute: string; readonly from?: Json; readonly to?: Json }
  /** A list that holds this value. */
  | { readonly attribute: string; readonly holds: Json }
