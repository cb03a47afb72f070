import { isText, textScalar } from './text.ts'

function isJsonText(text: string): boolean {
  if (!isText(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

export const jsonText = textScalar({
  name: 'json-text',
  summary: 'A string that holds JSON text, kept as it was written. For new models, `json` is the better choice.',
  placeholder: 'json|@file',
  key: false,
  widget: 'textarea',
  facets: { maxLength: { type: 'integer', minimum: 1 } },
  formats: { json: isJsonText },
  schema: ({ maxLength }) => ({ format: 'json', ...(maxLength === undefined ? {} : { maxLength }) }),
  phrase: ({ maxLength }) => `JSON text${maxLength === undefined ? '' : ` of at most ${maxLength} characters`}`,
  canonical: (text, { maxLength = Number.POSITIVE_INFINITY }) =>
    (text.length <= maxLength || [...text].length <= maxLength) && isJsonText(text) ? text : undefined,
  example: ({ maxLength = 2 }) => (maxLength < 2 ? '0' : '{}'),
})
