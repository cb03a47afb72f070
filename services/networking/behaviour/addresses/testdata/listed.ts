/** Taken addresses as a sorted list, which is what an index is to those who search it. */
import { compareIps, type Ip } from '../../network-address/ip.ts'
import { contains, type Range } from '../../network-address/range.ts'
import type { Taken } from '../taken.ts'

export interface Listed extends Taken {
  readonly ips: readonly Ip[]
  /** How often it was asked. */
  readonly asked: number
  add(ip: Ip): void
  delete(ip: Ip): void
}

export function listed(ips: Iterable<Ip> = []): Listed {
  const all = new Set(ips)
  let asked = 0
  const sorted = () => [...all].sort(compareIps)
  const within = (range: Range) => {
    asked += 1
    return sorted().filter(ip => contains(range, ip))
  }
  return {
    get ips() {
      return sorted()
    },
    get asked() {
      return asked
    },
    add: ip => void all.add(ip),
    delete: ip => void all.delete(ip),
    first: async range => within(range)[0],
    last: async range => within(range).at(-1),
    count: async range => within(range).length,
  }
}
