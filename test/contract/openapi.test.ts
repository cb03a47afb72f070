/**
 * The served OpenAPI document against the server that serves it: every kind of the shipped services is created, listed by every
 * documented filter, read, changed and deleted as the document says, and each answer is held against it.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Kind, Row, Service } from '@baryon/model'
import { type RunningServer, startServer } from '@baryon/server'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Document } from './document.ts'

type Part = { readonly [name: string]: Json }

/** A kind with an object of it. */
interface Made {
  readonly kind: Kind
  readonly collection: string
  readonly id: string
  readonly object: Row
}

const folder = mkdtempSync(join(tmpdir(), 'baryon-contract-'))
let server: RunningServer
let document: Document
/** Without those of a dialect: their objects want more than an example knows, and have tests of their own. */
let services: readonly Service[]

const bodyOf = async (response: Response): Promise<Json | undefined> => {
  const text = await response.text()
  if (text === '') return undefined
  return /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as Json) : text
}

/** Sends a request and holds the answer against the document. */
async function ask(method: string, template: string, url: string, body?: Json, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = { method, template, status: response.status, headers: response.headers, body: await bodyOf(response) }
  document.check(answer)
  return answer
}

const exampleOf = (kind: Kind, ...part: readonly string[]): Row =>
  document.at(`#/components/examples/${[kind.service, kind.name, ...part].join('.')}`)['value'] as Row

const made = new Map<string, Made>()

/** The example for its creation, its references replaced by objects that are there; undefined while one is missing. */
function creation(kind: Kind): Row | undefined {
  const body: Record<string, Json> = { ...exampleOf(kind, 'create') }
  for (const { attribute, many, to } of kind.references) {
    if (!(attribute in body)) continue
    const target = made.get(`${to.service}/${to.kind}`)
    if (target === undefined) return undefined
    body[attribute] = many ? [target.id] : target.id
  }
  return body
}

async function create(service: Service, kind: Kind): Promise<boolean> {
  const body = creation(kind)
  if (body === undefined) return false
  const collection = `/proton/${service.name}/v${service.version}/${kind.plural}`
  const answer = await ask('POST', collection, collection, body)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  const id = answer.headers.get('location')?.split('/').at(-1) ?? ''
  made.set(`${kind.service}/${kind.name}`, { kind, collection, id, object: answer.body as Row })
  return true
}

before(async () => {
  server = await startServer({ listen: '127.0.0.1:0', data: folder, folder })
  document = new Document((await (await fetch(`${server.url}/openapi.json`)).json()) as Part)
  const served = (await (await fetch(`${server.url}/v1/models`)).json()) as { services: readonly Service[] }
  services = served.services.filter(({ dialect }) => dialect === undefined)
})

after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the served document is valid OpenAPI 3.1', async () => {
  const answer = await new Validator().validate(structuredClone(document.root))
  assert.deepEqual(answer.errors ?? [], [])
})

test('every page that is not about one kind answers what the document says', async () => {
  const paths = Object.entries(document.at('#/paths') as Readonly<Record<string, Part>>)
  const fixed = paths.filter(
    ([path, item]) => 'get' in item && !('post' in item) && !path.includes('{') && path !== '/v1/watch',
  )
  assert.ok(fixed.length >= 10)
  for (const [path] of fixed) assert.equal((await ask('GET', path, path)).status, 200, path)
})

test('the example of every kind can be created', async () => {
  let left = services.flatMap(service => service.kinds.map(kind => ({ service, kind })))
  while (left.length > 0) {
    const waiting: typeof left = []
    for (const each of left) if (!(await create(each.service, each.kind))) waiting.push(each)
    assert.ok(waiting.length < left.length, `nothing makes ${waiting.map(each => each.kind.name).join(', ')} possible`)
    left = waiting
  }
  assert.ok(made.size >= 10)
})

test('every kind is answered as the document says', async () => {
  for (const { collection, id } of made.values()) {
    const one = await ask('GET', `${collection}/{id}`, `${collection}/${id}`)
    assert.equal(one.status, 200)
    const headers = { 'if-none-match': one.headers.get('etag') ?? '' }
    assert.equal((await ask('GET', `${collection}/{id}`, `${collection}/${id}`, undefined, headers)).status, 304)
    assert.equal((await ask('GET', collection, `${collection}?limit=1`)).status, 200)
    assert.equal((await ask('GET', collection, `${collection}?limit=0`)).status, 400)
    assert.equal(
      (await ask('GET', `${collection}/{id}`, `${collection}/${encodeURIComponent('{}')}`)).status >= 400,
      true,
    )
  }
})

