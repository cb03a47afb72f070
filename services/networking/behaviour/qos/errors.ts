import type { FaultRow } from '@baryon/kit'

const bad = { status: 400, retry: false } as const
const conflict = { status: 409, retry: false } as const

/** Messages are Neutron's, which clients match on. */
export const qosErrors = {
  'qos_policy.in_use': {
    ...conflict,
    name: 'QosPolicyInUse',
    message: 'QoS Policy {policy} is used by {type} {id}.',
    cause: 'A policy goes when nothing is treated by it any more',
    next: 'Take the policy from that object, then try again',
  },
  'qos_policy.default_exists': {
    ...conflict,
    name: 'QosPolicyDefaultAlreadyExists',
    message: 'A default QoS policy exists for project {project}.',
    cause: 'A project has one default policy at most',
    next: 'Make the other policy no default first',
  },
  'qos_rule.conflict': {
    ...conflict,
    name: 'QoSRulesConflict',
    message: 'Rule {type} conflicts with rule {other} which already exists in QoS Policy {policy}.',
    cause: 'A policy has one rule of a sort for each direction at most',
    next: 'Change the rule that is there',
  },
  'qos_rule.parameter_conflict': {
    ...conflict,
    name: 'QoSRuleParameterConflict',
    message:
      'Unable to add the rule with value {value} to the policy {policy} as the existing rule of type {other} has value {existing}.',
    cause: 'What is guaranteed cannot be more than what is allowed',
    next: 'Give a value that fits to the other rule',
  },
  'qos_rule.not_found': {
    status: 404,
    retry: false,
    name: 'QosRuleNotFound',
    message: 'QoS rule {id} for policy None could not be found.',
    cause: 'There is no rule of this sort with that id, or it is not shown to the caller',
    next: 'List the rules of the policy',
  },
  'qos_rule.dscp': {
    ...bad,
    name: 'HTTPBadRequest',
    message: 'Invalid input for dscp_mark. Reason: {value} is not in valid_values.',
    cause: 'It is none of the values that have a meaning (RFC 2474, RFC 2597, RFC 3246)',
    next: 'Use 0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48 or 56',
  },
  'qos_rule.direction': {
    ...conflict,
    name: 'QoSRuleDirectionConflict',
    message: 'A rule for any direction excludes those for one direction in QoS Policy {policy}.',
    cause: 'A guaranteed rate of packets is for both directions together or for each of them',
    next: 'Delete the other rule first',
  },
  'qos_rule_type.not_found': {
    status: 404,
    retry: false,
    name: 'QosRuleTypeNotFound',
    message: 'QoS rule type {type} could not be found.',
    cause: 'There is no sort of rules with that name',
    next: 'List the sorts of rules',
  },
} as const satisfies Readonly<Record<string, FaultRow>>
