import assert from 'node:assert/strict'
import test from 'node:test'
import type { Json } from '@baryon/kit'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Service } from '../../ir.ts'
import { action, attribute, kind, refer, scalar } from '../testdata/build.ts'
import { fabric, fixtureServices, peering } from '../testdata/fixture.ts'
import { assertGolden } from '../testdata/golden.ts'
import { emitOpenApi } from './emit-openapi.ts'
import { openApiEmitter } from './emitter.ts'
import { assertExamples } from './testdata/assert-examples.ts'

interface Operation {
  readonly operationId: string
  readonly deprecated?: boolean
  readonly parameters?: readonly { readonly $ref: string }[]
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

const document = emitOpenApi(fixtureServices, { title: 'Test', version: '1' })
const paths = document['paths'] as unknown as Paths
const verbs = ['get', 'put', 'post', 'patch', 'delete']
const operations = Object.values(paths).flatMap(path =>
  Object.entries(path).flatMap(([verb, operation]) => (verbs.includes(verb) ? [operation] : [])),
)

const methods = (path: string) => Object.keys(paths[path] ?? {}).filter(each => verbs.includes(each))

test('openApiEmitter writes the committed document', () => {
  for (const { path, text } of openApiEmitter.emit([peering]))
    assertGolden(new URL(`testdata/${path}.golden`, import.meta.url), text)
})

test('emitOpenApi() makes a document that is valid OpenAPI 3.1', async () => {
  const answer = await new Validator().validate(structuredClone(document))
  assert.deepEqual(answer.errors ?? [], [])
  assert.equal(answer.valid, true)
})

test('emitOpenApi() makes no reference that leads nowhere', () => {
  const resolve = (pointer: string) =>
    pointer
      .slice(2)
      .split('/')
      .reduce<Json | undefined>((at, name) => (at as Readonly<Record<string, Json>> | undefined)?.[name], document)
  const seen = new Set([...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer = '']) => pointer))
  assert.ok(seen.size > 50)
  for (const pointer of seen) assert.notEqual(resolve(pointer), undefined, pointer)
})

test('emitOpenApi() gives every operation an id of its own', () => {
  const ids = operations.map(each => each.operationId)
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[\w.-]+$/)
})

test('emitOpenApi() documents every URL of a kind, below its parents at any depth too', () => {
  const base = '/proton/fabric/v1.0'
  assert.deepEqual(methods(`${base}/ports`), ['get', 'post'])
  assert.deepEqual(methods(`${base}/ports/{id}`), ['get', 'put', 'patch', 'delete'])
  assert.deepEqual(methods(`${base}/ports/{id}/bind`), ['post'])
  for (const above of ['', '/interfaces/{interface_id}', '/ports/{port_id}/interfaces/{interface_id}']) {
    assert.deepEqual(methods(`${base}${above}/addresses`), ['get', 'post'])
    assert.deepEqual(methods(`${base}${above}/addresses/{id}`), ['get', 'put', 'patch', 'delete'])
  }
})

test('emitOpenApi() documents every URL that is not about one kind', () => {
  const wanted = ['/', '/proton', '/proton/peering', '/proton/peering/v2.1', '/v1/changes', '/v1/watch', '/v1/journal']
  const more = ['/v1/models', '/openapi.json', '/docs', '/docs/errors', '/healthz', '/readyz', '/metrics']
  for (const path of [...wanted, ...more]) assert.ok(path in paths, path)
})

test('emitOpenApi() nests a kind that is its own parent once', () => {
  const node = kind({
    service: 'fabric',
    name: 'Node',
    noun: 'node',
    plural: 'nodes',
    parent: { kind: 'Node', attribute: 'parent_id' },
    attributes: [attribute('id', scalar('uuid'), { required: true }), attribute('parent_id', refer('fabric/Node'))],
  })
  const tree = emitOpenApi([{ ...fabric, kinds: [node] }], { title: 'Test', version: '1' })['paths'] as unknown as Paths
  const nested = Object.keys(tree).filter(path => path.startsWith('/proton/fabric/v1.0/'))
  const base = '/proton/fabric/v1.0/nodes'
  assert.deepEqual(nested, [base, `${base}/{id}`, `${base}/{node_id}/nodes`, `${base}/{node_id}/nodes/{id}`])
})

