import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { type Baryon, startBaryon } from '../conformance/baryon.ts'
import { type Openstack, startOpenstack } from './openstack.ts'
import { type Step, stories } from './stories.ts'

const skip = lacking('openstack')
const folder = await mkdtemp(join(tmpdir(), 'baryon-openstack-'))
let baryon: Baryon
let openstack: Openstack

before(async () => {
  if (skip !== false) return
  const settings = join(folder, 'settings.yaml')
  await writeFile(settings, 'networking: { vlan_ranges: { physnet1: ["1000:1999"], physnet2: [] } }\n')
  baryon = await startBaryon(folder, { BARYON_SERVICE_SETTINGS: settings, BARYON_LOG_LEVEL: 'warn' })
  openstack = startOpenstack({
    OS_AUTH_URL: `${baryon.url}/identity/v3`,
    OS_USERNAME: 'admin',
    OS_PASSWORD: 'any',
    OS_PROJECT_NAME: 'demo',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_IDENTITY_API_VERSION: '3',
  })
})
after(async () => {
  await openstack?.stop()
  await baryon?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** What is expected of an answer: members of an object, or of a list of objects one that has them. */
function check(command: string, answer: unknown, expected: Readonly<Record<string, unknown>>) {
  const said = `openstack ${command} answered ${JSON.stringify(answer)}`
  const rows = (Array.isArray(answer) ? answer : [answer]) as readonly Readonly<Record<string, unknown>>[]
  const closest = rows.find(row => Object.entries(expected).every(([name, value]) => isLike(row?.[name], value)))
  assert.ok(closest !== undefined, `${said}, not ${JSON.stringify(expected)}`)
}

/** The client shows some values as text, some as they are. */
function isLike(value: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return expected.test(typeof value === 'string' ? value : JSON.stringify(value))
  return JSON.stringify(value) === JSON.stringify(expected)
}

async function follow([command, expected]: Step) {
  if (expected instanceof RegExp) return assert.match(await openstack.refuse(command), expected)
  const answer = await openstack.run(command)
  if (expected === 'absent') assert.deepEqual(answer, [], `openstack ${command}`)
  else if (expected !== undefined) check(command, answer, expected)
}

for (const { title, steps } of stories)
  test(`openstack: ${title}`, { skip, timeout: 300_000 }, async () => {
    for (const step of steps) await follow(step)
  })
