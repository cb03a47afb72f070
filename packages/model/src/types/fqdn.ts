import { lowerCase, textScalar } from './text.ts'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const shape = new RegExp(`^(?:${label}\\.)*(?!\\d+$)${label}$`)

/** A DNS name in lower case without the dot at its end (RFC 1123; the last label is not a number, so no address is a name). */
export function canonicalFqdn(text: string): string | undefined {
  if (text.length > 254) return undefined
  const name = (text.endsWith('.') ? text.slice(0, -1) : text).toLowerCase()
  return name.length <= 253 && shape.test(name) ? name : undefined
}

export const fqdn = textScalar({
  name: 'fqdn',
  summary: 'A DNS name (RFC 1123); kept in lower case without a dot at its end.',
  placeholder: 'name',
  bound: 'fqdn',
  prefix: lowerCase,
  formats: { hostname: text => canonicalFqdn(text) !== undefined },
  schema: () => ({ format: 'hostname' }),
  phrase: () => 'a DNS name such as host.example.org',
  canonical: canonicalFqdn,
  example: () => 'host.example.org',
})
