import assert from 'node:assert/strict'
import test from 'node:test'
import { bodyValidator, inputValidator } from '../validator.ts'
import { exampleAnswer, exampleCreate, exampleInput, exampleUpdate } from './example.ts'
import { attribute, kind, scalar } from './testdata/build.ts'
import { fixtureServices } from './testdata/fixture.ts'

const kinds = fixtureServices.flatMap(service => service.kinds)

test('examples are valid bodies of their kind', () => {
  for (const each of kinds) {
    assert.deepEqual(bodyValidator(each, 'answer')(exampleAnswer(each)), [], each.name)
    assert.deepEqual(bodyValidator(each, 'create')(exampleCreate(each)), [], each.name)
    assert.deepEqual(bodyValidator(each, 'update')(exampleUpdate(each)), [], each.name)
    for (const action of each.actions) assert.deepEqual(inputValidator(action)(exampleInput(action)), [], action.name)
  }
})

test('exampleCreate() gives attributes of one type different values, within their type', () => {
  const ip = scalar('ip')
  const peers = ['one', 'other', 'third'].map(name => attribute(name, ip, { required: true }))
  const session = kind({ service: 'fabric', name: 'Peers', noun: 'peers', plural: 'peers', attributes: peers })
  assert.deepEqual(exampleCreate(session), { one: '192.0.2.1', other: '192.0.2.2', third: '192.0.2.3' })
})

test('exampleUpdate() changes nothing where nothing may be changed', () => {
  const fixed = attribute('id', scalar('uuid'), { immutable: true })
  assert.deepEqual(
    exampleUpdate(kind({ service: 'fabric', name: 'A', noun: 'a', plural: 'as', attributes: [fixed] })),
    {},
  )
})
