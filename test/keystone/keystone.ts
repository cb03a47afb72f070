/** A real Keystone of Debian's packages, with its data in a MariaDB. */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, searchPath, startDaemon } from './daemon.ts'
import { type Database, startMariadb } from './mariadb.ts'

const run = promisify(execFile)

/** Of every user. */
export const password = 'peersecret'

/** Programs that it needs. */
export const keystonePrograms = ['mariadbd', 'mariadb', 'keystone-manage', 'uwsgi_python3'] as const

export interface Keystone {
  /** With `/v3`. */
  readonly url: string
  /** Where it keeps its data, for those of others too. */
  readonly database: Pick<Database, 'port' | 'sql'>
  /** A token of user `user` in a project. */
  token(project: string, user: string): Promise<string>
  /** A request on the Identity API as administrator; the body of the answer. */
  api(method: string, path: string, body?: unknown): Promise<Readonly<Record<string, never>>>
  /** The id of a thing with this name. */
  idOf(collection: string, name: string): Promise<string>
  /** Says in the catalog where the networking service is. */
  announce(url: string): Promise<void>
  stop(): Promise<void>
}

const configuration = (folder: string, port: number) => `[DEFAULT]
log_file = keystone.log
log_dir = ${folder}
[database]
connection = mysql+pymysql://peer:peer@127.0.0.1:${port}/keystone?charset=utf8
[cache]
enabled = true
backend = dogpile.cache.memory
expiration_time = 5
[catalog]
# Each of its processes has a cache of its own: what one was told of a service another would not know for a while.
caching = false
[fernet_tokens]
key_repository = ${join(folder, 'fernet-keys')}
[fernet_receipts]
key_repository = ${join(folder, 'fernet-keys')}
[credential]
key_repository = ${join(folder, 'credential-keys')}
[token]
provider = fernet
expiration = 86400
[identity]
# Tempest makes hundreds of users: their hashes are cheap.
password_hash_algorithm = bcrypt
password_hash_rounds = 4
[oslo_policy]
enforce_scope = false
enforce_new_defaults = false
`

async function bootstrap(file: string, url: string) {
  const manage = (...command: string[]) =>
    run('keystone-manage', ['--config-file', file, ...command], { env: { ...process.env, PATH: searchPath } })
  const owner = ['--keystone-user', 'root', '--keystone-group', 'root']
  await manage('db_sync')
  await manage('fernet_setup', ...owner)
  await manage('credential_setup', ...owner)
  const urls = ['admin', 'internal', 'public'].flatMap(kind => [`--bootstrap-${kind}-url`, url])
  await manage('bootstrap', '--bootstrap-password', password, ...urls, '--bootstrap-region-id', 'RegionOne')
}

async function signOn(url: string, project: string, user: string): Promise<string> {
  const domain = { name: 'Default' }
  const identity = { methods: ['password'], password: { user: { name: user, domain, password } } }
  const answer = await fetch(`${url}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity, scope: { project: { name: project, domain } } } }),
  })
  const token = answer.headers.get('x-subject-token')
  if (token === null) throw new Error(`Keystone answered ${answer.status} to ${user} in ${project}`)
  return token
}

type Api = Keystone['api']

async function populate(api: Api, idOf: Keystone['idOf']) {
  for (const name of ['service', 'demo', 'alt'])
    await api('POST', '/projects', { project: { name, domain_id: 'default' } })
  for (const name of ['neutron', 'nova', 'demo', 'alt'])
    await api('POST', '/users', { user: { name, domain_id: 'default', password } })
  await api('POST', '/roles', { role: { name: 'service' } })
  const grants = [
    ['service', 'neutron', 'admin'],
    ['service', 'neutron', 'service'],
    ['service', 'nova', 'service'],
    ['demo', 'demo', 'member'],
    ['alt', 'alt', 'member'],
  ] as const
  for (const [project, user, role] of grants) {
    const [projectId, userId, roleId] = [
      await idOf('projects', project),
      await idOf('users', user),
      await idOf('roles', role),
    ]
    await api('PUT', `/projects/${projectId}/users/${userId}/roles/${roleId}`)
  }
}

/**
 * Starts a Keystone in a folder. It has the projects admin, service, demo and alt; the users admin (role admin), neutron (admin and
 * service), nova (service), demo and alt (member), all with the same {@link password}.
 */
export async function startKeystone(folder: string): Promise<Keystone> {
  const database = await startMariadb(folder)
  await database.sql('create database keystone character set utf8mb3')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/v3`
  const file = join(folder, 'keystone.conf')
  for (const keys of ['fernet-keys', 'credential-keys']) await mkdir(join(folder, keys), { mode: 0o700 })
  await writeFile(file, configuration(folder, database.port))
  await bootstrap(file, url)
  const settings = { OS_KEYSTONE_CONFIG_DIR: folder, OS_KEYSTONE_CONFIG_FILES: 'keystone.conf' }
  const server = await startDaemon(
    [
      ...['uwsgi', '--plugins', 'python3', '--http-socket', `127.0.0.1:${port}`, '--master', '--lazy-apps'],
      ...['--enable-threads', '--processes', '2', '--threads', '4', '--buffer-size', '65535', '--disable-logging'],
      ...['--wsgi-file', '/usr/bin/keystone-wsgi-public', '--die-on-term', '--no-orphans'],
      // It closes every connection; clients that are not told take one that is about to go for their next request.
      ...['--add-header', 'Connection: close'],
    ],
    {
      log: join(folder, 'uwsgi.log'),
      env: settings,
      ready: () =>
        fetch(url).then(
          answer => answer.ok,
          () => false,
        ),
    },
  )
  const admin = await signOn(url, 'admin', 'admin')
  const api: Api = async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'x-auth-token': admin, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`Keystone answered ${answer.status} to ${method} ${path}: ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }
  const idOf: Keystone['idOf'] = async (collection, name) => {
    const found: Readonly<Record<string, readonly { readonly id: string }[]>> = await api(
      'GET',
      `/${collection}?name=${name}`,
    )
    const id = found[collection]?.[0]?.id
    if (id === undefined) throw new Error(`Keystone has no ${collection} "${name}"`)
    return id
  }
  await populate(api, idOf)
  let service: string | undefined
  return {
    url,
    database,
    token: (project, user) => signOn(url, project, user),
    api,
    idOf,
    async announce(networking) {
      if (service === undefined) {
        const made: { readonly service?: { readonly id: string } } = await api('POST', '/services', {
          service: { type: 'network', name: 'neutron' },
        })
        service = made.service?.id ?? ''
      }
      for (const kind of ['public', 'internal', 'admin'])
        await api('POST', '/endpoints', {
          endpoint: { service_id: service, interface: kind, region: 'RegionOne', url: networking },
        })
    },
    async stop() {
      await server.stop()
      await database.stop()
    },
  }
}
