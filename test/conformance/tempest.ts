/** OpenStack's own tests of the networking API, run by Tempest against a server that takes Keystone's tokens. */
import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { searchPath } from '../keystone/daemon.ts'
import { type Keystone, password } from '../keystone/keystone.ts'

/** Programs that it needs. */
export const tempestPrograms = ['tempest', 'stestr'] as const

export interface Outcome {
  /** What was said of each test, by its name without the ids in brackets: `ok`, `FAILED` or `SKIPPED…`. */
  readonly said: ReadonlyMap<string, string>
  /** All that was printed, with the failures. */
  readonly output: string
}

interface Site {
  readonly keystone: Keystone
  /** Of the networking API, without `/v2.0`. */
  readonly url: string
}

type Ask = (method: string, path: string, body?: unknown) => Promise<Readonly<Record<string, readonly never[] & never>>>

async function askOf({ keystone, url }: Site): Promise<Ask> {
  const token = await keystone.token('admin', 'admin')
  return async (method, path, body) => {
    const answer = await fetch(`${url}/v2.0${path}`, {
      method,
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json() as never
  }
}

/** The external network that Tempest wants to find. @returns its id */
async function makePublicNetwork(ask: Ask): Promise<string> {
  const made: { readonly network?: { readonly id: string } } = await ask('POST', '/networks', {
    network: {
      name: 'public',
      'router:external': true,
      is_default: true,
      'provider:network_type': 'flat',
      'provider:physical_network': 'public',
    },
  })
  const id = made.network?.id ?? ''
  const v4 = { network_id: id, ip_version: 4, cidr: '172.24.4.0/22', enable_dhcp: false, name: 'public-subnet' }
  const v6 = { network_id: id, ip_version: 6, cidr: '2001:db8::/64', gateway_ip: '2001:db8::2', enable_dhcp: false }
  for (const subnet of [v4, v6]) await ask('POST', '/subnets', { subnet })
  return id
}

const configuration = (folder: string, keystone: Keystone, network: string, extensions: string) => `[DEFAULT]
log_file = ${folder}/tempest.log
use_stderr = false
[oslo_concurrency]
lock_path = ${folder}/locks
[auth]
use_dynamic_credentials = true
admin_username = admin
admin_password = ${password}
admin_project_name = admin
admin_domain_name = Default
admin_user_domain_name = Default
admin_project_domain_name = Default
tempest_roles = member
[identity]
auth_version = v3
uri_v3 = ${keystone.url}
uri = ${keystone.url}
region = RegionOne
v3_endpoint_type = public
default_domain_id = default
[identity-feature-enabled]
api_v2 = false
api_v3 = true
[service_available]
neutron = true
nova = false
glance = false
cinder = false
swift = false
horizon = false
[network]
public_network_id = ${network}
floating_network_name = public
project_network_cidr = 10.100.0.0/16
build_timeout = 120
build_interval = 1
port_vnic_type = normal
[network-feature-enabled]
ipv6 = true
ipv6_subnet_attributes = true
port_security = true
floating_ips = true
api_extensions = ${extensions}
[validation]
run_validation = false
`

/** Tempest's client sleeps for ten seconds before each removal of a subnet, for networks that take their time: left out here. */
const impatient = `import sys, time
_sleep = time.sleep
def sleep(seconds):
    if seconds == 10 and sys._getframe(1).f_globals.get('__name__') == 'tempest.lib.services.network.subnets_client': return
    _sleep(seconds)
time.sleep = sleep
`

async function prepare(folder: string, site: Site) {
  const ask = await askOf(site)
  const network = await makePublicNetwork(ask)
  const announced: { readonly extensions?: readonly { readonly alias: string }[] } = await ask('GET', '/extensions')
  const extensions = (announced.extensions ?? []).map(({ alias }) => alias).join(',')
  for (const part of ['etc', 'locks', 'site']) await mkdir(join(folder, part), { recursive: true })
  await writeFile(join(folder, 'etc', 'tempest.conf'), configuration(folder, site.keystone, network, extensions))
  await writeFile(join(folder, 'site', 'sitecustomize.py'), impatient)
  await writeFile(
    join(folder, '.stestr.conf'),
    '[DEFAULT]\ntest_path=/usr/lib/python3/dist-packages/tempest/test_discover\ntop_dir=/\ngroup_regex=([^\\.]*\\.)*\n',
  )
}

/** stestr ends each line of a test with its outcome: `{0} tempest.….test_x [1.2s] ... ok`. */
function understand(output: string): Map<string, string> {
  const lines = output.matchAll(/^\{\d+\} (.+?) \[[\d.]+s\] \.\.\. (.+)$/gm)
  return new Map([...lines].map(([, name = '', said = '']) => [name.replace(/\[.*$/, ''), said.trim()]))
}

/**
 * Runs the tests that are named in a file, one a line.
 * @param folder a new one, for all that Tempest writes
 */
export async function runTempest(folder: string, site: Site, list: string): Promise<Outcome> {
  await prepare(folder, site)
  const names = (await readFile(list, 'utf8')).split('\n').filter(name => name !== '')
  // Names in the list have no ids behind them, which differ between versions of Tempest.
  const patterns = join(folder, 'include.txt')
  await writeFile(patterns, names.map(name => `^${name.replaceAll('.', '\\.')}(\\[|$)`).join('\n'))
  const child = spawn('stestr', ['run', '--concurrency', '2', '--include-list', patterns], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: searchPath,
      PYTHON: '/usr/bin/python3',
      PYTHONPATH: join(folder, 'site'),
      TEMPEST_CONFIG_DIR: join(folder, 'etc'),
      TEMPEST_CONFIG: 'tempest.conf',
      OS_TEST_TIMEOUT: '300',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  await new Promise(resolve => child.once('close', resolve))
  return { said: understand(output), output }
}
