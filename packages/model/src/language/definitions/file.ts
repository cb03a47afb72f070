import type { JsonSchema } from '../../types/scalar.ts'
import { choice, closed, map, objectName, policy, ref, ruleName, text } from './words.ts'

/** A number is taken as it is written, so that `1.10` stays `1.10`. */
export const version: JsonSchema = {
  type: ['string', 'number'],
  pattern: '^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$',
  title: 'a version such as "1.0"',
  description: 'Version of the API: its segment in URLs is v and this',
}

export const imports: JsonSchema = {
  type: ['string', 'array'],
  title: 'a path, or a list of them',
  items: { type: 'string', minLength: 1 },
  description:
    'Files whose objects and policy rules can be used: `base/base.yaml` below a models root, `./other.yaml` beside this file, `npm:<package>/<path>` in an installed package',
}

export const author: JsonSchema = {
  type: ['object', 'string'],
  title: 'a map with name, url and email',
  description: 'Who answers for the model',
  properties: { name: text('Name'), url: text('Where to find more'), email: text('Where to write to') },
}

const info: JsonSchema = closed(
  'What the service is',
  {
    name: text('Name of the service, which is that of its folder', { minLength: 1 }),
    version,
    title: text('Name for people'),
    description: text('For people who read the API'),
    status: choice('How it is meant to be used; the default is CURRENT', ['CURRENT', 'STABLE', 'DEPRECATED']),
    author,
  },
  ['name', 'version'],
)

export const file: JsonSchema = closed(
  'A model file. All files of a folder are one service',
  {
    file_version: choice('Version of the language', ['2.0', 2]),
    imports,
    info,
    policy_rules: map('Named policies, for `rule:<name>`', ruleName, policy('A policy')),
    objects: map('Objects by name', objectName, ref('object')),
  },
  ['file_version'],
)
