/** What the OpenStack provider of Terraform asks for, asked for by its library. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startController } from '../../examples/controller/controller.ts'
import { lacking } from '../../tools/test-programs.ts'
import { startBaryon } from '../conformance/baryon.ts'
import { eventually } from '../eventually.ts'
import { keystonePrograms, password, startKeystone } from '../keystone/keystone.ts'
import { cloudsOfKeystone, cloudsOfStandIn } from './clouds.ts'
import { compile, goPrograms, type Program, unformatted } from './program.ts'

const skip = lacking(...goPrograms)
const folder = await mkdtemp(join(tmpdir(), 'baryon-gophercloud-'))
const settings = join(folder, 'settings.yaml')
const common = { BARYON_SERVICE_SETTINGS: settings, BARYON_LOG_LEVEL: 'warn' }
let program: Program

before(async () => {
  if (skip !== false) return
  await writeFile(settings, 'networking: { vlan_ranges: { physnet1: ["1000:1999"] } }\n')
  program = await compile(folder)
})
after(() => rm(folder, { recursive: true, force: true }))

/** A folder of one server. */
async function roomFor(name: string): Promise<string> {
  const room = join(folder, name)
  await mkdir(room)
  return room
}

test('gophercloud: the program is formatted', { skip }, async () => {
  assert.deepEqual(await unformatted(), [])
})

test('gophercloud, signed on by the stand-in', { skip, timeout: 300_000 }, async t => {
  const room = await roomFor('stand-in')
  const baryon = await startBaryon(room, common)
  t.after(() => baryon.stop())
  const clouds = await cloudsOfStandIn(room, baryon.url)
  for (const story of program.stories) await t.test(story, () => program.tell(story, clouds))
})

/** Short enough for tests; nothing but time depends on it. */
const health = { every: '200ms', deadline: '300ms', intact: '500ms' }

test('gophercloud, of what a controller is told', { skip, timeout: 300_000 }, async t => {
  const room = await roomFor('controller')
  const controller = await startController({ dialect: 'bsn-v2.0', listen: ['127.0.0.1:0'] })
  t.after(() => controller.stop())
  const backend = join(room, 'restproxy.yaml')
  const controllers = [{ name: 'c1', url: controller.urls[0] }]
  await writeFile(backend, JSON.stringify({ dialect: 'bsn-v2.0', health, controllers }), { mode: 0o600 })
  const baryon = await startBaryon(room, { ...common, BARYON_RESTPROXY: backend })
  t.after(() => baryon.stop())
  const clouds = await cloudsOfStandIn(room, baryon.url)
  await t.test('what is being built', async () => {
    await controller.door('refuse')
    const told = program.tell('what is being built', clouds)
    const isSeen = async () => {
      const answer = await fetch(`${baryon.url}/v2.0/networks?description=seen`)
      assert.match(await answer.text(), /"being built"/)
    }
    await Promise.race([eventually(isSeen), told]).finally(() => controller.door('open'))
    await told
  })
  for (const story of program.stories) await t.test(story, () => program.tell(story, clouds))
})

const needsKeystone = ['a token that is not taken any more', 'a wrong password', 'an application credential']

test('gophercloud, signed on by Keystone', { skip: lacking(...goPrograms, ...keystonePrograms) }, async t => {
  const room = await roomFor('keystone')
  const keystone = await startKeystone(room)
  t.after(() => keystone.stop())
  const credentials = join(room, 'credentials.yaml')
  await writeFile(credentials, `username: neutron\npassword: ${password}\nproject_name: service\n`, { mode: 0o600 })
  const baryon = await startBaryon(room, {
    ...common,
    BARYON_AUTH: `keystone:${keystone.url}`,
    BARYON_KEYSTONE_CREDENTIALS: credentials,
  })
  t.after(() => baryon.stop())
  await keystone.announce(baryon.url)
  const clouds = await cloudsOfKeystone(room, keystone)
  for (const story of [...needsKeystone, ...program.stories]) await t.test(story, () => program.tell(story, clouds))
})
