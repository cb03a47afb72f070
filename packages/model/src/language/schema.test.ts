import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { JsonSchema } from '../types/scalar.ts'
import { languageArtefacts } from './artefacts.ts'
import { typeFacets, typeNames } from './facets.ts'
import { languageDefinitions, languageSchema } from './schema.ts'

const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(languageSchema)

const properties = (name: string) => languageDefinitions[name]?.['properties'] as Readonly<Record<string, JsonSchema>>

test('the schema of the language is a schema of draft 2020-12', () => {
  assert.equal(new Ajv2020().validateSchema(languageSchema), true)
})

test('file_version decides which language a file is checked in', () => {
  const objects = { Thing: { api: { name: 'thing' }, mixins: ['tags'] } }
  assert.equal(validate({ file_version: '2.0', objects }), true)
  assert.equal(validate({ file_version: '1.0', objects }), false)
  assert.equal(validate({ file_version: 1, objects: { Thing: { api: { name: 'thing' } } } }), true)
  assert.equal(validate({ objects }), false)
})

test('every model of Gluon that version 1 takes is also one of version 2, but for its truth values and flat extends', () => {
  const file = new URL('../../testdata/gluon/test/test.yaml', import.meta.url)
  const model = { ...parse(readFileSync(file, 'utf8')), file_version: '2.0' }
  model.objects.TestService.attributes.enum.values = ['one', 'two', 'three']
  assert.equal(validate(model), true, JSON.stringify(validate.errors))
})

test('every facet of every type is a property of an attribute, with a meaning of its own', () => {
  for (const facet of typeFacets) {
    const description = String(properties('attribute')[facet]?.['description'] ?? '')
    assert.notEqual(description, '', facet)
    assert.notEqual(description, facet)
  }
})

test('every property of the language is described', () => {
  for (const [name, definition] of Object.entries(languageDefinitions)) {
    for (const [property, schema] of Object.entries((definition['properties'] ?? {}) as Record<string, JsonSchema>)) {
      assert.ok(schema['description'] !== undefined || schema['$ref'] !== undefined, `${name}.${property}`)
    }
  }
})

test('the reference page has every type', () => {
  const page = languageArtefacts().find(({ path }) => path.endsWith('.md'))?.text ?? ''
  for (const name of typeNames) assert.ok(page.includes(`| \`${name}\` |`), name)
})