/** A value to give a query parameter of an attribute. */
function valueFor(parameter: Part, object: Row, example: Row): string {
  const [attribute = '', operator] = String(parameter['name']).split(/\.(?=[a-z]+$)/)
  if (operator === 'null') return 'true'
  const value = object[attribute] ?? example[attribute] ?? null
  const scalar = Array.isArray(value) ? value[0] : value
  return typeof scalar === 'string' ? scalar : JSON.stringify(scalar)
}

test('every documented parameter of a list is understood, and no other', async () => {
  for (const { kind, collection, object } of made.values()) {
    const parameters = document.at(document.operation(collection, 'GET'))['parameters'] as readonly {
      readonly $ref: string
    }[]
    const filters = parameters
      .map(each => document.at(each.$ref))
      .filter(each => each['in'] === 'query' && String(each['description']).startsWith('`'))
    for (const filter of filters) {
      const query = new URLSearchParams({ [String(filter['name'])]: valueFor(filter, object, exampleOf(kind)) })
      const answer = await ask('GET', collection, `${collection}?${query}`)
      assert.equal(answer.status, 200, `${query}: ${JSON.stringify(answer.body)}`)
    }
    const documented = new Set(filters.map(each => each['name']))
    const operators = ['', '.in', '.not', '.prefix', '.from', '.to', '.has', '.null']
    const others = kind.attributes
      .flatMap(({ name }) => operators.map(each => name + each))
      .filter(each => !documented.has(each))
    for (const name of others)
      assert.equal((await ask('GET', collection, `${collection}?${encodeURIComponent(name)}=x`)).status, 400, name)
  }
})

test('every kind is reached below its parents as the document says', async () => {
  const nested = Object.keys(document.at('#/paths')).filter(
    path => /_id\}\/[^/{}]+$/.test(path) && services.some(({ name }) => path.startsWith(`/proton/${name}/`)),
  )
  assert.ok(nested.length > 0)
  for (const template of nested) {
    const url = template.replaceAll(/\{(\w+)_id\}/g, (_, noun: string) => {
      const parent = [...made.values()].find(
        ({ kind, collection }) => kind.noun === noun && template.startsWith(collection.replace(/[^/]*$/, '')),
      )
      return parent?.id ?? 'missing'
    })
    const list = await ask('GET', template, url)
    assert.equal(list.status, 200, JSON.stringify(list.body))
  }
})

test('the example of every change is accepted', async () => {
  for (const { kind, collection, id } of made.values()) {
    const change = exampleOf(kind, 'update')
    for (const method of ['PUT', 'PATCH']) {
      const answer = await ask(method, `${collection}/{id}`, `${collection}/${id}`, change)
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
    }
  }
})

test('every action takes its example, or says why not', async () => {
  for (const { kind, collection, id } of made.values()) {
    for (const { name } of kind.actions) {
      const input = exampleOf(kind, 'action', name)
      const answer = await ask('POST', `${collection}/{id}/${name}`, `${collection}/${id}/${name}`, input)
      assert.ok([200, 409].includes(answer.status), JSON.stringify(answer.body))
    }
  }
})

test('several changes at once are answered as the document says', async () => {
  const [first] = made.values()
  assert.ok(first)
  const { kind, id } = first
  const operation = { op: 'update', service: kind.service, kind: kind.name, id, body: exampleOf(kind, 'update') }
  const answer = await ask('POST', '/v1/changes', '/v1/changes', { dry_run: true, operations: [operation] })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.equal((await ask('POST', '/v1/changes', '/v1/changes', { operations: [] })).status, 400)
})

test('every object can be deleted, those that refer to others first', async () => {
  for (const { collection, id } of [...made.values()].reverse()) {
    const answer = await ask('DELETE', `${collection}/{id}`, `${collection}/${id}`)
    assert.ok([204, 404].includes(answer.status), JSON.stringify(answer.body))
  }
  for (const { collection } of made.values()) {
    const { body } = await ask('GET', collection, collection)
    assert.deepEqual(Object.values(body as Part)[0], [], `${collection} is empty`)
  }
})
