/** Nova of Debian's packages with what it needs beside Keystone and a network: Placement, Glance and RabbitMQ. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Daemon, freePort, searchPath, startDaemon } from '../keystone/daemon.ts'
import type { Keystone } from '../keystone/keystone.ts'
import { cells, glanceConfiguration, novaConfiguration, placementConfiguration, type Site } from './configuration.ts'
import { listens, startRabbit } from './rabbitmq.ts'

const run = promisify(execFile)
const env = { ...process.env, PATH: searchPath }

/** Programs that it needs, beside those of Keystone. */
export const novaPrograms = [
  ...['epmd', 'rabbitmq-server', 'placement-api', 'glance-api', 'nova-manage', 'nova-api', 'nova-conductor'],
  'nova-scheduler',
] as const

/** The hosts of its nova-computes. */
export const hosts = ['compute-1', 'compute-2'] as const

/** A third, which comes before the others: it has more to give. */
export const roomy = 'compute-3'

const all: readonly string[] = [...hosts, roomy]

const python = '/usr/bin/python3'
const script = (name: string) => new URL(name, import.meta.url).pathname

const answers = (url: string) =>
  fetch(url).then(
    answer => answer.status < 500,
    () => false,
  )

const at = (name: string, site: Site) => join(site.folder, name)

async function writeFiles(site: Site) {
  for (const name of ['locks', 'staging', 'tasks', 'images', 'placement']) await mkdir(at(name, site))
  await writeFile(at('nova.conf', site), novaConfiguration(site, 'control'))
  for (const host of all) {
    await mkdir(at(host, site))
    await writeFile(at(`${host}.conf`, site), novaConfiguration(site, host, host === roomy))
  }
  await writeFile(join(site.folder, 'placement', 'placement.conf'), placementConfiguration(site))
  await writeFile(at('glance.conf', site), glanceConfiguration(site))
}

async function makeTables(site: Site) {
  const { lost, first } = cells(site)
  await Promise.all([
    run(python, [script('run_manage.py'), at('nova.conf', site), lost, first], { env }),
    run('placement-manage', ['--config-dir', at('placement', site), 'db', 'sync'], { env }),
    run('glance-manage', ['--config-file', at('glance.conf', site), 'db_sync'], { env }),
  ])
}

/** Each begun at once; the ends of those that came up, when one did not, are waited for. */
async function startAll(starts: readonly Promise<Daemon>[]): Promise<readonly Daemon[]> {
  const begun = await Promise.allSettled(starts)
  const daemons = begun.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = begun.find(one => one.status === 'rejected')
  if (failed === undefined) return daemons
  await Promise.all(daemons.map(daemon => daemon.stop()))
  throw failed.reason
}

function startPlacement(site: Site): Promise<Daemon> {
  const { placement: port } = site.ports
  const server = ['uwsgi', '--plugins', 'python3', '--http-socket', `127.0.0.1:${port}`, '--master', '--lazy-apps']
  const size = ['--enable-threads', '--processes', '1', '--threads', '4', '--buffer-size', '65535', '--disable-logging']
  const closing = ['--die-on-term', '--no-orphans', '--add-header', 'Connection: close']
  return startDaemon([...server, ...size, '--wsgi-file', '/usr/bin/placement-api', ...closing], {
    log: at('placement-uwsgi.log', site),
    env: { OS_PLACEMENT_CONFIG_DIR: at('placement', site) },
    ready: () => answers(`http://127.0.0.1:${port}/`),
  })
}

const startGlance = (site: Site): Promise<Daemon> =>
  startDaemon(['glance-api', '--config-file', at('glance.conf', site)], {
    log: at('glance-out.log', site),
    ready: () => listens(site.ports.image),
  })

const startNovaApi = (site: Site): Promise<Daemon> =>
  startDaemon(['nova-api', '--config-file', at('nova.conf', site)], {
    log: at('nova-api-out.log', site),
    ready: () => answers(`http://127.0.0.1:${site.ports.compute}/`),
  })

