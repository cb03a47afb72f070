/** Each extension that is announced works: a short request for each, and what shows it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { common } from './extensions/common.ts'
import { networks } from './extensions/networks.ts'
import { ports } from './extensions/ports.ts'
import { routers } from './extensions/routers.ts'
import { answered, type Facts, makeWorld, type World } from './extensions/world.ts'

const facts: Facts = { ...common, ...networks, ...ports, ...routers }

let world: World

before(async () => {
  world = await makeWorld()
})
after(() => world.cloud.stop())

test('exactly the extensions that are shown to work are announced', async () => {
  const announced = await answered(world.demo.get('/extensions'))
  assert.deepEqual(announced.map(({ alias }: { alias: string }) => alias).toSorted(), Object.keys(facts).toSorted())
})

for (const [alias, shows] of Object.entries(facts))
  test(`${alias} works`, async () => {
    await shows(world)
  })
