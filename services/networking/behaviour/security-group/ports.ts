/** Ports of a rule; of ICMP they are its type and code. */
import { refuse } from '../refuse.ts'
import { hasPorts, ICMP, ICMP6, numberOf, refusePorts } from './protocol.ts'

/** As they stand in a rule. */
export interface Ports {
  readonly port_range_min: number | null
  readonly port_range_max: number | null
}

const LAST = 65535

function requirePort(port: number | null, at: string) {
  if (port !== null && (port < 0 || port > LAST)) refuse('security_group_rule.port', { port }, at)
}

function requireRange({ port_range_min: min, port_range_max: max }: Ports) {
  if (min === 0 || max === 0)
    refuse('security_group_rule.port', { port: 0 }, min === 0 ? '/port_range_min' : '/port_range_max')
  if (min === null || max === null || min > max) refuse('security_group_rule.port_range', {}, '/port_range_min')
}

function requireByte(value: number | null, attribute: keyof Ports, field: string) {
  if (value !== null && value > 255) refuse('security_group_rule.icmp', { field, attribute, value }, `/${attribute}`)
}

function requireIcmp({ port_range_min: type, port_range_max: code }: Ports) {
  requireByte(type, 'port_range_min', 'type')
  requireByte(code, 'port_range_max', 'code')
  if (type === null) refuse('security_group_rule.icmp_type', { value: code }, '/port_range_min')
}

const none: Ports = { port_range_min: null, port_range_max: null }

/**
 * The ports of a rule; all of them are the same as none said.
 * @param protocol canonical
 * @throws Refusal when the protocol has no such ports
 */
export function portsOf(given: Ports, protocol: string | null): Ports {
  const { port_range_min: min, port_range_max: max } = given
  requirePort(min, '/port_range_min')
  requirePort(max, '/port_range_max')
  if ((min === null && max === null) || (min === 1 && max === LAST)) return none
  if (protocol === null) refuse('security_group_rule.port_without_protocol', {}, '/protocol')
  const number = numberOf(protocol)
  if (hasPorts(number)) requireRange(given)
  else if (number === ICMP || number === ICMP6) requireIcmp(given)
  else refusePorts(number)
  return given
}
