/** Whether controllers, store and ledger agree. What should be at a controller is worked out here from the rows alone, apart from how Baryon does it. */
import type { Row } from '@baryon/model'
import { type State, stateOf, text, texts } from '../../networking/stories/state.ts'
import type { Life } from './life.ts'
import { isFloodlight, type Setup } from './schedule.ts'

type Held = Readonly<Record<string, unknown>>
type ById = Readonly<Record<string, Held>>

/** What a controller has, whatever it speaks. */
interface Has {
  readonly networks: ReadonlySet<string>
  /** MAC addresses of attached ports, each as `NETWORK/PORT`. */
  readonly attached: ReadonlyMap<string, string>
  readonly routers: ReadonlySet<string>
  readonly floatingIps: ReadonlySet<string>
  /** Of those that keep names apart from ids. */
  readonly names: ReadonlyMap<string, unknown>
  /** As `ROUTER/NETWORK`. */
  readonly interfaces: ReadonlySet<string>
  readonly securityGroups: ReadonlySet<string>
}

function readFloodlight(networks: ById): Has {
  const attached = Object.entries(networks).flatMap(([network, { ports }]) =>
    Object.entries((ports ?? {}) as Record<string, string>).map(([port, mac]) => [`${network}/${port}`, mac] as const),
  )
  return {
    networks: new Set(Object.keys(networks)),
    attached: new Map(attached),
    routers: new Set(),
    floatingIps: new Set(),
    names: new Map(),
    interfaces: new Set(),
    securityGroups: new Set(),
  }
}

function readBsn(state: Readonly<Record<string, ById>>): Has {
  const attached = Object.entries(state['ports'] ?? {}).flatMap(([port, { network, attachment }]) =>
    attachment ? [[`${network}/${port}`, (attachment as { mac: string }).mac] as const] : [],
  )
  const networks = Object.entries(state['networks'] ?? {})
  return {
    networks: new Set(networks.map(([id]) => id)),
    attached: new Map(attached),
    routers: new Set(Object.keys(state['routers'] ?? {})),
    floatingIps: new Set(Object.keys(state['floatingips'] ?? {})),
    names: new Map(
      networks.map(([id, { network }]) => {
        const { name, 'display-name': shown = name } = network as Held
        return [id, shown]
      }),
    ),
    interfaces: new Set(
      Object.entries(state['interfaces'] ?? {}).map(([id, { network }]) => `${id.split('/')[0]}/${network}`),
    ),
    securityGroups: new Set(Object.keys(state['security-groups'] ?? {})),
  }
}

const ids = (rows: readonly Row[]) => new Set(rows.map(row => text(row, 'id')))

function* setDifferences(what: string, should: ReadonlySet<string>, is: ReadonlySet<string>) {
  for (const id of should) if (!is.has(id)) yield `${what} ${id} is missing`
  for (const id of is) if (!should.has(id)) yield `${what} ${id} should not be there`
}

/** Ports of machines have to be attached; other ports may be, as long as they are there. */
function* portDifferences(state: State, attached: ReadonlyMap<string, string>) {
  const ports = new Map(state.all('Port').map(port => [`${text(port, 'network_id')}/${text(port, 'id')}`, port]))
  for (const [key, port] of ports) {
    const isMachine = text(port, 'device_owner').startsWith('compute:') && text(port, 'device_id') !== ''
    const mac = attached.get(key)
    if (isMachine && mac === undefined) yield `port ${key} is not attached`
    if (mac !== undefined && mac.toLowerCase() !== text(port, 'mac_address')) yield `port ${key} has the MAC ${mac}`
  }
  for (const key of attached.keys()) if (!ports.has(key)) yield `port ${key} should not be there`
}

/** Where the network of a floating IP tells of it, it does so as long as it is external. */
function* floatingIpDifferences(state: State, is: ReadonlySet<string>) {
  const all = state.all('FloatingIp')
  const outside = all.filter(row => {
    const network = state.get('Network', row['floating_network_id'])
    return network !== undefined && texts(network, 'external_for').length > 0
  })
  yield* setDifferences(
    'floating IP',
    ids(outside),
    new Set([...is].filter(id => ids(outside).has(id) || !ids(all).has(id))),
  )
}

