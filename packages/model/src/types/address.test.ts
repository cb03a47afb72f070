import assert from 'node:assert/strict'
import { BlockList, isIP } from 'node:net'
import { test } from 'node:test'
import fc from 'fast-check'
import { blockContains, formatAddress, formatBlock, parseAddress, parseBlock, versionOf } from './address.ts'

const canonical = (text: string) => {
  const address = parseAddress(text)
  return address && formatAddress(address)
}

const characters = fc.constantFrom(...'0123456789abcdefABCDEFx:::...%/ '.split(''))
const nearly = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.array(characters, { maxLength: 20 }).map(parts => parts.join('')),
  fc.tuple(fc.ipV6(), fc.nat(), characters).map(([text, at, extra]) => {
    const cut = at % (text.length + 1)
    return text.slice(0, cut) + extra + text.slice(cut)
  }),
)

test('parseAddress() takes exactly what the operating system takes, but for zones', () => {
  fc.assert(
    fc.property(nearly, text => {
      fc.pre(!text.includes('%'))
      const address = parseAddress(text)
      assert.equal(address === undefined ? 0 : versionOf(address), isIP(text), text)
    }),
    { numRuns: 5000 },
  )
})

test('octal, hexadecimal, shortened and zoned forms are no addresses', () => {
  for (const text of [
    '010.1.1.1',
    '0x7f.1',
    '127.1',
    '1.2.3.04',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1..2.3',
    'fe80::1%eth0',
    '',
    ':',
    ':::',
    '1::2::3',
    '::1.2.3',
    '12345::',
  ]) {
    assert.equal(canonical(text), undefined, text)
  }
})

test('formatAddress() writes IPv6 as RFC 5952 wants it', () => {
  const spellings = {
    '2001:DB8:0:0:0:0:0:1': '2001:db8::1',
    '2001:0db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
    '2001:0:0:1:0:0:0:1': '2001:0:0:1::1',
    '2001:db8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
    '0:0:0:0:0:0:0:0': '::',
    '0:0:0:0:0:0:0:1': '::1',
    '1:0:0:0:0:0:0:0': '1::',
    '::ffff:c000:0201': '::ffff:192.0.2.1',
    '64:ff9b::192.0.2.33': '64:ff9b::c000:221',
    '192.0.2.1': '192.0.2.1',
  }
  for (const [text, expected] of Object.entries(spellings)) assert.equal(canonical(text), expected)
})

test('formatAddress() agrees with the URL standard and is read back', () => {
  fc.assert(
    fc.property(fc.ipV6(), text => {
      const written = canonical(text)!
      assert.equal(canonical(written), written)
      assert.equal(new URL(`http://[${written}]/`).hostname, new URL(`http://[${text}]/`).hostname)
    }),
  )
})

test('parseBlock() clears the host bits and refuses what is no prefix', () => {
  const spellings = {
    '10.1.2.3/8': '10.0.0.0/8',
    '10.1.2.3/32': '10.1.2.3/32',
    '255.255.255.255/0': '0.0.0.0/0',
    '192.0.2.255/25': '192.0.2.128/25',
    '2001:db8:ffff::1/33': '2001:db8:8000::/33',
    '::1/128': '::1/128',
  }
  for (const [text, expected] of Object.entries(spellings)) assert.equal(formatBlock(parseBlock(text)!), expected)
  for (const text of [
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '::/129',
    '/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/ 8',
  ]) {
    assert.equal(parseBlock(text), undefined, text)
  }
})

test('blockContains() agrees with the block list of Node', () => {
  const block = fc.oneof(
    fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
    fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
  )
  fc.assert(
    fc.property(block, fc.oneof(fc.ipV4(), fc.ipV6()), ([network, prefix], text) => {
      const address = parseAddress(text)!
      const list = new BlockList()
      list.addSubnet(network, prefix, isIP(network) === 4 ? 'ipv4' : 'ipv6')
      fc.pre(isIP(network) === isIP(text))
      const inside = blockContains(parseBlock(`${network}/${prefix}`)!, { address, prefix: 16 * address.length })
      assert.equal(inside, list.check(text, isIP(text) === 4 ? 'ipv4' : 'ipv6'))
    }),
    { numRuns: 1000 },
  )
})
