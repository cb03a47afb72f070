import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '@baryon/kit'
import { keystoneProjects } from '../../packages/server/src/auth/keystone/keystone.ts'
import { lacking } from '../../tools/test-programs.ts'
import { startOpenstack } from '../clients/openstack.ts'
import { eventually } from '../eventually.ts'
import { type Keystone, keystonePrograms, password, startKeystone } from '../keystone/keystone.ts'
import { type Baryon, startBaryon } from './baryon.ts'
import { runTempest, tempestPrograms } from './tempest.ts'

const list = new URL('passed-on-neutron.txt', import.meta.url).pathname

/** Tempest makes more rules of security groups than a project may have by default. */
const settings = 'networking: { quotas: { security_group_rule: 1000 } }\n'

const skip = lacking(...keystonePrograms)
const folder = await mkdtemp(join(tmpdir(), 'baryon-conformance-'))
let keystone: Keystone
let baryon: Baryon

before(async () => {
  if (skip !== false) return
  keystone = await startKeystone(folder)
  const credentials = join(folder, 'credentials.yaml')
  await writeFile(credentials, `username: neutron\npassword: ${password}\nproject_name: service\n`, { mode: 0o600 })
  const serviceSettings = join(folder, 'settings.yaml')
  await writeFile(serviceSettings, settings)
  baryon = await startBaryon(folder, {
    BARYON_SERVICE_SETTINGS: serviceSettings,
    BARYON_AUTH: `keystone:${keystone.url}`,
    BARYON_KEYSTONE_CREDENTIALS: credentials,
    BARYON_LOG_LEVEL: 'warn',
  })
  await keystone.announce(baryon.url)
})
after(async () => {
  await baryon?.stop()
  await keystone?.stop()
  await rm(folder, { recursive: true, force: true })
})

const ask = async (token: string, method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${baryon.url}/v2.0${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-auth-token': token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

describe('a real Keystone', { skip, timeout: 300_000 }, () => {
  it('says who asks: a member owns what it makes, an administrator sees it, another member does not', async () => {
    const [demo, alt, admin] = [
      await keystone.token('demo', 'demo'),
      await keystone.token('alt', 'alt'),
      await keystone.token('admin', 'admin'),
    ]
    const made = await ask(demo, 'POST', '/networks', { network: { name: 'mine' } })
    assert.equal(made.status, 201, made.text)
    const { network } = JSON.parse(made.text) as { network: Readonly<Record<string, string>> }
    assert.equal(network['project_id'], await keystone.idOf('projects', 'demo'))
    assert.equal((await ask(admin, 'GET', `/networks/${network['id']}`)).status, 200)
    assert.equal((await ask(alt, 'GET', `/networks/${network['id']}`)).status, 404)
    const forbidden = await ask(demo, 'PUT', `/networks/${network['id']}`, { network: { shared: true } })
    assert.equal(forbidden.status, 403, forbidden.text)
    assert.equal((await ask(demo, 'DELETE', `/networks/${network['id']}`)).status, 204)
  })

  it('refuses a wrong token, and one that was revoked once it has been asked for again', async () => {
    assert.equal((await ask('nonsense', 'GET', '/networks')).status, 401)
    const token = await keystone.token('demo', 'demo')
    assert.equal((await ask(token, 'GET', '/networks')).status, 200)
    const revoked = await fetch(`${keystone.url}/auth/tokens`, {
      method: 'DELETE',
      headers: { 'x-auth-token': token, 'x-subject-token': token },
    })
    assert.equal(revoked.status, 204)
    const asked = async () => (await ask(token, 'GET', '/networks')).status
    await eventually(async () => assert.equal(await asked(), 401), { seconds: 60, pause: 1000 })
  })

  it('says what projects are called to those who may know it', async () => {
    const projectsFor = async (user: string) => {
      const file = join(folder, `${user}.yaml`)
      await writeFile(file, `username: ${user}\npassword: ${password}\nproject_name: service\n`, { mode: 0o600 })
      return keystoneProjects(keystone.url, file, systemClock)
    }
    const neutron = await projectsFor('neutron')
    const id = await keystone.idOf('projects', 'demo')
    assert.equal((await neutron.all()).get(id), 'demo')
    assert.equal(await neutron.nameOf(id), 'demo')
    assert.equal(await neutron.nameOf('nobody'), undefined)
    await assert.rejects((await projectsFor('nova')).nameOf(id), /403/)
  })

  it('takes an application credential, with the roles that it was given', async context => {
    const user = await keystone.idOf('users', 'demo')
    const demo = await keystone.token('demo', 'demo')
    const answer = await fetch(`${keystone.url}/users/${user}/application_credentials`, {
      method: 'POST',
      headers: { 'x-auth-token': demo, 'content-type': 'application/json' },
      body: JSON.stringify({ application_credential: { name: 'reading', roles: [{ name: 'reader' }] } }),
    })
    assert.equal(answer.status, 201, await answer.clone().text())
    const made = (await answer.json()) as { application_credential: { id: string; secret: string } }
    const { id, secret } = made.application_credential
    const openstack = startOpenstack({
      OS_AUTH_TYPE: 'v3applicationcredential',
      OS_AUTH_URL: keystone.url,
      OS_APPLICATION_CREDENTIAL_ID: id,
      OS_APPLICATION_CREDENTIAL_SECRET: secret,
    })
    context.after(() => openstack.stop())
    await openstack.run('network list')
    assert.match(await openstack.refuse('network create forbidden'), /disallowed by policy/)
  })

  it('is asked for the projects of others by the openstack client', async context => {
    const openstack = startOpenstack({
      OS_AUTH_URL: keystone.url,
      OS_USERNAME: 'admin',
      OS_PASSWORD: password,
      OS_PROJECT_NAME: 'admin',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_NAME: 'Default',
    })
    context.after(() => openstack.stop())
    const made: Readonly<Record<string, unknown>> = await openstack.run('network create --project demo theirs')
    assert.equal(made['project_id'], await keystone.idOf('projects', 'demo'))
    await openstack.run('network delete theirs')
  })
})

/** Some of Tempest's tests want to find an agent that serves networks. */
async function report() {
  const values = { agent_type: 'DHCP agent', host: 'host-1', binary: 'dhcp' }
  const body = { agent_report: values }
  const answer = await ask(await keystone.token('service', 'neutron'), 'POST', '/agent_reports', body)
  assert.equal(answer.status, 201, answer.text)
}

const skipTempest = lacking(...keystonePrograms, ...tempestPrograms)

it('what of Tempest passes on a real Neutron passes here', { skip: skipTempest, timeout: 1_800_000 }, async () => {
  await report()
  const names = (await readFile(list, 'utf8')).split('\n').filter(name => name !== '')
  const { said, output } = await runTempest(join(folder, 'tempest'), { keystone, url: baryon.url }, list)
  const failed = names
    .filter(name => said.get(name) !== 'ok')
    .map(name => `${name}: ${said.get(name) ?? 'was not run'}`)
  if (failed.length > 0) console.log(output.slice(-20_000))
  assert.deepEqual(failed, [])
})
