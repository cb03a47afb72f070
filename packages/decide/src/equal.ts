import { isDeepStrictEqual } from 'node:util'
import type { Json } from '@baryon/kit'

/** Whether two values are the same JSON; the order of members does not matter. */
export const equal = (a: Json | undefined, b: Json | undefined) =>
  a === b || (typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b))
