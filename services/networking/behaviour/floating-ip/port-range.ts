/** Ports as port forwardings have them: `first:last`, both included. */
import { refuse } from '../refuse.ts'

export interface PortRange {
  readonly first: number
  readonly last: number
}

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535

/** What is wrong with a text, in Neutron's words. */
function faultOf(text: string): string | undefined {
  const parts = text.split(':')
  if (parts.length > 2 || parts.some(part => part === '')) return 'Port range must be two integers separated by a colon'
  const wrong = parts.find(part => !/^\d+$/.test(part) || !isPort(Number(part)))
  if (wrong !== undefined) return `Invalid port: ${wrong}`
  const [first, last] = parts.map(Number)
  return last !== undefined && first! > last
    ? 'First port in a port range must be lower than the second port'
    : undefined
}

/** @param attribute that the text is of @throws Refusal */
export function rangeOf(text: string, attribute: string): PortRange {
  const reason = faultOf(text)
  if (reason !== undefined) refuse('port_forwarding.range', { attribute, reason }, `/${attribute}`)
  const [first, last] = text.split(':').map(Number)
  return { first: first!, last: last ?? first! }
}

export const formatRange = ({ first, last }: PortRange): string => `${first}:${last}`

export const collides = (left: PortRange, right: PortRange): boolean =>
  left.first <= right.last && right.first <= left.last

/** One port more than this are in the range. */
export const spanOf = ({ first, last }: PortRange): number => last - first
