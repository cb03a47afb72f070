import type { JsonSchema } from '../../types/scalar.ts'
import { typeNames } from '../facets.ts'
import { facetSchemas } from './facets.ts'
import { attributeName, choice, closed, expression, flag, map, policy, ref, text } from './words.ts'

const typeTitle = 'the name of a type or of an object'

const objectPath: JsonSchema = {
  pattern: '^([A-Za-z0-9][A-Za-z0-9_.-]*/)?[A-Za-z_][A-Za-z0-9_]*$',
  title: typeTitle,
}

const typeWord: JsonSchema = {
  type: 'string',
  description:
    'A type, or the name of an object to refer to. `type: Port` is short for `type: reference` with `to: Port`',
  anyOf: [{ enum: typeNames }, objectPath],
  title: typeTitle,
}

/** What an attribute may say besides the facets of its type. */
const properties: Readonly<Record<string, JsonSchema>> = {
  type: typeWord,
  description: text('For people who read the API'),
  primary: flag('Makes it the key of the object, or a part of it. An object without one gets an `id` of type uuid'),
  required: flag('Has to be given at creation'),
  nullable: flag('Whether null is a value of it. Without it: neither a key, nor required, nor with a default'),
  default: { description: 'Value when none is given at creation' },
  computed: expression(
    'CEL over `this`, worked out at each write and stored. Clients cannot give it. It may use what is declared before it',
  ),
  unique: choice('Whether no two objects, or no two of a project, may have the same value', [true, false, 'project']),
  index: flag('Makes lists that filter or sort by it fast'),
  immutable: flag('Can be given at creation alone. Keys, the owner and the key of the parent always are'),
  readOnly: flag('Never taken from clients: actions, companions and controllers set it'),
  writeOnly: flag('Never answered'),
  sensitive: flag('Masked in logs and in the audit journal'),
  deprecated: text('What to use instead'),
  emptyIsNull: flag('Takes the empty text as null, which clients of Gluon clear a value with'),
  status: flag('Says what was observed, not what is wanted. Its changes have journal entries of their own'),
  internal: flag(
    'Kept for the service itself: stored, but neither taken from clients nor answered, filtered or sorted by',
  ),
  derived: flag(
    'Not stored: the behaviour of the object takes it when it is given and works it out when it is answered',
  ),
  filter: flag('`false`: lists do not filter or sort by it, though its type would let them'),
  extension: text('Alias of the API extension that it belongs to'),
  length: {
    type: 'integer',
    minimum: 1,
    description: 'Gluon’s word for `maxLength`',
  },
  policies: closed('Who may read or write it, where that is narrower than for the object', {
    read: policy('Who sees it'),
    write: policy('Who may give or change it'),
    create: policy('Who may give it at creation, where that is not `write`'),
    update: policy('Who may change it, where that is not `write`'),
  }),
}

/** A type without a name: items of a list, values of a map. */
export const type: JsonSchema = closed('A type with its facets', { type: typeWord, ...facetSchemas }, ['type'])

export const attribute: JsonSchema = closed('An attribute', { ...properties, ...facetSchemas })

export const attributes: JsonSchema = map('Attributes by name', attributeName, ref('attribute'))
