import type { Json } from '@baryon/kit'

type Members = { readonly [name: string]: Json }

const isObject = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A value with every default of its JSON Schema filled in, at any depth of objects; what is given stays as it is.
 * @returns undefined where nothing is given and there is no default
 */
export function withDefaults(schema: Json, value: Json | undefined): Json | undefined {
  if (!isObject(schema)) return value
  const whole = value === undefined ? schema['default'] : value
  const { properties } = schema
  if (!isObject(whole) || !isObject(properties)) return whole
  const filled: Record<string, Json> = { ...whole }
  for (const [name, member] of Object.entries(properties)) {
    const found = withDefaults(member, filled[name])
    if (found !== undefined) filled[name] = found
  }
  return filled
}
