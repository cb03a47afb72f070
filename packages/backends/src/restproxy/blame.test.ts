import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from '@baryon/reconcile'
import { Blame } from './blame.ts'
import { restproxyErrors } from './errors.ts'

const port = { kind: 'port', id: 'p' }
const fault = restproxyErrors.fault('controller.orphan', { controller: 'c', request: 'r', status: 404, text: '' })
const orphan: Outcome = { result: 'orphan', fault }
const done: Outcome = { result: 'done' }

test('the tenant of the call that failed because something is missing is blamed, until that call goes through', () => {
  const blame = new Blame()
  assert.equal(blame.tenant, undefined)
  blame.heard(port, { tenant: 't', network: 'n' }, orphan)
  blame.heard({ kind: 'network', id: 'n' }, { tenant: 'other' }, done)
  assert.equal(blame.tenant, 't')
  blame.heard(port, { tenant: 't', network: 'n' }, done)
  assert.equal(blame.tenant, undefined)
})

test('what fails otherwise, or belongs to nobody, blames nobody', () => {
  const blame = new Blame()
  blame.heard(port, { tenant: 't' }, { result: 'again', fault, away: true })
  blame.heard(port, { tenant: 't' }, { result: 'refused', fault })
  blame.heard({ kind: 'tenant', id: 't' }, {}, orphan)
  assert.equal(blame.tenant, undefined)
})
