import assert from 'node:assert/strict'
import test from 'node:test'
import { action, attribute, kind, scalar } from '../testdata/build.ts'
import { fabric, fixtureServices } from '../testdata/fixture.ts'
import { assertGolden } from '../testdata/golden.ts'
import { emitClientTypes } from './emit-client-types.ts'
import { clientEmitter } from './emitter.ts'
import { compile } from './testdata/compile.ts'
import { uses } from './testdata/uses.ts'

const generated = Object.fromEntries(clientEmitter.emit(fixtureServices).map(({ path, text }) => [path, text]))

test('clientEmitter writes the committed types', () => {
  for (const [path, text] of Object.entries(generated))
    assertGolden(new URL(`testdata/${path}.golden`, import.meta.url), text)
})

test('emitClientTypes() makes types that compile and fit the examples', () => {
  const files = Object.fromEntries(fixtureServices.map(each => [`use-${each.name}.ts`, uses(each)]))
  assert.equal(compile({ ...generated, ...files }), '')
})

test('emitClientTypes() makes types that refuse what the API refuses', () => {
  const wrong = [
    `import type { Services } from './index.ts'`,
    `type Port = Services['fabric']['Port']`,
    `export const missing: Port['create'] = { tenant_id: 't' }`,
    `export const unknown: Port['update'] = { colour: 'red' }`,
    `export const immutable: Port['update'] = { tenant_id: 't' }`,
    `export const readOnly: Port['create'] = { tenant_id: 't', mac_address: 'm', status: 'DOWN' }`,
    `export const notNull: Port['update'] = { admin_state_up: null }`,
    `export const input: Port['actions']['bind'] = { host_id: 'h' }`,
    `export const merged: Services['fabric']['Everything']['patch'] = { a_map: { a: null }, an_object: { port: 1 } }`,
    `export const hidden = (port: Port['object']) => port.secret`,
  ]
  const said = compile({ ...generated, 'wrong.ts': wrong.join('\n') })
  const lines = [...said.matchAll(/wrong\.ts\((\d+),/g)].map(([, line]) => Number(line))
  assert.deepEqual([...new Set(lines)], [3, 4, 5, 6, 7, 8, 10], said)
})

test('emitClientTypes() keeps apart what a model names alike, and survives its texts', () => {
  const id = attribute('id', scalar('uuid'), { required: true })
  const odd = attribute('router:external', scalar('boolean'), { description: 'ends */ here\nand goes on' })
  const named = (name: string) =>
    kind({
      service: 'fabric',
      name,
      noun: name,
      plural: `${name}s`,
      attributes: [id, odd],
      actions: [action('move-to')],
    })
  const service = { ...fabric, kinds: [named('Fabric'), named('Record'), named('A'), named('ACreate')] }
  assert.equal(compile({ 'odd.ts': emitClientTypes(service) }), '')
})

test('emitClientTypes() has no body for what is not served, and tells actions that answer something of their own', () => {
  const meter = kind({
    service: 'fabric',
    name: 'Meter',
    noun: 'meter',
    plural: 'meters',
    verbs: ['list', 'create'],
    attributes: [
      attribute('id', scalar('uuid'), { nullable: false }),
      attribute('kept', scalar('string'), { internal: true }),
      attribute('seen', scalar('number'), { derived: true, readOnly: true }),
    ],
    actions: [action('reset', { behaviour: true }), action('take')],
  })
  const text = emitClientTypes({ ...fabric, kinds: [meter] })
  assert.match(text, /readonly create: MeterCreate\n {4}readonly update: never\n {4}readonly patch: never/)
  assert.match(text, /readonly behaviours: 'reset'\n/)
  assert.match(text, /readonly seen\?: number \| null/)
  assert.doesNotMatch(text, /kept|MeterUpdate|MeterPatch/)
})
