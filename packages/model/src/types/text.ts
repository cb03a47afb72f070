/** Text that every database can hold, and the scalars that are text of some form. */
import type { Json } from '@baryon/kit'
import type { ScalarType } from '../ir.ts'
import type { JsonSchema, Scalar } from './scalar.ts'

/** No NUL (databases differ on it) and no half of a surrogate pair (it has no UTF-8). */
export const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** The part of a {@link Scalar} that a form of text has to say for itself. */
interface TextForm
  extends Pick<Scalar, 'name' | 'summary' | 'placeholder' | 'phrase' | 'example'>,
    Partial<Pick<Scalar, 'facets' | 'formats' | 'widget' | 'bound' | 'prefix' | 'ordered' | 'key' | 'owner'>> {
  schema(type: ScalarType): JsonSchema
  /** @returns the canonical spelling, or undefined when the text is not of this form */
  canonical(text: string, type: ScalarType): string | undefined
}

const asGiven = (text: string) => text

/** The beginning of a value of a scalar whose values are in lower case. */
export const lowerCase = (text: string): string => text.toLowerCase()

/** A scalar whose values are text in a column of text: it has prefixes and can be a key. */
export function textScalar(form: TextForm): Scalar {
  const { facets = {}, formats = {}, widget = 'text', bound, prefix = asGiven, key = true, owner = false } = form
  const { name, summary, placeholder, canonical, ordered } = form
  return {
    name,
    summary,
    facets,
    formats,
    widget,
    column: 'text',
    expression: 'string',
    placeholder,
    comparable: true,
    bound,
    prefix,
    ...(ordered === undefined ? {} : { ordered }),
    key,
    owner,
    jsonSchema: type => ({ type: 'string', ...form.schema(type) }),
    typescript: () => 'string',
    phrase: form.phrase,
    normalise: (value: Json, type) => (typeof value === 'string' ? canonical(value, type) : undefined),
    parse: canonical,
    example: form.example,
  }
}
