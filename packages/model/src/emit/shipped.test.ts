import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import { loadModels } from '../read/load.ts'
import { clientEmitter } from './client/emitter.ts'
import { compile } from './client/testdata/compile.ts'
import { uses } from './client/testdata/uses.ts'
import { emitOpenApi } from './openapi/emit-openapi.ts'
import { assertExamples } from './openapi/testdata/assert-examples.ts'
import { emitSql } from './sql/emit-sql.ts'

const { services, ok } = await loadModels([fileURLToPath(new URL('../../../../services', import.meta.url))])
const document = emitOpenApi(services, { title: 'Shipped', version: '1' })

test('the shipped services are read without a fault', () => {
  assert.ok(ok)
  assert.ok(services.length > 0)
})

test('the shipped services have a valid OpenAPI document with valid examples', async () => {
  const answer = await new Validator().validate(structuredClone(document))
  assert.deepEqual(answer.errors ?? [], [])
  assertExamples(document)
})

test('the shipped services have tables that an empty database accepts', () => {
  using database = new DatabaseSync(':memory:')
  for (const statement of emitSql(services)) database.exec(statement)
  const { count } = database.prepare(`select count(*) as count from sqlite_master where type = 'table'`).get() ?? {}
  assert.ok(Number(count) >= services.flatMap(service => service.kinds).filter(kind => !kind.virtual).length)
})

test('the shipped services have client types that compile and fit their examples', () => {
  const generated = Object.fromEntries(clientEmitter.emit(services).map(({ path, text }) => [path, text]))
  const files = Object.fromEntries(services.map(each => [`use-${each.name}.ts`, uses(each)]))
  assert.equal(compile({ ...generated, ...files }), '')
})
