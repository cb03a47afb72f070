/** What the bad requests are about: a cloud with something of everything. */
import assert from 'node:assert/strict'
import { type Cloud, type Person, projectId, startCloud } from '../cloud.ts'

/** Ids by the names that the cases use. */
const ids: Record<string, string> = {
  absent: '00000000-0000-4000-8000-000000000000',
  demo: projectId('demo'),
  alt: projectId('alt'),
}

/** `<name>` stands for an id. */
export const filled = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(/<([\w.-]+)>/g, (whole, name: string) => ids[name] ?? whole)) as T

async function make(name: string, who: Person, path: string, body: Readonly<Record<string, unknown>>) {
  const made = await who.make(path, filled(body))
  ids[name] = made.id
  return made
}

/** Networks with subnets, ports, a router between them, groups and pools, all of the project `demo`; an external network. */
async function build(demo: Person, admin: Person) {
  await make('net', demo, '/networks', { network: { name: 'net' } })
  await make('subnet', demo, '/subnets', { subnet: { network_id: '<net>', ip_version: 4, cidr: '10.1.0.0/24' } })
  await make('free', demo, '/networks', { network: { name: 'free' } })
  await make('theirs', admin, '/networks', { network: { name: 'theirs' } })
  await make('public', admin, '/networks', { network: { name: 'public', 'router:external': true } })
  await make('outside', admin, '/subnets', {
    subnet: { network_id: '<public>', ip_version: 4, cidr: '198.51.100.0/24', enable_dhcp: false },
  })
  await make('vlan', admin, '/networks', {
    network: {
      'provider:network_type': 'vlan',
      'provider:physical_network': 'physnet1',
      'provider:segmentation_id': 1200,
    },
  })
  await make('group', demo, '/security-groups', { security_group: { name: 'web' } })
  const port = await make('port', demo, '/ports', {
    port: { network_id: '<net>', fixed_ips: [{ ip_address: '10.1.0.20' }], security_groups: ['<group>'] },
  })
  ids['mac'] = port.mac_address
  const groups = await demo.get('/security-groups?name=default')
  ids['default'] = groups.body.security_groups[0].id
  await make('router', demo, '/routers', { router: { name: 'r' } })
  const leg = await demo.put(filled('/routers/<router>/add_router_interface'), filled({ subnet_id: '<subnet>' }))
  ids['leg'] = leg.body.port_id
  await make('island', demo, '/networks', { network: { name: 'island' } })
  await make('shore', demo, '/subnets', { subnet: { network_id: '<island>', ip_version: 4, cidr: '10.9.0.0/24' } })
  await make('castaway', demo, '/ports', { port: { network_id: '<island>' } })
}

async function furnish(demo: Person, alt: Person, admin: Person) {
  await make('rule', demo, '/security-group-rules', {
    security_group_rule: {
      security_group_id: '<group>',
      direction: 'ingress',
      protocol: 'tcp',
      port_range_min: 80,
      port_range_max: 81,
      remote_ip_prefix: '203.0.113.9/24',
    },
  })
  await make('scope', demo, '/address-scopes', { address_scope: { name: 'scope', ip_version: 4 } })
  await make('pool', demo, '/subnetpools', {
    subnetpool: { name: 'pool', prefixes: ['10.40.0.0/16'], default_prefixlen: 26, address_scope_id: '<scope>' },
  })
  await make('pooled', demo, '/networks', { network: { name: 'pooled' } })
  await make('slice', demo, '/subnets', { subnet: { network_id: '<pooled>', ip_version: 4, subnetpool_id: '<pool>' } })
  await make('bound', demo, '/ports', { port: { network_id: '<net>', device_owner: 'compute:nova' } })
  await admin.put(filled('/ports/<bound>'), { port: { 'binding:host_id': 'host-1' } })
  await admin.post(filled('/ports/<bound>/bindings'), { binding: { host: 'host-2' } })
  const full = { network: 0, port: 0, security_group: 1 }
  const quota = await admin.put(filled('/quotas/<alt>'), { quota: full })
  assert.equal(quota.status, 200, quota.text)
  await make('roomy', admin, '/networks', { network: { name: 'roomy', shared: true } })
  assert.equal((await alt.get('/security-groups')).status, 200)
}

export const startSite = async (): Promise<Cloud> => {
  const cloud = await startCloud({ networking: { vlan_ranges: { physnet1: ['1000:1999'] } } })
  await build(cloud.as('demo'), cloud.admin)
  await furnish(cloud.as('demo'), cloud.as('alt'), cloud.admin)
  return cloud
}
