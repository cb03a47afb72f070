import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matches } from '../filter.ts'
import type { Row } from '../ir.ts'
import { isAdmin, permits, visible } from './decide.ts'
import type { Caller, PolicyExpression } from './expression.ts'

const uuid = '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'
const ids = fc.constantFrom('p', 'q', '', uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''))
const names = fc.constantFrom('tenant_id', 'creator', 'missing')

const expressions: fc.Arbitrary<PolicyExpression> = fc.letrec<{ tree: PolicyExpression }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    fc.boolean().map((always): PolicyExpression => ({ always })),
    fc.constantFrom('admin', 'member').map((role): PolicyExpression => ({ role })),
    fc.record({ caller: fc.constantFrom('project' as const, 'user' as const), target: names }),
    fc.record({ caller: fc.constantFrom('project' as const, 'user' as const), value: ids }),
    fc
      .constantFrom('project' as const, 'user' as const)
      .map((caller): PolicyExpression => ({ caller, target: 'shared_with', many: true })),
    fc.record({ prefix: fc.constantFrom('', 'p', uuid.slice(0, 4)), target: names }),
    fc.record({ constant: fc.oneof(ids, fc.boolean()), target: names }),
    ids.map((constant): PolicyExpression => ({ constant, target: 'shared_with', many: true })),
    fc.array(tie('tree'), { maxLength: 3 }).map((all): PolicyExpression => ({ all })),
    fc.array(tie('tree'), { maxLength: 3 }).map((any): PolicyExpression => ({ any })),
    tie('tree').map((not): PolicyExpression => ({ not })),
  ),
})).tree

const callers: fc.Arbitrary<Caller> = fc.record(
  { user: ids, project: ids, roles: fc.subarray(['admin', 'Member', 'other']) },
  { requiredKeys: ['user', 'roles'] },
)

const rows: fc.Arbitrary<Row> = fc.record(
  {
    tenant_id: fc.oneof(ids, fc.constantFrom(null, 1, true)),
    creator: fc.oneof(ids, fc.constant(null)),
    shared_with: fc.oneof(fc.array(ids, { maxLength: 3 }), fc.constantFrom(null, 'p')),
  },
  { requiredKeys: [] },
)

test('visible() and permits() agree on every object', () => {
  fc.assert(
    fc.property(expressions, callers, rows, (expression, caller, row) => {
      const seen = visible(expression, caller)
      const shown = typeof seen === 'boolean' ? seen : matches(seen, row)
      assert.equal(shown, permits(expression, caller, row))
    }),
    { numRuns: 5000 },
  )
})

test('without an object, nobody is its owner', () => {
  fc.assert(
    fc.property(expressions, callers, (expression, caller) => {
      assert.equal(permits(expression, caller, undefined), permits(expression, caller, {}))
    }),
  )
})

const alice: Caller = { user: 'alice', project: uuid.replaceAll('-', ''), roles: ['Member'] }
const owner: PolicyExpression = { any: [{ role: 'admin' }, { caller: 'project', target: 'tenant_id' }] }

test('visible() is all for an administrator and a filter for an owner', () => {
  assert.equal(visible(owner, { user: 'root', roles: ['ADMIN'] }), true)
  assert.equal(visible(owner, { user: 'nobody', roles: [] }), false)
  assert.deepEqual(visible(owner, alice), { attribute: 'tenant_id', in: [uuid, uuid.replaceAll('-', '')] })
})

test('an id is the same with and without dashes', () => {
  assert.ok(permits(owner, alice, { tenant_id: uuid }))
  assert.ok(permits(owner, { ...alice, project: uuid }, { tenant_id: uuid.replaceAll('-', '') }))
  assert.ok(!permits(owner, alice, { tenant_id: 'other' }))
  assert.ok(!permits(owner, { user: 'x', project: '', roles: [] }, { tenant_id: null }))
})

test('roles are compared without regard to case', () => {
  assert.ok(isAdmin({ user: 'x', roles: ['Admin'] }))
  assert.ok(!isAdmin({ user: 'admin', roles: ['administrator'] }))
  assert.ok(permits({ role: 'member' }, alice, undefined))
})

test('what is shared is seen by those it is shared with, however their id is written', () => {
  const shared: PolicyExpression = {
    any: [
      { constant: '*', target: 'shared_with', many: true },
      { caller: 'project', target: 'shared_with', many: true },
    ],
  }
  assert.ok(permits(shared, alice, { shared_with: ['*'] }))
  assert.ok(permits(shared, alice, { shared_with: ['other', uuid] }))
  assert.ok(!permits(shared, alice, { shared_with: ['other'] }))
  assert.ok(!permits(shared, alice, { shared_with: '*' }))
  assert.ok(!permits(shared, alice, undefined))
  assert.deepEqual(visible(shared, { user: 'x', roles: [] }), {
    list: 'shared_with',
    where: { attribute: '', in: ['*'] },
  })
  assert.deepEqual(visible({ any: [owner, shared] }, alice), {
    any: [
      { attribute: 'tenant_id', in: [uuid, uuid.replaceAll('-', '')] },
      { list: 'shared_with', where: { attribute: '', in: ['*', uuid, uuid.replaceAll('-', '')] } },
    ],
  })
})

test('a policy that looks at the caller alone is decided once for all objects', () => {
  const operator: PolicyExpression = {
    any: [{ role: 'member' }, { all: [{ role: 'admin' }, { not: { role: 'other' } }] }],
  }
  assert.equal(visible(operator, alice), true)
  assert.equal(visible(operator, { user: 'x', roles: ['admin', 'other'] }), false)
})
