/** Which addresses of a subnet ports have, read by ranges. */
import type { Work } from '@baryon/decide'
import { formatIp, type Ip, ipOf } from '../network-address/ip.ts'
import type { Range } from '../network-address/range.ts'

export interface Taken {
  /** The smallest one that is taken within the range. */
  first(range: Range): Promise<Ip | undefined>
  /** The greatest one that is taken within the range. */
  last(range: Range): Promise<Ip | undefined>
  count(range: Range): Promise<number>
}

/** The addresses of that subnet that ports have, with what the transaction did before. */
export function takenIn(work: Work, subnet: string): Taken {
  const port = work.kind('Port')
  const asked = ({ first, last }: Range) => ({ equal: [subnet], from: formatIp(first), to: formatIp(last) })
  async function one(range: Range, descending: boolean) {
    const [element] = await work.tx.elements(port, 'address', { ...asked(range), descending, limit: 1 })
    const ip = element?.values[1]
    return typeof ip === 'string' ? ipOf(ip) : undefined
  }
  return {
    first: range => one(range, false),
    last: range => one(range, true),
    count: range => work.tx.countElements(port, 'address', asked(range)),
  }
}
