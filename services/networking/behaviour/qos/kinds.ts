import type { Kinds } from '../kinds.ts'
import { policyBehaviour } from './policy.ts'
import { ruleAliasBehaviour, ruleBehaviour } from './rule.ts'
import { ruleSorts } from './rule-kinds.ts'
import { ruleTypeBehaviour } from './rule-type.ts'

export const qosKinds: Kinds = () => ({
  QosPolicy: policyBehaviour,
  QosRuleType: ruleTypeBehaviour,
  ...Object.fromEntries(
    ruleSorts.flatMap(sort => [
      [sort.kind, ruleBehaviour(sort)],
      [`${sort.kind}Alias`, ruleAliasBehaviour(sort)],
    ]),
  ),
})
