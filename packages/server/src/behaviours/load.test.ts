import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Refusal } from '@baryon/kit'
import { loadModels, type Service } from '@baryon/model'
import { officeModels } from '../testdata/serve.ts'
import { loadBehaviours } from './load.ts'

let folder: string
let services: readonly Service[]

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-behaviours-'))
  services = (await loadModels([officeModels])).services
})
after(() => rm(folder, { recursive: true }))

async function settings(text: string) {
  const file = join(folder, 'settings.yaml')
  await writeFile(file, text)
  return file
}

/** The message of each fault. */
async function refused(text: string): Promise<readonly string[]> {
  const loaded = await loadBehaviours(services, [officeModels], await settings(text))
  assert.equal(loaded.ok, false)
  return loaded.ok ? [] : loaded.faults.map(({ message, next }) => `${message.replace(folder, '')} | ${next}`)
}

/** What the hook makes of a long name under these settings. */
async function nameUnder(file?: string) {
  const loaded = await loadBehaviours(services, [officeModels], file)
  assert.ok(loaded.ok)
  const row = { name: 'a name that is long' }
  const hook = loaded.value.get('office')?.kinds['Room']?.create
  await hook?.(row, {}, undefined as never)
  return row.name
}

test('loadBehaviours() finds the behaviour in the folder of the service, below a root or as the root itself', async () => {
  for (const root of [officeModels, join(officeModels, 'office')]) {
    const loaded = await loadBehaviours(services, [root])
    assert.ok(loaded.ok)
    assert.deepEqual([...loaded.value.keys()], ['office'])
  }
})

test('settings that are not given have their defaults', async () => {
  assert.equal(await nameUnder(), 'a name t')
  assert.equal(await nameUnder(await settings('')), 'a name t')
  assert.equal(await nameUnder(await settings('office: { longest_name: 6 }')), 'a name')
})

test('settings that are not known are refused with what was probably meant', async () => {
  assert.deepEqual(await refused('office: { longest_nam: 6, paint: { color: red } }\nofice: {}'), [
    'Remove "ofice" from "/settings.yaml": there is no such setting | Did you mean "office"?',
    'Remove "office.longest_nam" from "/settings.yaml": there is no such setting | Did you mean "longest_name"?',
    'Remove "office.paint.color" from "/settings.yaml": there is no such setting | Did you mean "colour"?',
  ])
})

test('settings that do not fit are refused with what they mean', async () => {
  assert.deepEqual(await refused('office: { longest_name: 0 }'), [
    'Correct "office.longest_name" in "/settings.yaml": it must be >= 1 | Characters that the name of a room keeps; "baryon config" shows what is in effect',
  ])
})

test('a settings file that is none is refused', async () => {
  for (const text of ['office: {', '- office', 'text']) assert.equal((await refused(text)).length > 0, true, text)
  const missing = await loadBehaviours(services, [officeModels], join(folder, 'nowhere.yaml'))
  assert.deepEqual(missing.ok ? [] : missing.faults.map(({ code }) => code), ['settings.file'])
})

async function withModule(name: string, source: string) {
  const root = join(folder, name)
  await mkdir(join(root, 'office', 'behaviour'), { recursive: true })
  await writeFile(join(root, 'office', 'behaviour', 'index.ts'), source)
  const loaded = await loadBehaviours(services, [root])
  return loaded.ok ? [] : loaded.faults.map(({ code, message }) => `${code} ${message.replace(folder, '')}`)
}

test('what a model leaves to a behaviour has to be there', async () => {
  const expected = [
    'behaviour.missing Give the behaviour of Room in office "derived", for its derived attributes',
    'behaviour.missing Give the behaviour of Room in office the action "measure"',
    'behaviour.missing Give the behaviour of Room in office the action "look"',
    'behaviour.missing Give the behaviour of Census in office "virtual", since it is not stored',
  ]
  assert.deepEqual(
    (await withModule('none', 'export const behaviour = () => ({ kinds: {}, errors: {} })')).toSorted(),
    expected.toSorted(),
  )
  const nowhere = await loadBehaviours(services, [join(folder, 'no-such-folder')])
  assert.equal(nowhere.ok ? 0 : nowhere.faults.length, 4)
})

test('a behaviour of a kind that is not there, and a module that is none, are refused', async () => {
  const strange = await withModule('strange', 'export const behaviour = () => ({ kinds: { Romo: {} }, errors: {} })')
  assert.equal(
    strange.some(text => text.startsWith('behaviour.stranger') && text.includes('"Romo"')),
    true,
  )
  const [empty] = await withModule('empty', 'export const nothing = 1')
  assert.match(empty ?? '', /^behaviour.module .*exports no function "behaviour"/)
  const [broken] = await withModule('broken', 'throw new Error("out of paper")')
  assert.match(broken ?? '', /^behaviour.module .*out of paper/)
})

test("a behaviour outside Baryon's folder imports Baryon's packages by name, and they are the server's own", async () => {
  const root = join(folder, 'far-away')
  await mkdir(join(root, 'office', 'behaviour'), { recursive: true })
  await writeFile(
    join(root, 'office', 'behaviour', 'index.ts'),
    `import { type Behaviour, decideErrors } from '@baryon/decide'
    import { Refusal } from '@baryon/kit'
    const refuse = (): never => { throw new Refusal(decideErrors.fault('key.unknown', { kind: 'Room', id: 'x' })) }
    const room: Behaviour = { create: refuse, derived: { load: rows => rows }, actions: { measure: refuse, look: refuse } }
    export const behaviour = () => ({ kinds: { Room: room, Census: { virtual: {} } }, errors: decideErrors })`,
  )
  const loaded = await loadBehaviours(services, [root])
  assert.ok(loaded.ok)
  assert.throws(() => loaded.value.get('office')?.kinds['Room']?.create?.({}, {}, undefined as never), Refusal)
})

test('other packages than those have to be there', async () => {
  const [lacking] = await withModule('lacking', "import 'not-installed-anywhere'\nexport const behaviour = 1")
  assert.match(lacking ?? '', /^behaviour.module .*Cannot find package 'not-installed-anywhere'/)
})
