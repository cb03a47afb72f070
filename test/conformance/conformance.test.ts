import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { keystonePrograms, password, startKeystone } from '../keystone/keystone.ts'
import { startBaryon } from './baryon.ts'
import { runTempest, tempestPrograms } from './tempest.ts'

const list = new URL('passed-on-neutron.txt', import.meta.url).pathname

/** Tempest makes more rules of security groups than a project may have by default. */
const settings = 'networking: { quotas: { security_group_rule: 1000 } }\n'

const skip = lacking(...keystonePrograms, ...tempestPrograms)

/** Some tests want to find an agent that serves networks. */
async function report(url: string, token: string) {
  const answer = await fetch(`${url}/v2.0/agent_reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': token },
    body: JSON.stringify({ agent_report: { agent_type: 'DHCP agent', host: 'host-1', binary: 'dhcp' } }),
  })
  assert.equal(answer.status, 201, await answer.text())
}

test('what of Tempest passes on a real Neutron passes here', { skip, timeout: 1_800_000 }, async context => {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-conformance-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const keystone = await startKeystone(folder)
  context.after(() => keystone.stop())
  const credentials = join(folder, 'credentials.yaml')
  await writeFile(credentials, `username: neutron\npassword: ${password}\nproject_name: service\n`, { mode: 0o600 })
  const serviceSettings = join(folder, 'settings.yaml')
  await writeFile(serviceSettings, settings)
  const baryon = await startBaryon(folder, {
    BARYON_SERVICE_SETTINGS: serviceSettings,
    BARYON_AUTH: `keystone:${keystone.url}`,
    BARYON_KEYSTONE_CREDENTIALS: credentials,
    BARYON_LOG_LEVEL: 'warn',
  })
  context.after(() => baryon.stop())
  await keystone.announce(baryon.url)
  await report(baryon.url, await keystone.token('service', 'neutron'))

  const names = (await readFile(list, 'utf8')).split('\n').filter(name => name !== '')
  const { said, output } = await runTempest(join(folder, 'tempest'), { keystone, url: baryon.url }, list)
  const failed = names
    .filter(name => said.get(name) !== 'ok')
    .map(name => `${name}: ${said.get(name) ?? 'was not run'}`)
  if (failed.length > 0) console.log(output.slice(-20_000))
  assert.deepEqual(failed, [])
})