test('emitOpenApi() offers the filters that fit an attribute', () => {
  const names = (paths['/proton/fabric/v1.0/everythings']?.['get']?.parameters ?? []).map(each =>
    each.$ref.replace(/^.*\.where\./, ''),
  )
  const of = (name: string) => names.filter(each => each === name || each.startsWith(`${name}.`))
  assert.deepEqual(
    of('a_string'),
    ['', '.in', '.not', '.prefix', '.contains', '.from', '.to', '.null'].map(end => `a_string${end}`),
  )
  assert.deepEqual(of('a_boolean'), ['a_boolean', 'a_boolean.in', 'a_boolean.not', 'a_boolean.null'])
  assert.deepEqual(of('an_ip'), ['an_ip', 'an_ip.in', 'an_ip.not', 'an_ip.prefix', 'an_ip.contains', 'an_ip.null'])
  assert.deepEqual(of('a_list'), ['a_list.has', 'a_list.null'])
  assert.deepEqual(of('a_map'), ['a_map.null'])
})

test('emitOpenApi() keeps the filters of attributes apart whose names differ in signs alone', () => {
  const attributes = ['router:external', 'router_external'].map(name => attribute(name, scalar('boolean')))
  const odd = kind({ service: 'fabric', name: 'Odd', noun: 'odd', plural: 'odds', attributes })
  const made = emitOpenApi([{ ...fabric, kinds: [odd] }], { title: 'Test', version: '1' })
  const names = JSON.stringify(made).match(/"name":"router[:_]external"/g)
  assert.deepEqual(names, ['"name":"router:external"', '"name":"router_external"'])
})

test('emitOpenApi() says nothing of filters by what is never answered', () => {
  assert.doesNotMatch(JSON.stringify(document), /"fabric\.Port\.where\.secret/)
})

test('emitOpenApi() marks what is deprecated', () => {
  assert.equal(paths['/proton/fabric/v1.0/routes']?.['get']?.deprecated, true)
  assert.equal(paths['/proton/fabric/v1.0/ports']?.['get']?.deprecated, undefined)
  assert.match(JSON.stringify(document), /"label":\{[^}]*"deprecated":true/)
})

test('emitOpenApi() gives the same text for the same models', () => {
  const again = emitOpenApi(structuredClone(fixtureServices), { title: 'Test', version: '1' })
  assert.equal(JSON.stringify(again), JSON.stringify(document))
})

test('emitOpenApi() gives examples of nearly every body, valid by their schema', () => {
  const bodies = JSON.stringify(document).match(/"application\/json":\{"schema":/g) ?? []
  const count = assertExamples(document)
  assert.ok(count > bodies.length * 0.8, `${count} examples of ${bodies.length} bodies`)
})

const meters: Service = {
  ...peering,
  name: 'meters',
  kinds: [
    kind({
      service: 'meters',
      name: 'Meter',
      noun: 'meter',
      plural: 'meters',
      verbs: ['list', 'get'],
      attributes: [
        attribute('id', scalar('uuid'), { required: true, nullable: false, immutable: true }),
        attribute('seen_by', scalar('string'), { internal: true }),
        attribute('value', scalar('number'), { derived: true, readOnly: true }),
        attribute('place', scalar('string'), { unfiltered: true }),
      ],
      actions: [
        action('reset', { method: 'PUT', behaviour: true, input: [attribute('to', scalar('number'))] }),
        action('history', { method: 'GET', behaviour: true }),
      ],
    }),
    kind({
      service: 'meters',
      name: 'Total',
      noun: 'total',
      plural: 'totals',
      virtual: true,
      verbs: ['create', 'delete'],
      attributes: [attribute('id', scalar('string'), { required: true, nullable: false, immutable: true })],
    }),
  ],
}

test('emitOpenApi() has the verbs that are served, and actions by their method', async () => {
  const made = emitOpenApi([meters], { title: 'Test', version: '1' })
  const found = made['paths'] as unknown as Paths
  const of = (path: string) =>
    Object.keys(found[`/proton/meters/v2.1${path}`] ?? {}).filter(each => verbs.includes(each))
  assert.deepEqual(of('/meters'), ['get'])
  assert.deepEqual(of('/meters/{id}'), ['get'])
  assert.deepEqual(of('/meters/{id}/reset'), ['put'])
  assert.deepEqual(of('/meters/{id}/history'), ['get'])
  assert.deepEqual(of('/totals'), ['post'])
  assert.deepEqual(of('/totals/{id}'), ['delete'])
  const answer = await new Validator().validate(structuredClone(made))
  assert.deepEqual(answer.errors ?? [], [])
  assertExamples(made)
})

test('emitOpenApi() shows nothing that is internal, and filters by what is stored and meant for it', () => {
  const text = JSON.stringify(emitOpenApi([meters], { title: 'Test', version: '1' }))
  assert.doesNotMatch(text, /seen_by/)
  assert.match(text, /"value":/)
  assert.match(text, /"name":"id\.in"/)
  assert.doesNotMatch(text, /"name":"(value|place)/)
})