/** It listens nowhere: who waits for it looks at what Nova says of it. */
const startWorker = (site: Site, command: readonly string[], file: string, log: string): Promise<Daemon> =>
  startDaemon([...command, '--config-file', at(file, site), '--log-file', at(`${log}.log`, site)], {
    log: at(`${log}-out.log`, site),
    ready: async () => true,
  })

async function announce(keystone: Keystone, { ports }: Site) {
  const services = [
    ['compute', `http://127.0.0.1:${ports.compute}/v2.1`],
    ['placement', `http://127.0.0.1:${ports.placement}`],
    ['image', `http://127.0.0.1:${ports.image}`],
  ] as const
  for (const [type, url] of services) {
    const made: { readonly service?: { readonly id: string } } = await keystone.api('POST', '/services', {
      service: { type, name: type },
    })
    for (const kind of ['public', 'internal', 'admin'])
      await keystone.api('POST', '/endpoints', {
        endpoint: { service_id: made.service?.id, interface: kind, region: 'RegionOne', url },
      })
  }
}

/** Nova binds ports, and makes and reads images of others: its user is an administrator in its project. */
async function grant(keystone: Keystone) {
  const [project, user, role] = [
    await keystone.idOf('projects', 'service'),
    await keystone.idOf('users', 'nova'),
    await keystone.idOf('roles', 'admin'),
  ]
  await keystone.api('PUT', `/projects/${project}/users/${user}/roles/${role}`)
}

export interface Nova extends Daemon {
  /** For `BARYON_NOVA`. */
  readonly url: string
  /** Ends the nova-compute of a host, for good. */
  lose(host: string): Promise<void>
  /** Lets hosts go on with the disks that they make for machines, or stop in the middle of them. */
  disks(go: boolean): Promise<void>
  /** What its programs have said so far. */
  logs(): Promise<string>
}

function startPrograms(site: Site): Promise<readonly Daemon[]> {
  return startAll([
    ...all.map(host => startWorker(site, [python, script('run_compute.py')], `${host}.conf`, host)),
    startPlacement(site),
    startGlance(site),
    startNovaApi(site),
    startWorker(site, ['nova-conductor'], 'nova.conf', 'nova-conductor'),
    startWorker(site, ['nova-scheduler'], 'nova.conf', 'nova-scheduler'),
  ])
}

function novaOf(site: Site, rabbit: Daemon, daemons: readonly Daemon[]): Nova {
  const logs = ['nova-api', 'nova-conductor', 'nova-scheduler', ...all].map(name => at(`${name}.log`, site))
  const running = new Set(daemons)
  const end = async (daemon: Daemon | undefined) => {
    if (daemon !== undefined && running.delete(daemon)) await daemon.stop()
  }
  return {
    url: `http://127.0.0.1:${site.ports.compute}/v2.1`,
    lose: host => end(daemons[all.indexOf(host)]),
    async disks(go) {
      const files = all.map(host => join(at(host, site), 'busy'))
      await Promise.all(files.map(file => (go ? rm(file, { force: true }) : writeFile(file, ''))))
    },
    logs: async () => (await Promise.all(logs.map(log => readFile(log, 'utf8')))).join('\n'),
    async stop() {
      await Promise.all([...running].map(end))
      await rabbit.stop()
    },
  }
}

/** @param parent its folder becomes one in there */
export async function startNova(parent: string, keystone: Keystone): Promise<Nova> {
  const folder = join(parent, 'nova')
  await mkdir(folder)
  for (const name of ['nova_api', 'nova_cell0', 'nova', 'placement', 'glance'])
    await keystone.database.sql(`create database ${name} character set utf8mb3`)
  const rabbit = await startRabbit(parent)
  const ports = { compute: await freePort(), placement: await freePort(), image: await freePort() }
  const site: Site = {
    ...{ folder, ports },
    ...{ keystone: keystone.url, database: keystone.database.port, transport: rabbit.url },
  }
  try {
    await Promise.all([writeFiles(site).then(() => makeTables(site)), announce(keystone, site), grant(keystone)])
    return novaOf(site, rabbit, await startPrograms(site))
  } catch (error) {
    await rabbit.stop()
    throw error
  }
}
