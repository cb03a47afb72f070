/** What the OpenStack provider of Terraform asks for, asked for by its library. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { startBaryon } from '../conformance/baryon.ts'
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
