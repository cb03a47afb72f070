import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'

/** Programs that tests drive, and libraries by their folders; Debian's packages of each. */
const programs: Readonly<Record<string, readonly string[]>> = {
  '/usr/share/gocode/src/github.com/gophercloud/utils': ['golang-github-gophercloud-utils-dev'],
  bash: ['bash'],
  chromium: ['chromium'],
  curl: ['curl'],
  epmd: ['erlang-base'],
  fish: ['fish'],
  git: ['git'],
  go: ['golang-go'],
  'glance-api': ['glance-api'],
  'keystone-manage': ['keystone', 'python3-keystone', 'python3-pymysql', 'python3-memcache'],
  mariadb: ['mariadb-client'],
  mariadbd: ['mariadb-server'],
  neutron: ['python3-neutronclient'],
  'nova-api': ['nova-api'],
  'nova-conductor': ['nova-conductor'],
  // Its nova-compute is started from its library: the package would bring a hypervisor. The fake one needs python3-fixtures.
  'nova-manage': ['nova-common', 'python3-nova', 'python3-fixtures'],
  'nova-scheduler': ['nova-scheduler'],
  openssl: ['openssl'],
  openstack: ['python3-openstackclient'],
  'placement-api': ['python3-placement', 'placement-common'],
  'rabbitmq-server': ['rabbitmq-server'],
  sqlite3: ['sqlite3'],
  stestr: ['python3-stestr'],
  'systemd-analyze': ['systemd'],
  tempest: ['tempest', 'python3-tempest'],
  uwsgi_python3: ['uwsgi', 'uwsgi-plugin-python3'],
  zsh: ['zsh'],
}

/** Servers are not on everybody's path. */
const environment = {
  ...process.env,
  PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
  DEBIAN_FRONTEND: 'noninteractive',
}

/** Whether a program can be found, or the folder of a library is there. */
const present = (program: string) =>
  program.startsWith('/')
    ? existsSync(program)
    : spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore', env: environment }).status === 0

/** Of these programs, those that are not there. */
export const missing = (names: readonly string[] = Object.keys(programs)): string[] =>
  names.filter(name => !present(name))

const packagesOf = (names: readonly string[]) => [...new Set(names.flatMap(name => programs[name] ?? [name]))]

/** Asked by Debian's packages whether they may start the servers that they bring: they may not. */
const policy = '/usr/sbin/policy-rc.d'

function install(packages: readonly string[]) {
  console.log(`Installing for the tests: ${packages.join(' ')}`)
  const options: SpawnSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: environment }
  const made = !existsSync(policy)
  if (made) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n')
    chmodSync(policy, 0o755)
  }
  try {
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update', '-qq'], options)
    const wanted = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...wanted], options)
  } finally {
    if (made) rmSync(policy, { force: true })
  }
}

/**
 * Installs what is missing where that can be done (Debian, as root), and says what is left out where it cannot.
 * With `CI` set nothing may be left out.
 */
export function installTestPrograms() {
  const wanted = missing()
  if (wanted.length > 0 && process.getuid?.() === 0 && present('apt-get')) install(packagesOf(wanted))
  const left = missing()
  if (left.length === 0) return
  const packages = packagesOf(left).join(', ')
  if (process.env['CI']) {
    console.error(`Install ${packages}: tests need them, and with CI set none may be left out`)
    process.exit(1)
  }
  console.log(`Left out for want of a program: tests that drive ${left.join(', ')} (Debian packages ${packages})`)
}

/** For the option `skip` of a test that drives these programs: why it is left out, or false. */
export function lacking(...names: readonly string[]): string | false {
  const left = missing(names)
  return left.length > 0 && `install ${packagesOf(left).join(', ')}`
}
