import { test } from 'node:test'
import type { Desired, Key } from '@baryon/reconcile'
import type { ThingKind } from '../dialects/dialect.ts'
import { projectionOf } from '../projection/projection.ts'
import { readRouterRule } from '../projection/router-rules.ts'
import { cloud, type Rows, viewOf, withRow } from '../projection/testdata/cloud.ts'
import { capabilitiesRequest, healthRequest, switchRequest } from './questions.ts'
import { readRequest } from './read-back.ts'
import type { WireRequest } from './request.ts'
import { tell, untell } from './tell.ts'
import { type Variant, variants } from './testdata/dialects.ts'
import { assertGolden, type Exchange, textOf } from './testdata/golden.ts'
import { topologyBody, topologyRequest } from './topology.ts'

const rule = readRouterRule('*:any:any:permit')

const projectionFor = ({ dialect }: Variant) =>
  projectionOf({ dialect, metadataRoute: true, segmentationTypes: 'vlan, vxlan', routerRules: rule ? [rule] : [] })

/** What is changed of each thing, and as which thing it is known. */
const changed: Readonly<Record<ThingKind, { readonly keys: readonly Key[]; readonly rows: Rows }>> = {
  tenant: { keys: [{ kind: 'tenant', id: 'blue' }], rows: cloud },
  'security-group': {
    keys: [{ kind: 'security-group', id: 'group' }],
    rows: withRow(cloud, 'SecurityGroup', 'group', { name: 'db' }),
  },
  network: {
    keys: [
      { kind: 'network', id: 'net' },
      { kind: 'network', id: 'out' },
    ],
    rows: withRow(
      withRow(cloud, 'Network', 'net', { name: 'Renamed', admin_state_up: false, subnets: [] }),
      'Subnet',
      'net-v4',
      { gateway_ip: null },
    ),
  },
  router: {
    keys: [{ kind: 'router', id: 'router' }],
    rows: withRow(cloud, 'Router', 'router', {
      external_gateway_info: null,
      admin_state_up: false,
      own_rules: [
        { source: 'external', destination: '10.0.0.0/24', action: 'deny', nexthops: [] },
        { source: '10.0.0.0/24', destination: 'any', action: 'permit', nexthops: ['10.0.0.7', '10.0.0.8'] },
      ],
    }),
  },
  port: {
    keys: [
      { kind: 'port', id: 'vm' },
      { kind: 'port', id: 'loose' },
    ],
    rows: withRow(cloud, 'Port', 'vm', { mac_address: 'fa:16:3e:00:00:55', admin_state_up: false }),
  },
  interface: {
    keys: [
      { kind: 'interface', id: 'router/net' },
      { kind: 'interface', id: 'router/net-v4' },
    ],
    rows: withRow(cloud, 'Port', 'leg', { fixed_ips: [{ subnet_id: 'net-v4', ip_address: '10.0.0.254' }] }),
  },
  policy: {
    keys: [
      { kind: 'policy', id: 'blue/14000' },
      { kind: 'policy', id: 'blue/10' },
    ],
    rows: withRow(cloud, 'TenantPolicy', 'web', {
      protocol: null,
      destination_port: null,
      nexthops: [],
      action: 'deny',
    }),
  },
  floatingip: {
    keys: [{ kind: 'floatingip', id: 'fip' }],
    rows: withRow(cloud, 'FloatingIp', 'fip', { port_id: null, router_id: null, fixed_ip_address: null }),
  },
}

async function exchangesOf(variant: Variant, kind: ThingKind): Promise<readonly Exchange[]> {
  const { dialect } = variant
  const projection = projectionFor(variant)
  const capabilities = new Set(variant.capabilities)
  const exchanges: Exchange[] = []
  const add = (what: string, thing: Desired | undefined, requests: (thing: Desired) => readonly WireRequest[]) => {
    if (thing !== undefined) exchanges.push({ what: `${what} ${kind} ${thing.key.id}`, requests: requests(thing) })
  }
  for (const key of changed[kind].keys) {
    const thing = await projection.desired(key, viewOf(cloud))
    add('create', thing, one => tell(dialect, capabilities, 'create', one))
    const other = await projection.desired(key, viewOf(changed[kind].rows))
    add('update', other, one => tell(dialect, capabilities, 'update', one))
    add('remove', thing, one => untell(dialect, capabilities, one.key, one.address))
  }
  return exchanges
}

async function questionsOf(variant: Variant): Promise<readonly Exchange[]> {
  const { dialect } = variant
  const question = (what: string, request: WireRequest | undefined) =>
    request === undefined ? [] : [{ what, requests: [request] }]
  const topology = topologyRequest(dialect)
  let body = ''
  const options = { capabilities: new Set(variant.capabilities), triggeredBy: 'red' }
  for await (const piece of topologyBody(dialect, projectionFor(variant).all(viewOf(cloud)), options)) body += piece
  const empty = async function* (): AsyncGenerator<Desired> {}
  let nothing = ''
  for await (const piece of topologyBody(dialect, empty(), { capabilities: options.capabilities })) nothing += piece
  return [
    ...question('everything', topology && { ...topology, body }),
    ...question('nothing at all', topology && { ...topology, body: nothing }),
    ...question('what does it have', readRequest(dialect)),
    ...question('what can it do', capabilitiesRequest(dialect)),
    ...question('is it well', healthRequest(dialect)),
    ...question('does it know a switch', switchRequest(dialect, 'host-2')),
  ]
}

for (const variant of variants) {
  for (const kind of variant.dialect.kinds) {
    test(`${variant.name}: requests of a ${kind} are the committed ones to the byte`, async () => {
      const exchanges = await exchangesOf(variant, kind)
      assertGolden(variant.name, kind, textOf(variant.dialect, new Set(variant.capabilities), exchanges))
    })
  }

  test(`${variant.name}: everything at once and questions are the committed ones to the byte`, async () => {
    const exchanges = await questionsOf(variant)
    assertGolden(variant.name, 'whole', textOf(variant.dialect, new Set(variant.capabilities), exchanges))
  })
}
