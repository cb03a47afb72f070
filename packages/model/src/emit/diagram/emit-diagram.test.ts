import assert from 'node:assert/strict'
import test from 'node:test'
import { attribute, kind, refer, scalar } from '../testdata/build.ts'
import { fabric, fixtureServices, peering } from '../testdata/fixture.ts'
import { assertGolden } from '../testdata/golden.ts'
import { emitDiagram } from './emit-diagram.ts'
import { diagramEmitter } from './emitter.ts'

test('diagramEmitter writes the committed diagrams', () => {
  for (const { path, text } of diagramEmitter.emit(fixtureServices))
    assertGolden(new URL(`testdata/${path}.golden`, import.meta.url), text)
})

test('emitDiagram() draws what goes with its target by a solid line', () => {
  assert.match(emitDiagram(fabric), /^ {2}Port \|\|--o\{ Interface : port_id$/m)
  assert.match(emitDiagram(fabric), /^ {2}Port \|o\.\.o\{ Route : via_port$/m)
})

test('emitDiagram() names the service of a target that is elsewhere', () => {
  assert.match(emitDiagram(peering), /^ {2}"fabric\/Port" \}o\.\.o\{ Session : ports$/m)
})

test('emitDiagram() draws one to one where the reference is the key', () => {
  const port = refer('fabric/Port')
  const own = kind({
    service: 'fabric',
    name: 'Own',
    noun: 'own',
    plural: 'owns',
    key: ['port_id'],
    attributes: [attribute('port_id', port, { required: true })],
  })
  assert.match(emitDiagram({ ...fabric, kinds: [own] }), /Port \|\|\.\.o\| Own : port_id/)
})

test('emitDiagram() writes attribute names in the letters that Mermaid knows', () => {
  const odd = kind({
    service: 'fabric',
    name: 'Odd',
    noun: 'odd',
    plural: 'odds',
    key: ['router:external'],
    attributes: [attribute('router:external', scalar('string'))],
  })
  assert.match(emitDiagram({ ...fabric, kinds: [odd] }), /^ {4}string router_external PK$/m)
})
