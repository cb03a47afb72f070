import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import fc from 'fast-check'
import type { FloatingIpRow, PortForwardingRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { openRouted, type Routed } from '../testdata/routed.ts'
import { FLOATING_IP, GATEWAY, isInterface } from './owners.ts'

/** One step of a story; numbers choose among what there is. */
type Step = readonly [(typeof verbs)[number], number, number]

const verbs = [
  'router',
  'gateway',
  'clear',
  'attach',
  'attachPort',
  'detach',
  'removeRouter',
  'port',
  'movePort',
  'removePort',
  'floatingIp',
  'associate',
  'dissociate',
  'removeFloatingIp',
  'forward',
  'removeForwarding',
  'route',
] as const

interface Scene extends Routed {
  readonly subnets: readonly SubnetRow[]
  pick(kind: string, number: number): Promise<Row>
}

const idOf = (row: Row) => row['id'] as string

const acts: Readonly<Record<Step[0], (scene: Scene, one: number, two: number) => Promise<unknown>>> = {
  router: ({ router, outside }, one) => router(one % 2 === 0 ? {} : { external_gateway_info: { network_id: outside } }),
  gateway: async ({ lab, ada, pick, outside }, one) =>
    lab.update(ada, 'Router', idOf(await pick('Router', one)), { external_gateway_info: { network_id: outside } }),
  clear: async ({ lab, ada, pick }, one) =>
    lab.update(ada, 'Router', idOf(await pick('Router', one)), { external_gateway_info: null }),
  attach: async ({ attach, pick, subnets }, one, two) =>
    attach(idOf(await pick('Router', one)), subnets[two % subnets.length]?.id ?? ''),
  attachPort: async ({ lab, ada, pick }, one, two) =>
    lab.action(ada, 'Router', idOf(await pick('Router', one)), 'add_router_interface', {
      port_id: idOf(await pick('Port', two)),
    }),
  detach: async ({ lab, ada, pick, subnets }, one, two) =>
    lab.action(ada, 'Router', idOf(await pick('Router', one)), 'remove_router_interface', {
      subnet_id: subnets[two % subnets.length]?.id ?? '',
    }),
  removeRouter: async ({ lab, ada, pick }, one) => lab.remove(ada, 'Router', idOf(await pick('Router', one))),
  port: ({ port, subnets }, one) => port(subnets[one % subnets.length] as SubnetRow),
  movePort: async ({ lab, ada, pick }, one) =>
    lab.update(ada, 'Port', idOf(await pick('Port', one)), { fixed_ips: [] }),
  removePort: async ({ lab, ada, pick }, one) => lab.remove(ada, 'Port', idOf(await pick('Port', one))),
  floatingIp: ({ floatingIp }) => floatingIp(),
  associate: async ({ lab, ada, pick }, one, two) =>
    lab.update(ada, 'FloatingIp', idOf(await pick('FloatingIp', one)), { port_id: idOf(await pick('Port', two)) }),
  dissociate: async ({ lab, ada, pick }, one) =>
    lab.update(ada, 'FloatingIp', idOf(await pick('FloatingIp', one)), { port_id: null }),
  removeFloatingIp: async ({ lab, ada, pick }, one) =>
    lab.remove(ada, 'FloatingIp', idOf(await pick('FloatingIp', one))),
  forward: async ({ lab, ada, pick }, one, two) => {
    const port = (await pick('Port', two)) as PortRow
    return lab.create(ada, 'PortForwarding', {
      floatingip_id: idOf(await pick('FloatingIp', one)),
      protocol: 'tcp',
      internal_port_id: port.id,
      internal_ip_address: port.fixed_ips[0]?.ip_address ?? '10.9.9.9',
      external_port: 1 + (one % 3),
      internal_port: 1 + (two % 3),
    })
  },
  removeForwarding: async ({ lab, ada, pick }, one) =>
    lab.remove(ada, 'PortForwarding', idOf(await pick('PortForwarding', one))),
  route: async ({ lab, ada, pick }, one, two) =>
    lab.update(ada, 'Router', idOf(await pick('Router', one)), {
      routes: two % 3 === 0 ? [] : [{ destination: '10.99.0.0/16', nexthop: `10.${two % 3}.0.99` }],
    }),
}

/** Nothing is there to do it to. */
const nothing = new Error('nothing is there')

async function tell(scene: Scene, [verb, one, two]: Step) {
  try {
    await acts[verb](scene, one, two)
    return true
  } catch (error) {
    if (error === nothing || error instanceof Refusal) return false
    throw error
  }
}

/** What a story begins with: a router between two networks, ports behind it, and what leads to them. */
const beginning: readonly Step[] = [
  ['router', 1, 0],
  ['attach', 0, 0],
  ['port', 0, 0],
  ['port', 0, 0],
  ['port', 1, 0],
  ['floatingIp', 0, 0],
  ['floatingIp', 0, 0],
]

const isAt = (port: PortRow | undefined, address: string | null) =>
  port?.fixed_ips.find(({ ip_address }) => ip_address === address)?.subnet_id

async function check({ lab }: Scene) {
  const rows = async <T>(kind: string) => (await lab.list(lab.admin, kind)) as unknown as readonly T[]
  const ports = new Map((await rows<PortRow>('Port')).map(port => [port.id, port]))
  const routers = new Map((await rows<RouterRow>('Router')).map(router => [router.id, router]))
  const floating = new Map((await rows<FloatingIpRow>('FloatingIp')).map(one => [one.id, one]))
  const forwardings = await rows<PortForwardingRow>('PortForwarding')
  const reaches = (router: string | null, subnet: string | undefined) =>
    [...ports.values()].some(
      port => isInterface(port) && port.device_id === router && port.fixed_ips.some(ip => ip.subnet_id === subnet),
    )
  for (const port of ports.values()) {
    if (isInterface(port)) assert.ok(routers.has(port.device_id), 'no interface without its router')
    if (port.device_owner === GATEWAY) assert.equal(routers.get(port.device_id)?.gw_port_id, port.id)
    if (port.device_owner === FLOATING_IP) assert.equal(floating.get(port.device_id)?.floating_port_id, port.id)
  }
  for (const router of routers.values()) {
    const gateway = ports.get(router.gw_port_id ?? '')
    assert.deepEqual(router.external_gateway_info?.external_fixed_ips, gateway?.fixed_ips)
    const subnets = [...ports.values()]
      .filter(port => isInterface(port) && port.device_id === router.id)
      .flatMap(port => port.fixed_ips.map(ip => ip.subnet_id))
    assert.equal(new Set(subnets).size, subnets.length, 'one leg in a subnet')
  }
  for (const one of floating.values()) {
    assert.equal(ports.get(one.floating_port_id ?? '')?.device_id, one.id)
    const own = forwardings.filter(({ floatingip_id }) => floatingip_id === one.id)
    if (one.port_id === null) assert.equal(one.router_id !== null, own.length > 0)
    else {
      assert.deepEqual(own, [])
      assert.ok(
        reaches(one.router_id, isAt(ports.get(one.port_id), one.fixed_ip_address)),
        'the router reaches the port',
      )
    }
    if (one.router_id !== null)
      assert.equal(routers.get(one.router_id)?.external_gateway_info?.network_id, one.floating_network_id)
  }
  for (const one of forwardings) {
    const subnet = isAt(ports.get(one.internal_port_id), one.internal_ip_address)
    assert.ok(
      reaches(floating.get(one.floatingip_id)?.router_id ?? null, subnet),
      'the router reaches what it forwards to',
    )
  }
}

async function open(context: Parameters<typeof openRouted>[0]): Promise<Scene> {
  const routed = await openRouted(context)
  const subnets = await Promise.all(['10.1.0.0/24', '10.2.0.0/24', '10.1.0.0/16'].map(cidr => routed.subnet(cidr)))
  const pick = async (kind: string, number: number) => {
    const there = (await routed.lab.list(routed.lab.admin, kind)).filter(row => row['project_id'] === 'ada')
    const row = there[number % Math.max(1, there.length)]
    if (row === undefined) throw nothing
    return row
  }
  const scene: Scene = { ...routed, subnets, pick }
  for (const step of beginning) assert.ok(await tell(scene, step), `${step[0]} works`)
  return scene
}

test('whatever happens to routers, ports and floating IPs, each has what it needs', async context => {
  const number = fc.integer({ min: 0, max: 11 })
  const step = fc.tuple(fc.constantFrom(...verbs), number, number)
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async steps => {
      const scene = await open(context)
      for (const each of steps) {
        if (!(await tell(scene, each))) continue
        done += 1
        await check(scene)
      }
    }),
    { numRuns: 12 },
  )
  assert.ok(done > 50, `only ${done} steps did something`)
})
