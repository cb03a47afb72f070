import { fullFormats } from 'ajv-formats/dist/formats.js'
import { textScalar } from './text.ts'

const isEmail = (text: string): boolean =>
  text.length <= 254 && fullFormats.email instanceof RegExp && fullFormats.email.test(text)

function canonical(text: string): string | undefined {
  if (!isEmail(text)) return undefined
  const at = text.lastIndexOf('@')
  return text.slice(0, at) + text.slice(at).toLowerCase()
}

export const email = textScalar({
  name: 'email',
  summary: 'An e-mail address; its domain is kept in lower case.',
  placeholder: 'address',
  formats: { email: isEmail },
  schema: () => ({ format: 'email' }),
  phrase: () => 'an e-mail address',
  canonical,
  example: () => 'user@example.org',
})
