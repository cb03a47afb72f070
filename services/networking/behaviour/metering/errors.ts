import type { FaultRow } from '@baryon/kit'

/** Messages are Neutron's, which clients match on. */
export const meteringErrors = {
  'metering_rule.overlap': {
    status: 409,
    retry: false,
    name: 'MeteringLabelRuleOverlaps',
    message: "Metering label rule with remote_ip_prefix '{prefix}' overlaps another.",
    cause: 'The same traffic would be counted twice under one label',
    next: 'Use addresses that no other rule of the label has',
  },
  'metering_rule.prefix': {
    status: 400,
    retry: false,
    name: 'HTTPBadRequest',
    message: '{reason}',
    cause: 'The traffic is told by the other side, or by where it comes from and goes to',
    next: 'Give remote_ip_prefix alone, or source_ip_prefix, destination_ip_prefix or both',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
