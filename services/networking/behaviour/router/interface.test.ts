import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { refused, uuid } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

const bad = (message: string) => ['BadRequest', 400, `Bad router request: ${message}.`]

suite('interfaces of a router', () => {
  test('come with a subnet: a port with the gateway address', async context => {
    const { lab, ada, router, subnet, portOf } = await openRouted(context)
    const { id } = await router()
    const inside = await subnet('10.1.0.0/24')
    const added = await lab.action(ada, 'Router', id, 'add_router_interface', { subnet_id: inside.id })
    const { port_id } = added as { readonly port_id: string }
    assert.deepEqual(added, {
      id,
      tenant_id: 'ada',
      port_id,
      network_id: inside.network_id,
      subnet_id: inside.id,
      subnet_ids: [inside.id],
    })
    const port = await portOf(port_id)
    assert.deepEqual(
      [port.device_id, port.device_owner, port.fixed_ips, port.project_id, port['port_security_enabled']],
      [id, 'network:router_interface', [{ subnet_id: inside.id, ip_address: '10.1.0.1' }], 'ada', false],
    )
    const removed = await lab.action(ada, 'Router', id, 'remove_router_interface', { subnet_id: inside.id })
    assert.deepEqual(removed, added)
    assert.equal(await lab.row('Port', port_id), undefined)
  })

  test('come with a port, and go with it', async context => {
    const { lab, ada, router, subnet, port, portOf } = await openRouted(context)
    const { id } = await router()
    const inside = await subnet('10.1.0.0/24')
    const own = await port(inside)
    const added = await lab.action(ada, 'Router', id, 'add_router_interface', { port_id: own.id })
    assert.deepEqual((added as { readonly subnet_ids: readonly string[] }).subnet_ids, [inside.id])
    const attached = await portOf(own.id)
    assert.deepEqual([attached.device_id, attached.device_owner], [id, 'network:router_interface'])
    const elsewhere = await router()
    const again = lab.action(ada, 'Router', elsewhere.id, 'add_router_interface', { port_id: own.id })
    assert.deepEqual(told(await refused(again)), [
      'PortInUse',
      409,
      `Unable to complete operation on port ${own.id} for network ${inside.network_id}. Port already has an attached device ${id}.`,
    ])
    await lab.action(ada, 'Router', id, 'remove_router_interface', { port_id: own.id })
    assert.equal(await lab.row('Port', own.id), undefined)
  })

  test('are refused for what cannot be one', async context => {
    const { lab, ada, router, subnet, port, attach } = await openRouted(context)
    const { id } = await router()
    const inside = await subnet('10.1.0.0/24')
    const telling = async (input: Parameters<typeof lab.action>[4], caller = ada) =>
      told(await refused(lab.action(caller, 'Router', id, 'add_router_interface', input)))
    assert.deepEqual(await telling({}), bad('Either subnet_id or port_id must be specified'))
    const own = await port(inside)
    assert.deepEqual(
      await telling({ subnet_id: inside.id, port_id: own.id }),
      bad('Cannot specify both subnet-id and port-id'),
    )
    assert.deepEqual(await telling({ subnet_id: uuid(1) }), [
      'SubnetNotFound',
      404,
      `Subnet ${uuid(1)} could not be found.`,
    ])
    assert.deepEqual(await telling({ port_id: uuid(1) }), ['PortNotFound', 404, `Port ${uuid(1)} could not be found.`])
    const closed = await subnet('10.2.0.0/24', { gateway_ip: null })
    assert.deepEqual(await telling({ subnet_id: closed.id }), bad('Subnet for router interface must have a gateway IP'))
    const bare = await port(inside, { fixed_ips: [] })
    assert.deepEqual(await telling({ port_id: bare.id }), bad('Router port must have at least one fixed IP'))
    await attach(id, inside.id)
    assert.deepEqual(await telling({ subnet_id: inside.id }), bad(`Router already has a port on subnet ${inside.id}`))
    const overlapping = await subnet('10.1.0.0/16')
    assert.deepEqual(
      await telling({ subnet_id: overlapping.id }),
      bad(`Cidr 10.1.0.0/16 of subnet ${overlapping.id} overlaps with cidr 10.1.0.0/24 of subnet ${inside.id}`),
    )
    const advertised = await subnet('2001:db8:9::/64', { ipv6_address_mode: 'slaac' })
    assert.match(String((await telling({ subnet_id: advertised.id }))?.[2]), /configured to receive RAs/)
  })

  test('in subnets of others are for those whom the network is shared with by name', async context => {
    const { lab, network, router, subnet } = await openRouted(context)
    const bob = lab.member('bob')
    const shared = await network({ shared: true }, lab.admin)
    const inside = await subnet('10.1.0.0/24', { network_id: shared }, lab.admin)
    const { id } = await router({}, bob)
    const adding = () => lab.action(bob, 'Router', id, 'add_router_interface', { subnet_id: inside.id })
    assert.deepEqual(
      told(await refused(adding())),
      bad(`Cannot add interface to router because subnet ${inside.id} is not owned by project making the request`),
    )
    await lab.create(lab.admin, 'RbacPolicy', {
      object_type: 'network',
      object_id: shared,
      action: 'access_as_shared',
      target_tenant: 'bob',
    })
    await adding()
  })

  test('have the IPv6 prefixes of one network on one port', async context => {
    const { lab, ada, router, subnet, attach, port, portOf } = await openRouted(context)
    const { id } = await router()
    const modes = { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
    const one = await subnet('2001:db8:1::/64', modes)
    const two = await subnet('2001:db8:2::/64', { ...modes, network_id: one.network_id })
    const first = await attach(id, one.id)
    const foreign = await port(two)
    const second = lab.action(ada, 'Router', id, 'add_router_interface', { port_id: foreign.id })
    assert.match(
      (await refused(second))[0]?.message ?? '',
      /Cannot have multiple router ports with the same network id/,
    )
    assert.equal(await attach(id, two.id), first)
    assert.deepEqual(
      (await portOf(first)).fixed_ips.map(({ subnet_id }) => subnet_id),
      [one.id, two.id],
    )
    await lab.action(ada, 'Router', id, 'remove_router_interface', { subnet_id: one.id })
    assert.deepEqual(
      (await portOf(first)).fixed_ips.map(({ subnet_id }) => subnet_id),
      [two.id],
    )
    await lab.action(ada, 'Router', id, 'remove_router_interface', { subnet_id: two.id })
    assert.equal(await lab.row('Port', first), undefined)
  })

  test('are not removed when they are not there, or are needed', async context => {
    const { lab, ada, gatewayRouter, subnet, attach, port, floatingIp } = await openRouted(context)
    const { id } = await gatewayRouter()
    const inside = await subnet('10.1.0.0/24')
    const other = await subnet('10.2.0.0/24')
    const leg = await attach(id, inside.id)
    const telling = async (input: Parameters<typeof lab.action>[4]) =>
      told(await refused(lab.action(ada, 'Router', id, 'remove_router_interface', input)))
    assert.deepEqual(await telling({ subnet_id: other.id }), [
      'RouterInterfaceNotFoundForSubnet',
      404,
      `Router ${id} has no interface on subnet ${other.id}`,
    ])
    const stray = await port(other)
    assert.deepEqual(await telling({ port_id: stray.id }), [
      'RouterInterfaceNotFound',
      404,
      `Router ${id} does not have an interface with id ${stray.id}`,
    ])
    assert.deepEqual(await telling({ port_id: leg, subnet_id: other.id }), [
      'SubnetMismatchForPort',
      400,
      `Subnet on port ${leg} does not match the requested subnet ${other.id}.`,
    ])
    const inUse = `Router interface for subnet ${inside.id} on router ${id} cannot be deleted, as it is required by one or more`
    await lab.update(ada, 'Router', id, { routes: [{ destination: '10.9.0.0/16', nexthop: '10.1.0.20' }] })
    const byRoute = ['RouterInterfaceInUseByRoute', 409, `${inUse} routes.`]
    assert.deepEqual(await telling({ port_id: leg }), byRoute)
    assert.deepEqual(await telling({ subnet_id: inside.id }), byRoute)
    await lab.update(ada, 'Router', id, { routes: [] })
    await floatingIp({ port_id: (await port(inside)).id })
    const byFloatingIp = ['RouterInterfaceInUseByFloatingIP', 409, `${inUse} floating IPs.`]
    assert.deepEqual(await telling({ subnet_id: inside.id }), byFloatingIp)
    assert.deepEqual(await telling({ port_id: leg }), byFloatingIp)
  })

  test('keep a router from being deleted, and are not deleted as ports', async context => {
    const { lab, ada, gatewayRouter, subnet, attach } = await openRouted(context)
    const { id, gw_port_id } = await gatewayRouter()
    const inside = await subnet('10.1.0.0/24')
    const leg = await attach(id, inside.id)
    assert.deepEqual(told(await refused(lab.remove(ada, 'Router', id))), [
      'RouterInUse',
      409,
      `Router ${id} has ports still attached: ${leg}`,
    ])
    assert.equal((await refused(lab.remove(ada, 'Port', leg)))[0]?.name, 'ServicePortInUse')
    await lab.action(ada, 'Router', id, 'remove_router_interface', { port_id: leg })
    await lab.remove(ada, 'Router', id)
    assert.equal(await lab.row('Port', gw_port_id ?? ''), undefined)
    assert.deepEqual(await lab.list(lab.admin, 'Port'), [])
  })

  test('are not ports that say so without being one', async context => {
    const { lab, ada, router, subnet, port } = await openRouted(context)
    const { id } = await router()
    await port(await subnet('10.1.0.0/24'), { device_id: id, device_owner: 'compute:nova' })
    await lab.remove(ada, 'Router', id)
    assert.equal(await lab.row('Router', id), undefined)
  })

  test('are the router’s: their address stays, and no port makes itself one', async context => {
    const { lab, ada, gatewayRouter, subnet, attach, port, portOf } = await openRouted(context)
    const { id, gw_port_id } = await gatewayRouter()
    const inside = await subnet('10.1.0.0/24')
    const leg = await attach(id, inside.id)
    const moving = lab.update(ada, 'Port', leg, { fixed_ips: [{ ip_address: '10.1.0.9' }] })
    assert.deepEqual(told(await refused(moving)), [
      'IPAddressChangeNotAllowed',
      400,
      `IP updates for port ${leg} are not allowed`,
    ])
    const taken = ['UnsupportedPortDeviceOwner', 409]
    for (const given of [{ device_id: '' }, { device_owner: '' }])
      assert.deepEqual(told(await refused(lab.update(lab.admin, 'Port', leg, given)))?.slice(0, 2), taken)
    const freeing = lab.update(lab.admin, 'Port', gw_port_id ?? '', { device_id: 'other' })
    assert.deepEqual(told(await refused(freeing))?.slice(0, 2), taken)
    const device = { device_id: id, device_owner: 'network:router_interface' }
    assert.deepEqual(told(await refused(port(inside, device)))?.slice(0, 2), taken)
    const own = await port(inside)
    assert.deepEqual(told(await refused(lab.update(lab.admin, 'Port', own.id, device)))?.slice(0, 2), taken)
    await lab.update(ada, 'Port', leg, { name: 'leg' })
    assert.equal((await portOf(leg))['name'], 'leg')
  })

  test('say what kind of router they are of', async context => {
    const { lab, router, subnet, attach, portOf } = await openRouted(context)
    const { id } = await router()
    const leg = await attach(id, (await subnet('10.1.0.0/24')).id)
    const set = (given: Parameters<typeof lab.update>[3]) => lab.update(lab.admin, 'Router', id, given)
    assert.deepEqual(
      told(await refused(set({ distributed: true, admin_state_up: false }))),
      bad(
        "Cannot change the 'distributed' attribute of active routers. Please set router admin_state_up to False prior to upgrade",
      ),
    )
    assert.match((await refused(set({ ha: true })))[0]?.message ?? '', /Cannot change HA attribute of active routers/)
    await set({ admin_state_up: false })
    await set({ distributed: true })
    assert.equal((await portOf(leg)).device_owner, 'network:router_interface_distributed')
    await set({ distributed: false, ha: true })
    assert.equal((await portOf(leg)).device_owner, 'network:ha_router_replicated_interface')
    await lab.action(lab.admin, 'Router', id, 'remove_router_interface', { port_id: leg })
    assert.deepEqual(
      (await refused(lab.update(lab.member('ada'), 'Router', id, { ha: false })))[0]?.code,
      'attribute.denied',
    )
  })
})
