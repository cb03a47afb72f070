/** The sorts of QoS rules. */
import type { Json } from '@baryon/kit'

interface Parameter {
  readonly name: string
  readonly values: Json
  readonly type: 'range' | 'choices'
}

export interface RuleSort {
  /** Name in the list of sorts, and in the rules of a policy. */
  readonly type: string
  readonly kind: string
  readonly parameters: readonly Parameter[]
}

/** Values of the DSCP field that have a meaning. */
export const dscpMarks: readonly number[] = [
  0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48, 56,
]

const range = (name: string): Parameter => ({ name, values: { start: 0, end: 2_147_483_647 }, type: 'range' })
const directions = (...values: readonly string[]): Parameter => ({ name: 'direction', values, type: 'choices' })

export const ruleSorts: readonly RuleSort[] = [
  {
    type: 'bandwidth_limit',
    kind: 'QosBandwidthLimitRule',
    parameters: [range('max_kbps'), range('max_burst_kbps'), directions('ingress', 'egress')],
  },
  {
    type: 'dscp_marking',
    kind: 'QosDscpMarkingRule',
    parameters: [{ name: 'dscp_mark', values: dscpMarks, type: 'choices' }],
  },
  {
    type: 'minimum_bandwidth',
    kind: 'QosMinimumBandwidthRule',
    parameters: [range('min_kbps'), directions('ingress', 'egress')],
  },
  {
    type: 'minimum_packet_rate',
    kind: 'QosMinimumPacketRateRule',
    parameters: [range('min_kpps'), directions('ingress', 'egress', 'any')],
  },
  {
    type: 'packet_rate_limit',
    kind: 'QosPacketRateLimitRule',
    parameters: [range('max_kpps'), range('max_burst_kpps'), directions('ingress', 'egress')],
  },
]

/** Of the sorts that guarantee a rate and those that limit it: which attribute has to be at most which other one. */
export const bounds = [
  { least: ['QosMinimumBandwidthRule', 'min_kbps'], most: ['QosBandwidthLimitRule', 'max_kbps'] },
  { least: ['QosMinimumPacketRateRule', 'min_kpps'], most: ['QosPacketRateLimitRule', 'max_kpps'] },
] as const
