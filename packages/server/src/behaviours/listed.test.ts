import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { officeModels } from '../testdata/serve.ts'
import { allSettings } from './listed.ts'
import { serviceSettingsPage } from './reference.ts'

async function listedWith(text?: string, backends?: Parameters<typeof allSettings>[2]) {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-settings-'))
  const file = join(folder, 'settings.yaml')
  if (text !== undefined) await writeFile(file, text)
  const listed = await allSettings([officeModels], text === undefined ? undefined : file, backends)
  await rm(folder, { recursive: true })
  return listed.ok
    ? listed.value.map(({ name, value, from }) => [name, value, from.replace(folder, '')])
    : listed.faults.map(({ code }) => code)
}

test('allSettings() has one line for each setting, with where its value comes from', async () => {
  assert.deepEqual(await listedWith(), [
    ['office.longest_name', 8, 'default'],
    ['office.paint.colour', 'white', 'default'],
  ])
  assert.deepEqual(await listedWith('office: { paint: { colour: red } }'), [
    ['office.longest_name', 8, 'default'],
    ['office.paint.colour', 'red', '/settings.yaml'],
  ])
})

test('allSettings() says which settings follow from a backend, where nobody set them', async () => {
  const serviceSettings = { office: { longest_name: 9, paint: { colour: 'blue' } } }
  assert.deepEqual(await listedWith('office: { paint: { colour: red } }', [{ name: 'fabric', serviceSettings }]), [
    ['office.longest_name', 9, 'backend fabric'],
    ['office.paint.colour', 'red', '/settings.yaml'],
  ])
})

test('allSettings() refuses what a start refuses', async () => {
  assert.deepEqual(await listedWith('nobody: {}\noffice: { longest_name: -1 }'), ['settings.unknown', 'settings.value'])
})

test('serviceSettingsPage() says of each setting what it means, what it takes and its default', async () => {
  const listed = await allSettings([officeModels], undefined)
  assert.ok(listed.ok)
  const page = serviceSettingsPage(listed.value)
  assert.match(page, /^## office$/m)
  assert.match(page, /### office\.longest_name\n\nCharacters that the name of a room keeps\.\n/)
  assert.match(page, /\| value \| a whole number from 1 \|\n\| default \| `8` \|/)
})
