/** The target keeps every rule of the contract, in each dialect, with a reference controller as its outside. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemClock } from '@baryon/kit'
import type { Desired, Key, Target } from '@baryon/reconcile'
import { type TargetSubject, targetKit } from '@baryon/reconcile/conformance'
import { startController } from '../../../../examples/controller/controller.ts'
import type { ControllerOptions } from '../../../../examples/controller/options.ts'
import { openRestproxy } from './open.ts'
import { network, port, tenant } from './testdata/site.ts'

const router: Desired = {
  key: { kind: 'router', id: 'r1' },
  parents: [tenant.key],
  address: { tenant: 't1' },
  body: { id: 'r1', name: 'r1', tenant_id: 't1', external_gateway_info: null, state: 'UP' },
}

const leg: Desired = {
  key: { kind: 'interface', id: 'r1/n1' },
  parents: [router.key, network('n1').key],
  address: { tenant: 't1', router: 'r1', interface: 'n1' },
  body: { id: 'n1', network: 'n1', subnet: 's1' },
}

const policy: Desired = {
  key: { kind: 'policy', id: 't1/14000' },
  parents: [tenant.key],
  address: { tenant: 't1', priority: 14_000 },
  body: { priority: 14_000, source: 'any', destination: 'any', action: 'permit' },
}

const floatingIp: Desired = {
  key: { kind: 'floatingip', id: 'f1' },
  parents: [network('n1').key],
  address: { tenant: 't1' },
  body: { id: 'f1', tenant_id: 't1', floating_network_id: 'n1', floating_ip_address: '192.0.2.9', port_id: null },
}

const securityGroup: Desired = {
  key: { kind: 'security-group', id: 'g1' },
  parents: [tenant.key],
  address: {},
  body: { id: 'g1', name: 'g1', tenant_id: 't1', security_group_rules: [] },
}

/** In the order of a projection: networks with what is theirs, then routers with what is theirs. */
const whole = [
  tenant,
  securityGroup,
  network('n1', { floatingips: [floatingIp.body] }),
  port('p1', 'n1'),
  floatingIp,
  network('n2'),
  router,
  leg,
  policy,
]

/** As the projection cuts them for those that know no more. */
const flat = (thing: Desired): Desired => {
  const { id, name, gateway = null } = thing.body as Readonly<Record<string, string | null>>
  return { ...thing, parents: [], body: { id: id ?? null, name: name ?? null, gateway } }
}
const attached = (thing: Desired): Desired => ({
  ...thing,
  body: { attachment: { id: 'd1', mac: '00:00:00:00:00:01' } },
})
const small = [flat(network('n1')), attached(port('p1', 'n1')), flat(network('n2'))]

const early = small.map(thing =>
  thing.key.kind === 'port'
    ? { ...thing, body: { port: { id: 'p1', state: 'ACTIVE' }, ...Object(thing.body) } }
    : thing,
)

/** Of a body, with another value somewhere. */
function changed(thing: Desired): Desired | undefined {
  const { kind } = thing.key
  const body = thing.body as Readonly<Record<string, object>>
  if (kind === 'port')
    return { ...thing, body: { ...body, attachment: { id: 'd2', mac: '00:00:00:00:00:02' } } } as Desired
  if (kind === 'network' && Object.keys(body).length === 3)
    return { ...thing, body: { ...body, gateway: '10.0.0.9' } } as Desired
  if (kind === 'policy') return { ...thing, body: { ...body, action: 'deny' } } as Desired
  return 'name' in body && kind !== 'tenant' ? ({ ...thing, body: { ...body, name: 'other' } } as Desired) : undefined
}

const kinds: Readonly<Record<string, string>> = {
  tenants: 'tenant',
  'security-groups': 'security-group',
  networks: 'network',
  routers: 'router',
  ports: 'port',
  interfaces: 'interface',
  policies: 'policy',
  floatingips: 'floatingip',
}

type State = Readonly<Record<string, Readonly<Record<string, { readonly ports?: object }>>>>

/** What a controller keeps; Floodlight keeps ports within their networks. */
function keysOf(state: State): readonly Key[] {
  const keys = Object.entries(state).flatMap(([name, things]) =>
    Object.keys(things).map(id => ({ kind: kinds[name] ?? name, id })),
  )
  const nested = Object.values(state['networks'] ?? {}).flatMap(({ ports = {} }) => Object.keys(ports))
  return [...keys, ...nested.map(id => ({ kind: 'port', id }))]
}

async function openTarget(file: object): Promise<{ readonly target: Target; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'restproxy-'))
  const path = join(folder, 'controllers.yaml')
  writeFileSync(path, JSON.stringify(file))
  const opened = await openRestproxy({ file: path, clock: systemClock, logger: silentLogger })
  rmSync(folder, { recursive: true })
  if (!opened.ok) throw new Error(opened.faults.map(fault => fault.message).join('; '))
  return { target: opened.value.targets[0] as Target, close: () => opened.value.close() }
}

const open =
  (options: ControllerOptions, file: object, all: readonly Desired[]) => async (): Promise<TargetSubject> => {
    const controller = await startController(options)
    const { target, close } = await openTarget({ ...file, controllers: controller.urls })
    return {
      target,
      things: all.filter(({ key }) => target.describe().kinds.includes(key.kind)),
      changed,
      peek: async () => keysOf(controller.state() as unknown as State),
      wipe: () => controller.restart({ empty: true }),
      async close() {
        await close()
        await controller.stop()
      },
    }
  }

const capabilities = ['floatingip', 'display-name'] as const

targetKit(
  'bsn-v2.0',
  open({ dialect: 'bsn-v2.0', capabilities }, { dialect: 'bsn-v2.0', securityGroups: { tell: true } }, whole),
)
targetKit(
  'bsn-v1.1 with hashes',
  open({ dialect: 'bsn-v1.1', capabilities: ['floatingip', 'consistency'] }, { dialect: 'bsn-v1.1' }, whole),
)
targetKit(
  'floodlight-v1.0 of generation A',
  open({ dialect: 'quantum-v1.0' }, { dialect: 'floodlight-v1.0', generation: 'A' }, early),
)
targetKit(
  'a cluster',
  open({ dialect: 'bsn-v2.0', capabilities, listen: ['127.0.0.1:0', '127.0.0.1:0'] }, { dialect: 'bsn-v2.0' }, whole),
)
for (const faithful of ['floodlight-0.91', 'floodlight-1.2'] as const)
  targetKit(faithful, open({ dialect: 'floodlight-v1.1', faithful }, { dialect: 'floodlight-v1.1' }, small))
