import type { Json } from '@baryon/kit'
import { type Attribute, canonical } from '@baryon/model'

/** The canonical form of a value that is made rather than given; undefined when it is not a value of the attribute. */
export function fitted(attribute: Attribute, value: Json): Json | undefined {
  if (value !== null) return canonical(attribute.type, value)
  return attribute.nullable || attribute.computed !== undefined ? null : undefined
}
