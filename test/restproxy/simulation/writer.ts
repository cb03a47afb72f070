/** Somebody who uses the API as far as answers tell, and remembers what was acknowledged. */
import type { Row } from '@baryon/model'
import type { Call, Make, Scene } from '../../networking/stories/calls/call.ts'
import { calls } from '../../networking/stories/calls/index.ts'
import { Dice } from '../../networking/stories/dice.ts'

/** What came back; undefined: nobody answered. */
export type Answered = { readonly status: number; readonly body: unknown } | undefined

/** Asks the API of Baryon as it is now. Paths are those below `/v2.0`. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Answered>

/** How often each sort of call comes. */
const often: Readonly<Record<string, number>> = {
  createNetwork: 3,
  createNetworks: 1,
  updateNetwork: 3,
  deleteNetwork: 2,
  createSubnet: 4,
  updateSubnet: 2,
  deleteSubnet: 1,
  createPort: 9,
  createPorts: 2,
  updatePort: 5,
  deletePort: 4,
  createRouter: 2,
  updateRouter: 3,
  deleteRouter: 2,
  addInterface: 5,
  removeExistingInterface: 2,
  createFloatingIp: 3,
  associate: 3,
  disassociate: 1,
  deleteFloatingIp: 2,
  createGroup: 1,
  createRule: 1,
  deleteGroup: 1,
}

const sorts = Object.entries(often).flatMap(([sort, times]) =>
  Array.from({ length: sort in calls ? times : 0 }, () => sort),
)

const kinds: Readonly<Record<string, string>> = {
  network: 'Network',
  subnet: 'Subnet',
  port: 'Port',
  router: 'Router',
  floatingip: 'FloatingIp',
  security_group: 'SecurityGroup',
}

/** What is known of one object. */
interface Known {
  readonly kind: string
  readonly row: Row
  /** That a change of name was answered. */
  renamed: boolean
  /** Somebody asked for its removal, or for that of what it belongs to; `gone`: that was answered. */
  leaving: boolean
  gone: boolean
}

const attempts = 10

const nowhere = '00000000-0000-4000-8000-000000000000'

/** As behaviours keep it: the stories' calls look for that. */
const kept = (row: Row): Row => (row['router:external'] === true ? { ...row, external_for: ['*'] } : row)

/** What is of a network goes with it: floating IPs that nobody uses, too. */
const networksOf = (row: Row): readonly string[] => [String(row['network_id']), String(row['floating_network_id'])]

export class Writer {
  readonly #known = new Map<string, Known>()
  /** Calls that were answered with success. */
  done = 0

  /** An external network, and a network with a subnet behind a router. */
  async prepare(ask: Ask): Promise<void> {
    const outside = await this.#make(ask, 'network', { name: 'outside', 'router:external': true })
    await this.#make(ask, 'subnet', { network_id: outside, ip_version: 4, cidr: '203.0.113.0/24', enable_dhcp: false })
    const inside = await this.#make(ask, 'network', { name: 'inside' })
    const subnet_id = await this.#make(ask, 'subnet', { network_id: inside, ip_version: 4, cidr: '10.7.0.0/24' })
    const router = await this.#make(ask, 'router', { name: 'r', external_gateway_info: { network_id: outside } })
    await ask('PUT', `/routers/${router}/add_router_interface`, { subnet_id })
    const machine = { device_owner: 'compute:nova', device_id: 'vm', 'binding:host_id': 'host-1' }
    await this.#make(ask, 'port', { network_id: inside, ...machine })
  }

  async #make(ask: Ask, noun: string, values: object): Promise<string> {
    let answer = await ask('POST', `/${noun}s`, { [noun]: values })
    // On a machine that is busy with other things no controller may have taken it in time: it was undone.
    for (let again = 0; again < attempts && answer?.status === 504; again++)
      answer = await ask('POST', `/${noun}s`, { [noun]: values })
    this.#note({ method: 'post', path: `/${noun}s` }, answer)
    const made = (answer?.body as Record<string, Row> | undefined)?.[noun]
    if (made === undefined) throw new Error(`POST /${noun}s: ${answer?.status} ${JSON.stringify(answer?.body)}`)
    return String(made['id'])
  }

  /** Makes so many calls, some of them at once. */
  async write(ask: Ask, chance: number, count: number, together: number): Promise<void> {
    const dice = new Dice(chance)
    for (let left = count; left > 0; left -= together)
      await Promise.all(Array.from({ length: Math.min(left, together) }, () => this.#call(ask, dice)))
  }

  async #call(ask: Ask, dice: Dice): Promise<void> {
    const make = calls[dice.of(sorts)] as Make
    const call = make(this.#scene(dice))
    this.#leaves(call)
    this.#note(call, await ask(call.method.toUpperCase(), call.path, call.body))
  }

  #scene(dice: Dice): Scene {
    const row: Scene['row'] = (kind, so = () => true) => {
      const rows = [...this.#known.values()].filter(one => one.kind === kind && !one.gone && so(one.row))
      return rows.length === 0 ? undefined : dice.of(rows).row
    }
    const some = (kind: string) => (dice.once(40) ? nowhere : String(row(kind)?.['id'] ?? nowhere))
    return { dice, alone: false, projects: ['demo'], row, some }
  }

  /** Marks what a call may take away, before anybody answers. */
  #leaves({ method, path, body }: Call): void {
    if (method !== 'delete' && !path.endsWith('/remove_router_interface')) return
    const text = path + (JSON.stringify(body) ?? '')
    const named = [...this.#known].filter(([id]) => text.includes(id)).map(([id]) => id)
    for (const [id, known] of this.#known)
      if ([id, ...networksOf(known.row)].some(one => named.includes(one))) known.leaving = true
  }

  #note({ method, path, body }: Call, answer: Answered): void {
    if (answer === undefined || answer.status >= 300) return
    this.done++
    const [, , id = ''] = path.split('/')
    if (method === 'post') this.#noteNew(answer.body)
    const known = this.#known.get(id)
    if (known === undefined) return
    if (method === 'delete') known.gone = true
    const [changed] = Object.values((body ?? {}) as Record<string, Row | undefined>)
    if (method === 'put' && path.split('/').length === 3 && changed?.['name'] === 'renamed') known.renamed = true
  }

  #noteNew(body: unknown): void {
    for (const [noun, given] of Object.entries((body ?? {}) as Record<string, Row | readonly Row[]>)) {
      const kind = kinds[noun] ?? kinds[noun.slice(0, -1)]
      if (kind === undefined) continue
      for (const row of Array.isArray(given) ? (given as readonly Row[]) : [given as Row])
        this.#known.set(String(row['id']), {
          kind,
          row: kept(row),
          renamed: false,
          // Its network may have been taken away meanwhile
          leaving: networksOf(row).some(network => this.#known.get(network)?.leaving),
          gone: false,
        })
    }
  }

  /** Acknowledged changes that the store does not have. @param get a row as it is stored */
  async lost(get: (kind: string, id: string) => Promise<Row | undefined>): Promise<readonly string[]> {
    const lost: string[] = []
    for (const [id, { kind, renamed, leaving, gone }] of this.#known) {
      const row = await get(kind, id)
      if (gone && row !== undefined) lost.push(`${kind} ${id} was removed, and is there`)
      if (!leaving && row === undefined) lost.push(`${kind} ${id} was made, and is not there`)
      if (renamed && row !== undefined && row['name'] !== 'renamed') lost.push(`${kind} ${id} was renamed, and is not`)
    }
    return lost
  }
}