const interfacesOf = (state: State): ReadonlySet<string> =>
  new Set(
    state
      .all('Port')
      .filter(port => /router.*interface/.test(text(port, 'device_owner')) && isPlaced(port))
      .map(port => `${text(port, 'device_id')}/${text(port, 'network_id')}`),
  )

const isPlaced = (port: Row): boolean => (port['fixed_ips'] as readonly unknown[]).length > 0

function* differencesOf(state: State, has: Has, { dialect }: Setup) {
  yield* setDifferences('network', ids(state.all('Network')), has.networks)
  yield* portDifferences(state, has.attached)
  if (!dialect.startsWith('bsn')) return
  yield* setDifferences('router', ids(state.all('Router')), has.routers)
  yield* floatingIpDifferences(state, has.floatingIps)
  yield* setDifferences('interface', interfacesOf(state), has.interfaces)
  if (dialect === 'bsn-v2.0')
    yield* setDifferences('security group', ids(state.all('SecurityGroup')), has.securityGroups)
  for (const row of state.all('Network')) {
    const name = has.names.get(text(row, 'id'))
    if (name !== undefined && name !== row['name']) yield `network ${row['id']} is called ${name}, not ${row['name']}`
  }
}

interface Reported {
  readonly name: string
  readonly phase: string
  readonly waiting: number
  readonly behind: number
  readonly reason?: unknown
}

function* reportDifferences(reports: readonly Reported[], count: number) {
  if (reports.length !== count) yield `${reports.length} controllers are reported instead of ${count}`
  for (const { name, phase, waiting, behind, reason } of reports) {
    if (phase !== 'following') yield `${name} is ${phase}: ${JSON.stringify(reason)}`
    if (waiting > 0 || behind > 0) yield `${name} has ${waiting} waiting and is ${behind} behind`
  }
}

/** What is set aside, with why. */
async function refusals({ life, targets }: Watched): Promise<readonly string[]> {
  const answers = await Promise.all(
    targets.map(target => life.ask('GET', `//v1/controllers/${target}/deliveries?state=refused`)),
  )
  return answers.flatMap((answer, at) => {
    const { deliveries = [] } = (answer?.body ?? {}) as { deliveries?: readonly Refused[] }
    return deliveries.map(
      ({ kind, id, fault }) => `${targets[at]} refused ${kind} ${id}: ${fault?.message} (${fault?.cause})`,
    )
  })
}

function* statusDifferences(state: State) {
  for (const kind of ['Network', 'Router', 'Port'])
    for (const row of state.all(kind))
      if (/BUILD|ERROR/.test(text(row, 'status'))) yield `${kind} ${row['id']} is ${row['status']}`
}

interface Refused {
  readonly kind: string
  readonly id: string
  readonly fault?: { readonly message: string; readonly cause: string }
}

/** What is looked at. */
export interface Watched {
  readonly setup: Setup
  readonly life: Life
  readonly outsides: readonly { readonly controller: { state(): unknown } }[]
  /** Names of the targets. */
  readonly targets: readonly string[]
}

/** Every difference between what is stored, what controllers have, and what Baryon says of them. */
export async function differences(world: Watched): Promise<readonly string[]> {
  const state = await stateOf(world.life.store)
  const floodlight = isFloodlight(world.setup)
  const states = await Promise.all(world.outsides.map(({ controller }) => controller.state()))
  const held = states.flatMap((each, at) => {
    const snapshot = each as Readonly<Record<string, ById>>
    const has = floodlight ? readFloodlight(snapshot['networks'] ?? {}) : readBsn(snapshot)
    return [...differencesOf(state, has, world.setup)].map(each => `c${at}: ${each}`)
  })
  const answer = await world.life.ask('GET', '//v1/controllers')
  const { controllers = [] } = (answer?.body ?? {}) as { controllers?: readonly Reported[] }
  const served = [...reportDifferences(controllers, world.targets.length), ...(await refusals(world))]
  return [...held, ...served, ...statusDifferences(state)]
}
