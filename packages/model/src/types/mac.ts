import { lowerCase, textScalar } from './text.ts'

const canonicalShape = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/
const shapes =
  /^(?:[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}|[0-9a-f]{12})$/i

/** A MAC address in lower case with colons, from colons, dashes, dots (Cisco's) or bare digits. */
export function canonicalMac(text: string): string | undefined {
  if (canonicalShape.test(text)) return text
  if (!shapes.test(text)) return undefined
  const digits = text.replace(/[:.-]/g, '').toLowerCase()
  return digits.replace(/(..)(?=.)/g, '$1:')
}

export const mac = textScalar({
  name: 'mac',
  summary: 'A MAC address with colons, dashes, dots or bare; kept in lower case with colons.',
  placeholder: 'mac',
  bound: 'mac',
  prefix: lowerCase,
  formats: { mac: text => canonicalMac(text) !== undefined },
  schema: () => ({ format: 'mac' }),
  phrase: () => 'a MAC address such as fa:16:3e:00:00:01',
  canonical: canonicalMac,
  example: () => 'fa:16:3e:00:00:01',
})
