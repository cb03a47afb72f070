import type { Behaviour } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import { type RuleSort, ruleSorts } from './rule-kinds.ts'

/** What carries rules out: every backend is asked for every sort, so there is one driver. */
const drivers = ({ parameters }: RuleSort): Json => [
  {
    name: 'baryon',
    supported_parameters: parameters.map(({ name, values, type }) => ({
      parameter_name: name,
      parameter_values: values,
      parameter_type: type,
    })),
  },
]

/** The sorts of rules; all that can be written are carried out. */
export const ruleTypeBehaviour: Behaviour = {
  virtual: {
    list: async () => ruleSorts.map(({ type }): Row => ({ type })),
    async get(id) {
      const sort = ruleSorts.find(({ type }) => type === id)
      if (sort === undefined) refuse('qos_rule_type.not_found', { type: id })
      return { type: id, drivers: drivers(sort) }
    },
  },
  derived: {
    load: rows => rows.map(() => ({})),
    filters: { all_rules: () => ({ all: [] }), all_supported: () => ({ all: [] }) },
  },
}
