/** The faults of the model at run time. What the checker finds in a model's files has codes of its own. */
import { faultTable } from '@baryon/kit'

export const modelErrors = faultTable({
  'value.malformed': {
    status: 400,
    retry: false,
    message: 'Give {expected} instead of "{value}"',
    cause: 'The value has the type {type}, which has no such value',
    next: 'Write it like {example}',
  },
  'policy.syntax': {
    status: 0,
    retry: false,
    message: 'Correct the policy "{source}" at character {column}: {problem}',
    cause: 'It is not a rule of oslo.policy',
    next: 'Write checks such as rule:admin_or_owner, role:member or project_id:%(project_id)s, joined by and, or, not and parentheses',
  },
  'policy.rule-unknown': {
    status: 0,
    retry: false,
    message: 'Name a known rule instead of "{rule}" in the policy "{source}"',
    cause: 'No rule of that name exists; known are {known}',
    next: 'Use one of them, or write the condition itself',
  },
  'policy.rule-cycle': {
    status: 0,
    retry: false,
    message: 'Break the circle of the rules {cycle}',
    cause: 'A rule that leads back to itself decides nothing',
    next: 'Write the condition of one of them without the other rules',
  },
  'policy.check-unknown': {
    status: 0,
    retry: false,
    message: 'Replace the check "{check}" in the policy "{source}"',
    cause: '{reason}',
    next: 'Check rule:, role:, project_id: or user_id:',
  },
  'policy.name-unknown': {
    status: 0,
    retry: false,
    message: 'Rename the policy "{name}"{meant}',
    cause: 'No service does anything of that name, and no policy names a rule like it',
    next: 'Names are those of OpenStack: create_network, update_port:fixed_ips, add_router_interface',
  },
  'policy.override': {
    status: 0,
    retry: false,
    message: 'Correct the policy "{name}": {detail}',
    cause: 'It replaces a policy of the model, and cannot be used as it is',
    next: 'See policies in the reference of the model language',
  },
  'expression.syntax': {
    status: 0,
    retry: false,
    message: 'Correct the expression at character {column}: {problem}',
    cause: 'It is not an expression of the Common Expression Language',
    next: 'See the page on expressions for the operators and functions there are',
  },
  'expression.type': {
    status: 0,
    retry: false,
    message: 'Correct the expression at character {column}: {problem}',
    cause: 'The names in it are {names}',
    next: 'Use attributes that exist with operators and functions that take their types',
  },
})
