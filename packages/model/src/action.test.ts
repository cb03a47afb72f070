import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersItself } from './action.ts'
import type { Action } from './ir.ts'

const action = (more: Partial<Action>): Action => ({
  name: 'reset',
  description: '',
  input: [],
  requires: [],
  set: {},
  ...more,
})

test('only an action of a behaviour has an answer of its own, unless the model says that it answers the object', () => {
  assert.equal(answersItself(action({})), false)
  assert.equal(answersItself(action({ behaviour: true })), true)
  assert.equal(answersItself(action({ behaviour: true, answers: 'object' })), false)
})
