/** The clouds.yaml of the Go program (JSON is YAML too), and what it signs on at. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Keystone, password } from '../keystone/keystone.ts'

type Auth = Readonly<Record<string, string>>

const entry = (auth: Auth, type = 'password') => ({ auth_type: `v3${type}`, region_name: 'RegionOne', auth })

async function write(folder: string, clouds: Readonly<Record<string, ReturnType<typeof entry>>>): Promise<string> {
  const file = join(folder, 'clouds.yaml')
  await writeFile(file, JSON.stringify({ clouds }), { mode: 0o600 })
  return file
}

const userOf = (auth_url: string, username: string, project_name: string, secret: string): Auth => ({
  auth_url,
  username,
  password: secret,
  project_name,
  user_domain_name: 'Default',
  project_domain_name: 'Default',
})

/** Users of the stand-in: who is called member has no more than that role. @returns the file */
export const cloudsOfStandIn = (folder: string, url: string): Promise<string> =>
  write(folder, {
    admin: entry(userOf(`${url}/identity/v3`, 'admin', 'demo', 'any')),
    member: entry(userOf(`${url}/identity/v3`, 'member', 'other', 'any')),
  })

/** Users of a real Keystone. @returns the file */
export async function cloudsOfKeystone(folder: string, keystone: Keystone): Promise<string> {
  const { url } = keystone
  const user = await keystone.idOf('users', 'demo')
  const answer = await fetch(`${url}/users/${user}/application_credentials`, {
    method: 'POST',
    headers: { 'x-auth-token': await keystone.token('demo', 'demo'), 'content-type': 'application/json' },
    body: JSON.stringify({ application_credential: { name: 'reading', roles: [{ name: 'reader' }] } }),
  })
  if (!answer.ok) throw new Error(`Keystone answered ${answer.status}: ${await answer.text()}`)
  const made = (await answer.json()) as { readonly application_credential: { readonly id: string; secret: string } }
  const { id, secret } = made.application_credential
  const credential = { auth_url: url, application_credential_id: id, application_credential_secret: secret }
  return write(folder, {
    admin: entry(userOf(url, 'admin', 'admin', password)),
    member: entry(userOf(url, 'demo', 'demo', password)),
    wrong: entry(userOf(url, 'demo', 'demo', 'wrong')),
    application: entry(credential, 'applicationcredential'),
  })
}
