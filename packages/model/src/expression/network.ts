/** Functions for addresses, with the names that the Kubernetes CEL library gave them; `overlaps` and `isMAC` are added. */
import type { Environment } from '@marcbachmann/cel-js'
import {
  type Address,
  type Block,
  blockContains,
  formatAddress,
  formatBlock,
  parseAddress,
  parseBlock,
  versionOf,
} from '../types/address.ts'
import { canonicalMac } from '../types/mac.ts'

class Ip {
  readonly address: Address

  constructor(text: string) {
    const address = parseAddress(text)
    if (address === undefined) throw new Error(`ip("${text}"): not an IP address`)
    this.address = address
  }
}

class Cidr {
  readonly block: Block

  constructor(text: string) {
    const block = parseBlock(text)
    if (block === undefined) throw new Error(`cidr("${text}"): not an address range`)
    this.block = block
  }
}

const whole = ({ address }: Ip): Block => ({ address, prefix: 16 * address.length })
const overlap = (left: Block, right: Block) => blockContains(left, right) || blockContains(right, left)

/** One function of expressions, as the documentation lists it. */
interface NetworkFunction {
  readonly signature: string
  readonly description: string
  readonly handler: (...values: never[]) => unknown
}

const networkFunctions: readonly NetworkFunction[] = [
  {
    signature: 'ip(string): net.IP',
    description: 'The IP address in a text; an error when it is none',
    handler: (text: string) => new Ip(text),
  },
  {
    signature: 'cidr(string): net.CIDR',
    description: 'The address range in a text; an error when it is none',
    handler: (text: string) => new Cidr(text),
  },
  {
    signature: 'isIP(string): bool',
    description: 'Whether a text is an IP address',
    handler: (text: string) => parseAddress(text) !== undefined,
  },
  {
    signature: 'isCIDR(string): bool',
    description: 'Whether a text is an address range',
    handler: (text: string) => parseBlock(text) !== undefined,
  },
  {
    signature: 'isMAC(string): bool',
    description: 'Whether a text is a MAC address',
    handler: (text: string) => canonicalMac(text) !== undefined,
  },
  {
    signature: 'net.IP.family(): int',
    description: '4 or 6',
    handler: (ip: Ip) => BigInt(versionOf(ip.address)),
  },
  {
    signature: 'net.CIDR.family(): int',
    description: '4 or 6',
    handler: (cidr: Cidr) => BigInt(versionOf(cidr.block.address)),
  },
  {
    signature: 'net.CIDR.prefixLength(): int',
    description: 'The number behind the slash',
    handler: (cidr: Cidr) => BigInt(cidr.block.prefix),
  },
  {
    signature: 'net.CIDR.containsIP(string): bool',
    description: 'Whether the address is in the range',
    handler: (cidr: Cidr, text: string) => blockContains(cidr.block, whole(new Ip(text))),
  },
  {
    signature: 'net.CIDR.containsIP(net.IP): bool',
    description: 'Whether the address is in the range',
    handler: (cidr: Cidr, ip: Ip) => blockContains(cidr.block, whole(ip)),
  },
  {
    signature: 'net.CIDR.containsCIDR(string): bool',
    description: 'Whether all of the other range is in the range',
    handler: (cidr: Cidr, text: string) => blockContains(cidr.block, new Cidr(text).block),
  },
  {
    signature: 'net.CIDR.containsCIDR(net.CIDR): bool',
    description: 'Whether all of the other range is in the range',
    handler: (cidr: Cidr, other: Cidr) => blockContains(cidr.block, other.block),
  },
  {
    signature: 'net.CIDR.overlaps(string): bool',
    description: 'Whether some address is in both ranges',
    handler: (cidr: Cidr, text: string) => overlap(cidr.block, new Cidr(text).block),
  },
  {
    signature: 'net.CIDR.overlaps(net.CIDR): bool',
    description: 'Whether some address is in both ranges',
    handler: (cidr: Cidr, other: Cidr) => overlap(cidr.block, other.block),
  },
  {
    signature: 'string(net.IP): string',
    description: 'The canonical spelling of the address',
    handler: (ip: Ip) => formatAddress(ip.address),
  },
  {
    signature: 'string(net.CIDR): string',
    description: 'The canonical spelling of the range',
    handler: (cidr: Cidr) => formatBlock(cidr.block),
  },
]

/** What expressions have beyond the Common Expression Language, for the documentation of the model language. */
export const expressionFunctions: readonly { readonly signature: string; readonly description: string }[] =
  networkFunctions.map(({ signature, description }) => ({ signature, description }))

export function addNetworkFunctions(environment: Environment) {
  environment.registerType('net.IP', Ip)
  environment.registerType('net.CIDR', Cidr)
  for (const { signature, description, handler } of networkFunctions) {
    environment.registerFunction(signature, handler, { description })
  }
  environment.registerOperator('net.IP == net.IP', (left: Ip, right: Ip) => overlap(whole(left), whole(right)))
  environment.registerOperator(
    'net.CIDR == net.CIDR',
    (left: Cidr, right: Cidr) => formatBlock(left.block) === formatBlock(right.block),
  )
}
