/** The language of Gluon's models (file_version "1.0"), as its code took it. */
import type { JsonSchema } from '../../types/scalar.ts'
import { author, imports, version } from './file.ts'
import { policyValue } from './object.ts'
import { choice, closed, map, objectName, ref, text, wordName } from './words.ts'

const name: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  maxLength: 63,
  title: 'a name of letters, digits and _ that starts with a letter',
}

/** YAML 1.1, which Gluon read, has more words for truth. */
const truth = (description: string): JsonSchema => ({
  description,
  title: 'true or false',
  type: ['boolean', 'string'],
  if: { type: 'string' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { pattern: '^([yY]|[nN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$' },
})

const verbs = ['create', 'delete', 'get', 'list', 'update']

export const gluonAttribute: JsonSchema = closed('An attribute', {
  type: text('integer, number, string, boolean, uuid, enum, or the name of an API object'),
  primary: truth('Makes it the key of the object. An object without one gets a `uuid`'),
  required: truth('Has to be given at creation'),
  description: text('For people'),
  length: { type: 'integer', minimum: 1, description: 'Of a string: most characters; the default is 255' },
  format: choice('Of a string or an integer', [
    'date-time',
    'json',
    'ipv4',
    'ipv6',
    'mac',
    'uri',
    'email',
    'int32',
    'int64',
  ]),
  values: {
    type: 'array',
    description: 'Of an enum: the texts that are taken',
    items: { type: ['string', 'number', 'boolean'] },
    minItems: 1,
    uniqueItems: true,
  },
  min: { type: 'integer', description: 'Of an integer: the least' },
  max: { type: 'integer', description: 'Of an integer: the greatest' },
})

const gluonApi: JsonSchema = closed(
  'Makes the object part of the API',
  {
    name: { ...wordName, description: 'Its word on the command line' },
    plural_name: { ...wordName, description: 'Its segment in URLs; the default is the name with an s' },
    parent: { ...objectName, description: 'The object whose URL it is nested below' },
    parent_key: { ...name, description: 'The attribute with the key of the parent' },
  },
  ['name'],
)

export const gluonObject: JsonSchema = closed('An API object or a base object', {
  api: gluonApi,
  extends: { ...objectName, description: 'The base object that it extends' },
  attributes: map('Attributes by name', name, ref('gluonAttribute')),
  policies: closed(
    'Who may do what, as `create: "rule:…"` or `create: {role: "rule:…"}`',
    Object.fromEntries(verbs.map(verb => [verb, policyValue])),
  ),
})

export const gluonFile: JsonSchema = closed(
  'A model file of Gluon',
  {
    file_version: choice('Version of the language', ['1.0', 1]),
    imports,
    info: {
      type: 'object',
      description: 'What the service is',
      properties: { name: text('Name of the service'), version, description: text('For people'), author },
      required: ['name'],
    },
    objects: map('Objects by name', objectName, ref('gluonObject')),
  },
  ['file_version'],
)
