import type { ScalarType } from '../ir.ts'
import { addressKey, addressOfKey, formatAddress, parseAddress, versionOf } from './address.ts'
import { lowerCase, textScalar } from './text.ts'

function canonical(text: string, { version }: Pick<ScalarType, 'version'>): string | undefined {
  const address = parseAddress(text)
  if (address === undefined || (version !== undefined && version !== versionOf(address))) return undefined
  return formatAddress(address)
}

const format = (version: 4 | 6 | undefined) => (version === undefined ? 'ip' : `ipv${version}`)

export const ip = textScalar({
  name: 'ip',
  summary: 'An IPv4 or IPv6 address without a prefix or a zone; IPv6 is kept compressed and in lower case (RFC 5952).',
  placeholder: 'ip',
  prefix: lowerCase,
  ordered: {
    key: value => addressKey(parseAddress(value) ?? []),
    value: key => formatAddress(addressOfKey(key)),
  },
  facets: { version: { enum: [4, 6] } },
  formats: {
    ip: text => canonical(text, {}) !== undefined,
    ipv4: text => canonical(text, { version: 4 }) !== undefined,
    ipv6: text => canonical(text, { version: 6 }) !== undefined,
  },
  schema: ({ version }) => ({ format: format(version) }),
  phrase: ({ version }) => `an IP${version === undefined ? '' : `v${version}`} address`,
  canonical,
  example: ({ version }) => (version === 6 ? '2001:db8::1' : '192.0.2.1'),
})
