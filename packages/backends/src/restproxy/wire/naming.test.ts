import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dialectOf } from '../dialects/registry.ts'
import { escapeName, named, namingOf, unescapeName, unnamed } from './naming.ts'

test('escapeName() writes what old controllers do not take by an underscore and a letter', () => {
  assert.equal(escapeName("a_b c'd/e[f]g.h-i", 'id'), 'a__b_sc_ad_fe_lf_rg.h-i')
})

test('escapeName() takes the id for a name that cannot be written so', () => {
  for (const name of ['', 'Zürich', '-front', ' front', 'a:b', '日本']) assert.equal(escapeName(name, 'id'), 'id')
})

test('escapeName() is undone by unescapeName()', () => {
  const characters = fc.constantFrom(..."_ '/[]abs_flr0-.")
  fc.assert(
    fc.property(fc.array(characters), letters => {
      const name = `x${letters.join('')}`
      assert.equal(unescapeName(escapeName(name, 'id')), name)
    }),
  )
})

test('namingOf() escapes names for controllers without display-name, and for those who do not want unicode', () => {
  const unicode = dialectOf('bsn-v2.0', 'G2', {})
  const plain = dialectOf('bsn-v2.0', 'G2', { unicode: false })
  const rows = [
    [unicode, ['display-name'], 'display'],
    [unicode, [], 'escaped'],
    [plain, ['display-name'], 'escaped'],
    [plain, [], 'escaped'],
    [dialectOf('bsn-v1.1', 'F', {}), ['display-name'], 'plain'],
  ] as const
  for (const [dialect, capabilities, naming] of rows) assert.equal(namingOf(dialect, new Set(capabilities)), naming)
})

const body = { id: 'n', name: 'Front end', tenant_id: 't', tenant_name: 'The [A] team', state: 'UP' }

test('named() says names by display-name, and keeps those of ports and groups to itself', () => {
  assert.deepEqual(named('display', 'network', body), {
    id: 'n',
    name: 'n',
    'display-name': 'Front end',
    tenant_id: 't',
    state: 'UP',
  })
  for (const kind of ['port', 'security-group'] as const)
    assert.deepEqual(named('display', kind, body), { id: 'n', name: null, tenant_id: 't', state: 'UP' })
})

test('named() escapes names, and those of tenants', () => {
  assert.deepEqual(named('escaped', 'port', body), {
    id: 'n',
    name: 'Front_send',
    tenant_id: 't',
    tenant_name: 'The_s_lA_r_steam',
    state: 'UP',
  })
})

test('unnamed() gives the names that people gave, and none that a controller does not tell', () => {
  const { tenant_name: _, ...told } = body
  assert.deepEqual(unnamed('display', named('display', 'network', body)), told)
  assert.deepEqual(unnamed('escaped', named('escaped', 'network', body)), told)
  const { name: __, ...nameless } = told
  assert.deepEqual(unnamed('display', named('display', 'port', body)), nameless)
  assert.deepEqual(unnamed('escaped', named('escaped', 'network', { ...body, name: 'Zürich' })), nameless)
})
