import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BehaviourSet } from '@baryon/decide'
import { faultTable } from '@baryon/kit'
import { serve } from '../testdata/serve.ts'
import { docsRoutes } from './routes.ts'

const errors = faultTable({
  'room.locked': { status: 409, retry: false, message: 'Unlock {name}', cause: 'It is locked', next: 'Find the key' },
})

test('GET /docs/errors has the codes of services too, where the type of their problems leads to', async context => {
  const behaviours = new Map([['lab', { kinds: {}, errors }]])
  const served = await serve({ parts: [docsRoutes], behaviours: registry => new BehaviourSet(registry, behaviours) })
  context.after(() => served.close())
  const { status, text } = await served.ask('GET', '/docs/errors')
  assert.equal(status, 200)
  for (const code of ['key.unknown', 'room.locked']) assert.ok(text.includes(`<section id="${code}">`), code)
})
