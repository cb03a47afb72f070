import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { idOf, loadModels, Registry } from '@baryon/model'
import fc from 'fast-check'
import { labModels } from '../testdata/serve.ts'
import { segmentOf } from './path.ts'
import { resolve } from './resolve.ts'
import type { Target } from './target.ts'

let registry: Registry

before(async () => {
  registry = new Registry((await loadModels([labModels])).services)
})

const id = '11111111-1111-4111-8111-111111111111'
const other = '22222222-2222-4222-8222-222222222222'

function brief(target: Target): string {
  if (!('kind' in target)) return 'service' in target ? `${target.at} ${target.service.name}` : target.at
  const steps = target.parents.map(step => `${step.kind.name}:${step.id}`)
  const last = target.at === 'collection' ? target.kind.name : `${target.kind.name}:${target.id}`
  return [target.at, ...steps, last, ...(target.at === 'action' ? [target.action.name] : [])].join(' ')
}

const outcome = (path: string) => {
  const resolved = resolve(registry, path)
  return resolved.ok ? brief(resolved.value) : resolved.faults.map(fault => fault.code).join()
}

const cases: readonly [string, string][] = [
  ['/', 'root'],
  ['', 'root'],
  ['/proton', 'services'],
  ['/proton/', 'services'],
  ['/proton/lab', 'service lab'],
  ['/lab', 'service lab'],
  ['/proton/lab/v2.1', 'version lab'],
  ['/proton/lab/v2.1/switches', 'collection Switch'],
  ['/lab/v2.1/switches/', 'collection Switch'],
  [`/proton/lab/v2.1/switches/${id}`, `object Switch:${id}`],
  [`/proton/lab/v2.1/switches/${id.toUpperCase()}/`, `object Switch:${id}`],
  [`/proton/lab/v2.1/switches/${id.replaceAll('-', '')}`, `object Switch:${id}`],
  [`/proton/lab/v2.1/switches/${id}/ports`, `collection Switch:${id} Port`],
  [`/proton/lab/v2.1/switches/${id}/ports/${other}`, `object Switch:${id} Port:${other}`],
  [`/proton/lab/v2.1/switches/${id}/ports/${other}/addresses/${id}`, `object Switch:${id} Port:${other} Address:${id}`],
  [`/proton/lab/v2.1/ports/${id}/addresses`, `collection Port:${id} Address`],
  [`/proton/lab/v2.1/ports/${id}/enable`, `action Port:${id} enable`],
  [`/proton/lab/v2.1/switches/${id}/ports/${other}/rename`, `action Switch:${id} Port:${other} rename`],
  ['/proton/lab/v2.1/routes/7,10.0.0.0%2F8', 'object Route:7,10.0.0.0%2F8'],
  ['/proton/lab/v2.1/routes/7%2Cx', 'object Route:7,x'],
  ['/nowhere', 'url.unknown'],
  ['/proton/lab/v1.0', 'url.unknown'],
  ['/proton/lab/2.1', 'url.unknown'],
  ['/proton/lab/v2.1/unknowns', 'url.unknown'],
  ['/proton/lab/v2.1/Switch', 'url.unknown'],
  ['//proton', 'url.unknown'],
  ['/proton//lab', 'url.unknown'],
  [`/proton/lab/v2.1/switches//ports`, 'url.unknown'],
  [`/proton/lab/v2.1/switches/${id}/addresses`, 'url.unknown'],
  [`/proton/lab/v2.1/addresses/${id}/ports`, 'url.unknown'],
  [`/proton/lab/v2.1/ports/${id}/enable/more`, 'url.unknown'],
  [`/proton/lab/v2.1/ports/enable`, 'id.malformed'],
  ['/proton/lab/v2.1/switches/not-a-uuid', 'id.malformed'],
  ['/proton/lab/v2.1/routes/7', 'id.malformed'],
  ['/proton/lab/v2.1/routes/x,y', 'id.malformed'],
  ['/proton/lab/v2.1/routes/7,', 'id.malformed'],
  ['/proton/lab/v2.1/switches/%E0%A4%A', 'id.malformed'],
  ['/proton/constructor', 'url.unknown'],
  ['/proton/lab/v2.1/__proto__', 'url.unknown'],
]

for (const [path, expected] of cases) {
  test(`resolve() of "${path}" is ${expected}`, () => {
    assert.equal(outcome(path), expected)
  })
}

test('resolve() says which version there is', () => {
  const resolved = resolve(registry, '/proton/lab/v9/ports')
  assert.match(resolved.ok ? '' : (resolved.faults[0]?.message ?? ''), /lab is served as v2\.1/)
})

test('resolve() leads every composite id back to its object', () => {
  const kind = registry.kind({ service: 'lab', kind: 'Route' })
  assert.ok(kind)
  fc.assert(
    fc.property(fc.integer({ min: 1 }), fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), (vrf, prefix) => {
      const expected = idOf(kind, { vrf, prefix })
      const resolved = resolve(registry, `/lab/v2.1/routes/${segmentOf(kind, expected)}`)
      assert.equal(resolved.ok && resolved.value.at === 'object' && resolved.value.id, expected)
    }),
  )
})

test('resolve() never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void resolve(registry, text)))
  fc.assert(fc.property(fc.webPath(), text => void resolve(registry, text)))
})
