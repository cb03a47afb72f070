import { mixinNames } from '../../read/mixins.ts'
import type { JsonSchema } from '../../types/scalar.ts'
import { choice, closed, map, objectName, policy, ref, ruleName, text, wordName } from './words.ts'

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

const dialect: JsonSchema = closed(
  'Another API in which the service is served beside Baryon’s own; once a service',
  {
    name: choice('Its manners: `openstack` is OpenStack’s Networking API', ['openstack']),
    path: {
      type: 'string',
      pattern: '^(/[A-Za-z0-9][A-Za-z0-9._-]*)+$',
      maxLength: 255,
      title: 'a path such as /v2.0',
      description: 'What stands in front of its URLs',
    },
  },
  ['name', 'path'],
)

export const extension: JsonSchema = closed(
  'A part of the API that clients ask for by its alias',
  {
    title: text('Name for people', { minLength: 1 }),
    description: text('What it adds'),
    mixin: choice('The mixin whose attributes belong to it, in every object that has it', mixinNames),
    updated: {
      type: 'string',
      pattern: '^\\d{4}-\\d\\d?-\\d\\d?T\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)?$',
      title: 'a time such as 2012-07-20T10:00:00-00:00',
      description: 'When it was last changed',
    },
  },
  ['title', 'updated'],
)

export const file: JsonSchema = closed(
  'A model file. All files of a folder are one service',
  {
    file_version: choice('Version of the language', ['2.0', 2]),
    imports,
    info,
    dialect,
    extensions: map('API extensions by alias; from all files of the service', wordName, ref('extension')),
    policy_rules: map('Named policies, for `rule:<name>`', ruleName, policy('A policy')),
    objects: map('Objects by name', objectName, ref('object')),
  },
  ['file_version'],
)
