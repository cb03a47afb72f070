import type { ScalarType } from '../ir.ts'
import { blockKey, blockOfKey, formatBlock, parseBlock, versionOf } from './address.ts'
import { lowerCase, textScalar } from './text.ts'

function canonical(text: string, { version }: Pick<ScalarType, 'version'>): string | undefined {
  const block = parseBlock(text)
  if (block === undefined || (version !== undefined && version !== versionOf(block.address))) return undefined
  return formatBlock(block)
}

const format = (version: 4 | 6 | undefined) => (version === undefined ? 'cidr' : `ipv${version}-cidr`)

export const cidr = textScalar({
  name: 'cidr',
  summary: 'A range of IP addresses as `address/prefix`; kept as the network address, host bits cleared.',
  placeholder: 'cidr',
  prefix: lowerCase,
  ordered: {
    key: value => blockKey(parseBlock(value) ?? { address: [], prefix: 0 }),
    value: key => formatBlock(blockOfKey(key)),
  },
  facets: { version: { enum: [4, 6] } },
  formats: {
    cidr: text => canonical(text, {}) !== undefined,
    'ipv4-cidr': text => canonical(text, { version: 4 }) !== undefined,
    'ipv6-cidr': text => canonical(text, { version: 6 }) !== undefined,
  },
  schema: ({ version }) => ({ format: format(version) }),
  phrase: ({ version }) =>
    `an IP${version === undefined ? '' : `v${version}`} range such as ${version === 6 ? '2001:db8::/64' : '192.0.2.0/24'}`,
  canonical,
  example: ({ version }) => (version === 6 ? '2001:db8::/64' : '192.0.2.0/24'),
})
