/** JSON Schema (draft 2020-12) of the model language, which editors and the checker use alike. */
import type { JsonSchema } from '../types/scalar.ts'
import { attribute, attributes, type } from './definitions/attribute.ts'
import { extension, file } from './definitions/file.ts'
import { gluonAttribute, gluonFile, gluonObject } from './definitions/gluon.ts'
import { action, elementIndex, object, policyValue, rule } from './definitions/object.ts'

const definitions: Readonly<Record<string, JsonSchema>> = {
  file,
  extension,
  object,
  attributes,
  attribute,
  type,
  rule,
  action,
  elementIndex,
  policy: policyValue,
  gluonFile,
  gluonObject,
  gluonAttribute,
}

/** The whole language: `file_version` decides which of its versions a file is in. */
export const languageSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Baryon model language',
  description: 'A file of a service model',
  type: 'object',
  if: { properties: { file_version: { enum: ['1.0', 1] } }, required: ['file_version'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { $ref: '#/$defs/gluonFile' },
  else: { $ref: '#/$defs/file' },
  $defs: definitions,
}

/** Definitions of the schema by name. */
export const languageDefinitions = definitions
