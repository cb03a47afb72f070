/** What is wrong with parts of a rule or policy, in Neutron's words; undefined: nothing. */
import type { Json } from '@baryon/kit'
import { canonical } from '@baryon/model'

/** What rules may say instead of a network. */
const EVERYWHERE: ReadonlySet<string> = new Set(['any', 'external'])

const isIp = (text: string): boolean => canonical({ name: 'ip' }, text) !== undefined

/** Bits behind the prefix may be set: they mean nothing. */
export function networkFault(text: string): string | undefined {
  if (EVERYWHERE.has(text)) return undefined
  const [address = '', prefix, more] = text.split('/')
  if (!isIp(address) || more !== undefined) return `'${text}' is not a valid IP subnet`
  const bits = address.includes(':') ? 128 : 32
  if (prefix === undefined) return `'${text}' isn't a recognized IP subnet cidr, '${text}/${bits}' is recommended`
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits ? undefined : `'${text}' is not a valid IP subnet`
}

export const actionFault = (action: string): string | undefined =>
  action === 'permit' || action === 'deny'
    ? undefined
    : `Action must be either permit or deny. '${action}' was provided`

/** Next hops as they were given: a list, or text. @returns undefined: neither */
export function hopsIn(given: Json, separator: string): readonly string[] | undefined {
  if (typeof given === 'string') return given === '' ? [] : given.split(separator)
  if (given === null) return []
  return Array.isArray(given) && given.every(hop => typeof hop === 'string') ? (given as readonly string[]) : undefined
}

export function hopsFault(hops: readonly string[] | undefined): string | undefined {
  if (hops === undefined) return 'nexthops are addresses'
  const wrong = hops.find(hop => !isIp(hop))
  if (wrong !== undefined) return `'${wrong}' is not a valid IP address`
  const twice = hops.find((hop, at) => hops.indexOf(hop) !== at)
  return twice === undefined ? undefined : `Duplicate nexthop in rule '${twice}'`
}
