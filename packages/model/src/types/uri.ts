import { fullFormats } from 'ajv-formats/dist/formats.js'
import { textScalar } from './text.ts'

const isUri = (text: string): boolean =>
  text.length <= 8192 && typeof fullFormats.uri === 'function' && Boolean(fullFormats.uri(text))

export const uri = textScalar({
  name: 'uri',
  summary: 'An absolute URI (RFC 3986), kept as it was written.',
  placeholder: 'uri',
  formats: { uri: isUri },
  schema: () => ({ format: 'uri' }),
  phrase: () => 'an absolute URI such as https://example.org/',
  canonical: text => (isUri(text) ? text : undefined),
  example: () => 'https://example.org/',
})
