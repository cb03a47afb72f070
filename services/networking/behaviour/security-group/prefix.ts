/** The IP prefix of the other side of a rule. It keeps its host bits. */
import { formatAddress, parseAddress } from '@baryon/model'
import { blockOf, formatBlock } from '../network-address/block.ts'
import { refuse } from '../refuse.ts'

/** How many ones a netmask such as 255.255.255.0 begins with; undefined when it is none. */
function lengthOfMask(text: string): number | undefined {
  const groups = parseAddress(text)
  if (groups?.length !== 2) return undefined
  const bits = groups.map(group => group.toString(2).padStart(16, '0')).join('')
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined
}

function lengthOf(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return most
  const length = /^\d{1,3}$/.test(text) ? Number(text) : lengthOfMask(text)
  return length !== undefined && length <= most ? length : undefined
}

/** An address with the length of a prefix, which is all of it when none is given. @throws Refusal `security_group_rule.prefix` */
export function canonicalPrefix(input: string): string {
  const [text = '', rest, ...more] = input.trim().split('/')
  const address = parseAddress(text)
  const length = address && lengthOf(rest, 16 * address.length)
  if (address === undefined || length === undefined || more.length > 0)
    return refuse('security_group_rule.prefix', { input }, '/remote_ip_prefix')
  return `${formatAddress(address)}/${length}`
}

/** Without host bits. @param prefix canonical */
export const withoutHostBits = (prefix: string): string => formatBlock(blockOf(prefix))

/** @param prefix canonical */
export function requireEthertype(prefix: string, ethertype: string): void {
  if (ethertype === (prefix.includes(':') ? 'IPv6' : 'IPv4')) return
  refuse('security_group_rule.prefix_ethertype', { ethertype, cidr: prefix }, '/remote_ip_prefix')
}
