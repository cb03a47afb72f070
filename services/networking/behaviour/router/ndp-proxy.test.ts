import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { refused } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

/** A router with an IPv6 gateway, and an IPv6 subnet inside, both of one address scope. */
async function open(context: Parameters<typeof openRouted>[0]) {
  const routed = await openRouted(context)
  const { lab, ada, network, router, attach } = routed
  const scope = await lab.create(lab.admin, 'AddressScope', { name: 's', ip_version: 6, shared: true })
  const pool = await lab.create(lab.admin, 'SubnetPool', {
    name: 'p',
    address_scope_id: scope['id'] ?? '',
    prefixes: ['2001:db8:4000::/36'],
    default_prefixlen: 64,
    shared: true,
  })
  const onPool = async (network_id: string, caller = ada) => {
    const given = { network_id, ip_version: 6, subnetpool_id: pool['id'] ?? '' }
    return (await lab.create(caller, 'Subnet', given))['id'] as string
  }
  const modern = await network({ 'router:external': true }, lab.admin)
  await onPool(modern, lab.admin)
  const inner = await network()
  const inside = await onPool(inner)
  const { id } = await router({ external_gateway_info: { network_id: modern }, enable_ndp_proxy: true })
  await attach(id, inside)
  const port = await lab.create(ada, 'Port', { network_id: inner })
  const [address] = port['fixed_ips'] as readonly { readonly ip_address: string }[]
  return { ...routed, id, inside, port: port['id'] as string, address: address?.ip_address ?? '' }
}

suite('NDP proxies', () => {
  test('answer for the address of a port behind the router', async context => {
    const { lab, ada, id, inside, port, address } = await open(context)
    const made = await lab.create(ada, 'NdpProxy', { router_id: id, port_id: port })
    assert.deepEqual([made['ip_address'], made['project_id']], [address, 'ada'])
    const clearing = lab.update(ada, 'Router', id, { external_gateway_info: null })
    assert.equal((await refused(clearing))[0]?.name, 'RouterGatewayInUseByNDPProxy')
    const removing = lab.action(ada, 'Router', id, 'remove_router_interface', { subnet_id: inside })
    assert.equal((await refused(removing))[0]?.name, 'RouterInterfaceInUseByNDPProxy')
    await lab.remove(ada, 'Port', port)
    assert.deepEqual(await lab.list(ada, 'NdpProxy'), [])
    await lab.update(ada, 'Router', id, { external_gateway_info: null })
    assert.equal((await lab.row('Router', id))?.['enable_ndp_proxy'], false)
  })

  test('are refused where they would not work', async context => {
    const { lab, ada, id, port, subnet, attach } = await open(context)
    const make = (given: { readonly [name: string]: string }) =>
      lab.create(ada, 'NdpProxy', { router_id: id, port_id: port, ...given })
    assert.deepEqual(told(await refused(make({ ip_address: '2001:db8::9' }))), [
      'InvalidAddress',
      400,
      `The address 2001:db8::9 is invalid, reason: This address not belong to the port ${port}.`,
    ])
    const legacy = await subnet('10.5.0.0/24')
    const old = await lab.create(ada, 'Port', { network_id: legacy.network_id })
    const away = make({ port_id: old['id'] as string })
    assert.equal((await refused(away))[0]?.name, 'PortUnreachableRouter')
    await attach(id, legacy.id)
    assert.equal((await refused(make({ port_id: old['id'] as string })))[0]?.code, 'ndp_proxy.port_without_ipv6')
    const unscoped = await subnet('2001:db8:9::/64')
    await attach(id, unscoped.id)
    const other = await lab.create(ada, 'Port', { network_id: unscoped.network_id })
    assert.equal((await refused(make({ port_id: other['id'] as string })))[0]?.name, 'AddressScopeConflict')
    await lab.update(ada, 'Router', id, { enable_ndp_proxy: false })
    assert.equal((await refused(make({})))[0]?.name, 'RouterNDPProxyNotEnable')
  })
})
