import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scalars } from '../../types/scalars.ts'
import { emitScalars } from './emit-scalars.ts'

test('emitScalars() tells every scalar with its placeholder, its column and whether it is a document', () => {
  const text = emitScalars()
  for (const { name, placeholder } of Object.values(scalars))
    assert.ok(text.includes(`"${name}": {"placeholder":"${placeholder}",`), name)
  assert.match(text, /"integer": \{"placeholder":"integer","column":"integer","document":false\}/)
  assert.match(text, /"json-text": \{"placeholder":"json\|@file","column":"text","document":true\}/)
})
