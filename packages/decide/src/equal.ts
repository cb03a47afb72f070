import type { Json } from '@baryon/kit'
import { sameJson } from '@baryon/model'

/** Whether two values are the same JSON; a missing one is the same as null. */
export const equal = (a: Json | undefined, b: Json | undefined) => a === b || sameJson(a ?? null, b ?? null)
