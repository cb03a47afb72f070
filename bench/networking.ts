/**
 * OpenStack Networking: ports with addresses, the default security group and quota. The floors are what a real Neutron (Zed, ML2 on MariaDB,
 * two cores) was measured to do, and Baryon's own simplest objects in the same run.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Load, load } from './load.ts'
import { body as simpleBody, path as simplePath } from './object.ts'
import { removeFolder, type ServerProcess, startNetworking, temporaryFolder } from './process.ts'
import { cost, type Figure, rate } from './report.ts'

/** Ports a second that a Neutron makes: one at a time, and in a bulk of 100 (33 s at best). */
const neutronPorts = 2.6
const neutronBulk = 100 / 33

type Body = Readonly<Record<string, { readonly id: string } & Readonly<Record<string, unknown>>>>

export const admin = 'bench-admin'
export const member = 'bench-member'

export async function post(server: ServerProcess, path: string, body: unknown, token = admin): Promise<Body> {
  const answer = await fetch(`${server.url}/v2.0${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': token },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${text}`)
  return JSON.parse(text) as Body
}

/** A network with one /8 and the project's default security group. */
export async function cloud(server: ServerProcess): Promise<string> {
  const network = await post(server, '/networks', { network: { name: 'bench' } }, member)
  const network_id = network['network']?.id ?? ''
  await post(server, '/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.0.0.0/8' } }, member)
  await post(server, '/ports', { port: { network_id } }, member)
  return network_id
}

async function fill(server: ServerProcess, network_id: string, count: number) {
  const ports = Array.from({ length: 1000 }, () => ({ network_id, device_owner: 'compute:nova' }))
  for (let made = 0; made < count; made += ports.length)
    await post(server, '/ports', { ports: ports.slice(0, Math.min(1000, count - made)) }, member)
}

const creating = (server: ServerProcess, network_id: string, seconds: number): Load => ({
  url: `${server.url}/v2.0/ports`,
  method: 'POST',
  body: JSON.stringify({ port: { network_id } }),
  headers: { 'x-auth-token': member },
  connections: 32,
  seconds,
})

const simple = (server: ServerProcess, seconds: number): Load => ({
  url: server.url + simplePath,
  method: 'POST',
  body: simpleBody,
  headers: { 'x-auth-token': admin },
  connections: 32,
  seconds,
})

/** Of several rounds the best counts, of the floors too: what else runs on a machine only ever slows one down. */
const fastest = (rates: readonly number[]) => Math.max(...rates)
const shortest = (times: readonly number[]) => Math.min(...times)

/** Ports and simple objects in turn, because the machine's speed drifts. */
async function creation(server: ServerProcess, network: string, seconds: number, rounds: number): Promise<Figure[]> {
  const taken = { ports: [] as number[], simple: [] as number[] }
  await load(creating(server, network, 1))
  for (let round = 0; round < rounds; round++) {
    taken.ports.push((await load(creating(server, network, seconds))).rate)
    taken.simple.push((await load(simple(server, seconds))).rate)
  }
  const ports = fastest(taken.ports)
  return [
    rate('port create, durable, 32 clients', ports, neutronPorts, 1000, 'floor: Neutron Zed with 32 clients'),
    rate(
      'port create beside the simplest objects',
      ports,
      fastest(taken.simple),
      1 / 3,
      'floor: create of a VPN, 32 clients',
    ),
  ]
}

async function bulk(server: ServerProcess, network_id: string, rounds: number): Promise<Figure> {
  const ports = Array.from({ length: 1000 }, () => ({ network_id }))
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    await post(server, '/ports', { ports }, member)
    times.push(performance.now() - begin)
  }
  const perSecond = 1_000_000 / shortest(times)
  return rate('bulk of 1,000 ports', perSecond, neutronBulk, 1000, 'ports a second; floor: Neutron Zed, a bulk of 100')
}

async function timeList(server: ServerProcess, token: string): Promise<number> {
  const begin = performance.now()
  const answer = await fetch(`${server.url}/v2.0/ports`, { headers: { 'x-auth-token': token } })
  await answer.arrayBuffer()
  return performance.now() - begin
}

/** The rows by the driver, and their values as JSON: what a list costs before anybody looks at it. */
function timeRaw(folder: string): number {
  using database = new DatabaseSync(join(folder, 'baryon.sqlite'), { readOnly: true })
  const table = String(
    database.prepare("select name from sqlite_master where type = 'table' and name like 'networking%port'").get()?.[
      'name'
    ],
  )
  const rows = database.prepare(`select * from "${table}" order by id`)
  rows.get()
  const begin = performance.now()
  Buffer.from(JSON.stringify(rows.all()))
  return performance.now() - begin
}

/** All in turn, because the machine's speed drifts. */
async function lists(server: ServerProcess, folder: string, rounds: number): Promise<Figure[]> {
  const taken = { raw: [] as number[], member: [] as number[], admin: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    taken.raw.push(timeRaw(folder))
    taken.member.push(await timeList(server, member))
    taken.admin.push(await timeList(server, admin))
  }
  const figure = (who: 'member' | 'admin') =>
    cost(
      `list of 10,000 ports as ${who}`,
      shortest(taken[who]),
      shortest(taken.raw),
      'ms',
      2.5,
      'floor: the raw query and JSON.stringify',
    )
  return [figure('member'), figure('admin')]
}

/** Creates, bulks and lists of ports; memory and the cost of a create as the network fills. */
export async function networking(seconds: number, rounds: number, counts: readonly number[]): Promise<Figure[]> {
  const folder = temporaryFolder()
  const figures: Figure[] = []
  try {
    const server = await startNetworking(folder)
    const network = await cloud(server)
    await fill(server, network, 10_000 - 1)
    figures.push(...(await lists(server, folder, rounds * 3)))
    figures.push(...(await creation(server, network, seconds, rounds)))
    figures.push(await bulk(server, network, rounds * 3))
    await server.stop()
  } finally {
    removeFolder(folder)
  }
  return [...figures, ...(await growth(seconds, counts))]
}

/** The cost of a create with few ports in the network, and with many; memory on the way. */
async function growth(seconds: number, counts: readonly number[]): Promise<Figure[]> {
  const folder = temporaryFolder()
  const figures: Figure[] = []
  try {
    const server = await startNetworking(folder)
    const network = await cloud(server)
    let [made, few] = [1, 0]
    for (const count of counts) {
      await fill(server, network, count - made)
      made = count
      const { rate: now } = await load(creating(server, network, seconds))
      made += Math.round(now * seconds)
      const label = count.toLocaleString('en')
      if (few === 0) few = now
      else
        figures.push(
          cost(
            `port create with ${label} ports in one /8`,
            1000 / now,
            1000 / few,
            'ms',
            1.25,
            `floor: with ${(counts[0] ?? 0).toLocaleString('en')}`,
          ),
        )
      if (count === 100_000)
        figures.push(
          cost('resident memory with 100,000 ports', server.memory(), 250, 'MiB', 1, 'floor: the bound of 250 MiB'),
        )
    }
    await server.stop()
    return figures
  } finally {
    removeFolder(folder)
  }
}
