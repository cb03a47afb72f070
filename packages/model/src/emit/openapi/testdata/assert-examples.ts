import assert from 'node:assert/strict'
import type { Json } from '@baryon/kit'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { scalars } from '../../../types/scalars.ts'
import type { Part } from '../object.ts'

const isPart = (value: Json | undefined): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escaped = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))

const resolve = (document: Part, part: Part): Part => {
  const pointer = part['$ref']
  if (typeof pointer !== 'string') return part
  return pointer
    .slice(2)
    .split('/')
    .reduce<Json>((at, name) => (at as Part)[name] as Json, document) as Part
}

interface Example {
  readonly schemaPointer: string
  readonly value: Json
}

/** Every example in the document, with the pointer to the schema that it is an example of. */
function examplesIn(document: Part, value: Json, pointer: string): Example[] {
  if (Array.isArray(value)) return value.flatMap((each, at) => examplesIn(document, each, `${pointer}/${at}`))
  if (!isPart(value)) return []
  const below = Object.entries(value).flatMap(([name, each]) => examplesIn(document, each, `${pointer}/${escaped(name)}`))
  if (!isPart(value['schema'])) return below
  const many = isPart(value['examples']) ? Object.values(value['examples']) : []
  const values = many.map(each => resolve(document, each as Part)['value'] as Json)
  const all = 'example' in value ? [value['example'] as Json, ...values] : values
  return [...below, ...all.map(each => ({ schemaPointer: `${pointer}/schema`, value: each }))]
}

function validator(document: Part) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
  addFormats.default(ajv)
  for (const { formats = {} } of Object.values(scalars))
    for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate })
  ajv.addSchema({ $id: 'https://baryon.test/openapi.json', ...document })
  return ajv
}

/** Holds every example in an OpenAPI document against its schema. @returns how many there are */
export function assertExamples(document: Part): number {
  const ajv = validator(document)
  const found = examplesIn(document, document, '')
  for (const { schemaPointer, value } of found) {
    const validate = ajv.compile({ $ref: `https://baryon.test/openapi.json#${schemaPointer}` })
    assert.ok(validate(value), `${schemaPointer}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`)
  }
  return found.length
}
