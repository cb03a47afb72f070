import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadModels } from '@baryon/model'
import { withoutUnserved } from './unserved.ts'

const model = `
file_version: "2.0"
info: { name: shop, version: "1.0", title: Shop, description: A shop. }
dialect: { name: openstack, path: /v2.0 }
extensions:
  paint: { title: Paint, description: Things have colours., updated: "2013-05-23T10:00:00-00:00" }
  sale: { title: Sale, description: Things are sold., updated: "2013-05-23T10:00:00-00:00" }
objects:
  Thing:
    description: A thing
    api: { name: thing }
    attributes:
      id: { type: uuid, primary: true, description: Made up }
      colour: { type: string, default: red, extension: paint, description: Its colour }
      shade: { type: string, derived: true, readOnly: true, extension: paint, description: Of its colour }
    actions:
      whiten: { behaviour: true, extension: paint, description: Paints it }
  Bill:
    description: What was sold
    api: { name: bill, extension: sale }
    attributes: { id: { type: uuid, primary: true, description: Made up } }
`

async function shop() {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-unserved-'))
  await mkdir(join(folder, 'shop'))
  await writeFile(join(folder, 'shop', 'model.yaml'), model)
  const loaded = await loadModels([folder])
  await rm(folder, { recursive: true })
  assert.ok(loaded.ok, JSON.stringify(loaded.diagnostics))
  return loaded.services
}

const behaviours = (...unserved: readonly string[]) => new Map([['shop', { kinds: {}, errors: {} as never, unserved }]])

test('what belongs to an extension that is not served is stored, and neither announced nor shown', async () => {
  const [service] = withoutUnserved(await shop(), behaviours('paint', 'sale'))
  assert.deepEqual(service?.extensions, [])
  const [thing, bill] = service?.kinds ?? []
  assert.deepEqual(
    thing?.attributes.map(({ name, internal }) => [name, internal]),
    [
      ['id', undefined],
      ['colour', true],
    ],
  )
  assert.deepEqual(thing?.actions, [])
  assert.deepEqual(bill?.verbs, [])
})

test('all else stays as it is', async () => {
  const services = await shop()
  assert.deepEqual(withoutUnserved(services, behaviours()), services)
  const [service] = withoutUnserved(services, behaviours('sale'))
  assert.deepEqual(
    service?.extensions?.map(({ alias }) => alias),
    ['paint'],
  )
  assert.equal(service?.kinds[0], services[0]?.kinds[0])
})
