import type { Json } from '@baryon/kit'

/** A part of an OpenAPI document. */
export type Part = { readonly [name: string]: Json }

/** Pointer to a component. */
export const ref = (section: string, name: string): Part => ({ $ref: `#/components/${section}/${name}` })

export const jsonContent = (schema: Part, example?: Part): Part => ({
  'application/json': { schema, ...(example === undefined ? {} : { examples: { example } }) },
})
