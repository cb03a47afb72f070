import { mixinNames, mixins } from '../../read/mixins.ts'
import type { JsonSchema } from '../../types/scalar.ts'
import {
  attributeName,
  choice,
  closed,
  expression,
  flag,
  list,
  map,
  objectName,
  policy,
  ref,
  text,
  wordName,
} from './words.ts'

const api: JsonSchema = closed(
  'Makes the object part of the API. An object without it is a base object, for others to extend',
  {
    name: { ...wordName, description: 'Its word on the command line' },
    plural_name: { ...wordName, description: 'Its segment in URLs; the default is the name with an s' },
    parent: { ...objectName, description: 'The object whose URL it is nested below' },
    parent_key: {
      ...attributeName,
      description: 'The attribute that refers to the parent; found by itself where only one does',
    },
    path: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$',
      maxLength: 255,
      title: 'segments of a URL such as qos/policies',
      description:
        'Where the dialect of the service has it, below the service or the parent; the default is the plural',
    },
    extension: text('Alias of the API extension that it belongs to'),
    envelope: { ...wordName, description: 'What the dialect wraps lists in; the default is the plural' },
    bare: flag('In the dialect, bodies of one object are not wrapped in its name'),
    virtual: flag('Not stored: the behaviour of the object answers it and carries writes out'),
    verbs: list(
      'What is served; the default is everything, and an empty list is nothing: behaviours alone use the object',
      { enum: ['create', 'list', 'get', 'update', 'delete'] },
      { uniqueItems: true },
    ),
  },
  ['name'],
)

const memberName: JsonSchema = { type: 'string', minLength: 1 }

export const elementIndex: JsonSchema = closed(
  'A look-up table over the elements of a list, which the store keeps together with the object',
  {
    name: { ...wordName, description: 'Its name, by which behaviours read it' },
    list: { ...attributeName, description: 'The attribute: a list of objects, of scalars or of references' },
    attributes: list(
      'Members of the objects in the list, in the order in which they are compared; none for other lists',
      memberName,
      { minItems: 1, uniqueItems: true },
    ),
    unique: flag('No two elements of all objects have the same values'),
  },
  ['name', 'list'],
)

const attributeList = list('Names of attributes', { type: 'string', minLength: 1 }, { minItems: 1, uniqueItems: true })

const unique: JsonSchema = closed(
  'Attributes that no two objects have the same values of. A null is like nothing else',
  {
    attributes: attributeList,
    scope: choice('`project`: only objects of the same project are compared', ['project']),
  },
  ['attributes'],
)

const index: JsonSchema = closed('Attributes that lists filter and sort by together', { attributes: attributeList }, [
  'attributes',
])

export const rule: JsonSchema = closed(
  'A condition that has to be true',
  {
    expression: expression(
      'CEL over `this` (the object as it will be) and `old` (as it is; null at creation); in an action `this` is the object before it, and there is `input`',
    ),
    message: text('What to do about it when it is false, for the client', { minLength: 1 }),
    attribute: { ...attributeName, description: 'The attribute that the fault points at' },
  },
  ['expression', 'message'],
)

const expressions = (description: string): JsonSchema =>
  map(description, attributeName, expression('CEL. A text is in quotes of its own: `"\'none\'"`'))

export const action: JsonSchema = closed('A verb beyond create, read, update and delete: `POST …/<id>/<name>`', {
  description: text('For people who read the API'),
  input: { ...ref('attributes'), description: 'What the body of the request has' },
  requires: list('Checked before anything is changed; one that is false is a conflict (409)', ref('rule')),
  set: expressions('CEL by attribute, over `this` (before), `input` and `caller` (`user`, `project`, `roles`)'),
  policy: policy('Who may run it; the default is that of update'),
  method: choice('Method of the URL; the default is POST', ['POST', 'PUT', 'GET']),
  behaviour: flag('Carried out by the behaviour of the object, which also says what is answered'),
  answers: choice('`object`: not the behaviour says what is answered, it is the object as it is afterwards', [
    'object',
  ]),
  extension: text('Alias of the API extension that it belongs to'),
})

const creates: JsonSchema = closed(
  'An object that is made together with this one, in the same transaction',
  {
    object: { ...objectName, description: 'An API object of the same service' },
    values: expressions('CEL by attribute of the new object, over `this`'),
  },
  ['object', 'values'],
)

const binding: JsonSchema = closed(
  'Makes it a port that the arbiter binds: the attributes with who holds it and what it was given',
  {
    host: { ...attributeName, description: 'Host that the device is on' },
    device: { ...attributeName, description: 'Device that uses the port' },
    vif_type: { ...attributeName, description: 'What it was plugged into; cleared when it is unbound' },
    vif_details: { ...attributeName, description: 'How it was plugged in; cleared when it is unbound' },
  },
  ['host', 'device', 'vif_type', 'vif_details'],
)

const verbs = ['create', 'list', 'get', 'update', 'delete']

export const policies: JsonSchema = closed(
  'Who may do what, in the rule language of oslo.policy. The default is `rule:default`: administrators and the owner',
  Object.fromEntries(verbs.map(verb => [verb, ref('policy')])),
)

/** `rule:x`, or as Gluon's models write it, `{role: "rule:x"}`. */
export const policyValue: JsonSchema = {
  ...policy('A policy. Gluon’s spelling `{role: "…"}` is taken too'),
  type: ['string', 'object'],
  title: 'a policy such as `rule:admin_or_owner`',
  properties: { role: policy('The policy') },
  required: ['role'],
  additionalProperties: false,
}

const mixinMeaning = mixinNames.map(name => `\`${name}\`: ${mixins[name as keyof typeof mixins].summary}`).join('; ')

export const object: JsonSchema = closed('An API object or a base object', {
  description: text('For people who read the API'),
  deprecated: text('What to use instead'),
  api,
  extends: {
    type: ['string', 'array'],
    title: 'the name of a base object, or a list of them',
    items: objectName,
    uniqueItems: true,
    description:
      'Base objects whose attributes, policies and all else it takes over, property by property; of several, the later wins',
  },
  mixins: list(`Ready-made attributes. ${mixinMeaning}`, { enum: mixinNames }, { uniqueItems: true }),
  attributes: ref('attributes'),
  policies,
  unique: list('Sets of attributes that are unique together', unique),
  index: list('Sets of attributes to make lists fast', index),
  elements: list('Look-up tables over the elements of lists', ref('elementIndex')),
  rules: list('Conditions over several attributes, checked at each write', ref('rule')),
  quota: {
    type: 'integer',
    minimum: -1,
    description: 'How many a project may own; -1 is any number, and counts them',
  },
  actions: map('Verbs beyond create, read, update and delete, by name', wordName, ref('action')),
  creates: list('Objects that are made together with it', creates),
  binding,
})
