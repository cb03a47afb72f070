import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attribute, kind, refer } from './emit/testdata/build.ts'
import type { Kind, Service } from './ir.ts'
import { Registry } from './registry.ts'

const id = attribute('id', { name: 'uuid' }, { required: true })
const port = kind({ service: 'a', name: 'Port', noun: 'port', plural: 'ports', attributes: [id] })
const lane = kind({
  service: 'a',
  name: 'Lane',
  noun: 'lane',
  plural: 'lanes',
  attributes: [id, attribute('port_id', refer('a/Port', 'cascade'))],
  parent: { kind: 'Port', attribute: 'port_id' },
})
const other = kind({
  service: 'b',
  name: 'Port',
  noun: 'port',
  plural: 'ports',
  attributes: [id, attribute('peers', { name: 'list', items: refer('a/Port') })],
})
const service = (name: string, kinds: readonly Kind[]): Service => ({
  name,
  version: '1.0',
  status: 'CURRENT',
  title: name,
  description: '',
  language: '2.0',
  kinds,
})
const registry = new Registry([service('a', [port, lane]), service('b', [other])])

test('Registry finds services, kinds and attributes by name', () => {
  assert.equal(registry.service('b')?.kinds[0], other)
  assert.equal(registry.kind({ service: 'a', kind: 'Port' }), port)
  assert.equal(registry.kind({ service: 'b', kind: 'Port' }), other)
  assert.equal(registry.kindByPlural('a', 'lanes'), lane)
  assert.deepEqual(registry.kinds(), [port, lane, other])
  assert.equal(registry.attribute(lane, 'port_id')?.name, 'port_id')
})

test('Registry answers undefined for names nobody has, those of Object.prototype among them', () => {
  for (const name of ['', 'nope', 'constructor', '__proto__']) {
    assert.equal(registry.service(name), undefined)
    assert.equal(registry.kind({ service: 'a', kind: name }), undefined)
    assert.equal(registry.kindByPlural(name, 'ports'), undefined)
    assert.equal(registry.kindByPlural('a', name), undefined)
    assert.equal(registry.attribute(port, name), undefined)
  }
})

test('Registry knows children and who refers to a kind, across services', () => {
  assert.deepEqual(registry.children(port), [lane])
  assert.deepEqual(registry.children(other), [])
  assert.deepEqual(
    registry.referrers({ service: 'a', kind: 'Port' }).map(one => [one.kind.name, one.reference.attribute]),
    [
      ['Lane', 'port_id'],
      ['Port', 'peers'],
    ],
  )
  assert.deepEqual(registry.referrers({ service: 'b', kind: 'Port' }), [])
})
