import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { RouterRow, SubnetRow } from '../rows.ts'
import { refused, uuid } from '../testdata/lab.ts'
import { openRouted, type Routed, told } from '../testdata/routed.ts'

const bad = (message: string) => ['BadRequest', 400, `Bad floatingip request: ${message}.`]

type Cloud = Routed & { readonly inside: SubnetRow; readonly behind: RouterRow }

/** With a subnet behind a router. */
async function open(context: Parameters<typeof openRouted>[0], settings = {}): Promise<Cloud> {
  const routed = await openRouted(context, settings)
  const inside = await routed.subnet('10.1.0.0/24')
  const behind = await routed.gatewayRouter()
  await routed.attach(behind.id, inside.id)
  return { ...routed, inside, behind }
}

suite('a floating IP', () => {
  test('has an address that a port of nobody holds, and which is free again afterwards', async context => {
    const { lab, ada, outside, outsideSubnet, floatingIp } = await openRouted(context)
    const floating = await floatingIp()
    const { floating_port_id: held, floating_ip_address: address } = floating
    assert.deepEqual(
      [floating.port_id, floating.fixed_ip_address, floating.router_id, floating['status']],
      [null, null, null, 'DOWN'],
    )
    const port = await lab.row('Port', held ?? '')
    assert.deepEqual(
      [port?.['device_id'], port?.['device_owner'], port?.['project_id'], port?.['network_id'], port?.['fixed_ips']],
      [floating.id, 'network:floatingip', '', outside, [{ subnet_id: outsideSubnet, ip_address: address }]],
    )
    assert.equal((await refused(lab.remove(lab.admin, 'Port', held ?? '')))[0]?.name, 'ServicePortInUse')
    await lab.remove(ada, 'FloatingIp', floating.id)
    assert.deepEqual(await lab.list(lab.admin, 'Port'), [])
  })

  test('has the address or the subnet that is asked for', async context => {
    const { lab, ada, outside, subnet, floatingIp } = await openRouted(context)
    const second = await subnet('203.0.113.0/24', { network_id: outside }, lab.admin)
    assert.match((await floatingIp({ subnet_id: second.id })).floating_ip_address, /^203\.0\.113\./)
    const asked = { floating_ip_address: '198.51.100.99' }
    assert.equal((await floatingIp(asked, lab.admin)).floating_ip_address, '198.51.100.99')
    assert.deepEqual((await refused(floatingIp(asked, ada)))[0]?.code, 'attribute.denied')
    assert.equal((await refused(floatingIp(asked, lab.admin)))[0]?.status, 409)
    assert.equal((await refused(floatingIp({ floating_ip_address: '192.0.2.9' }, lab.admin)))[0]?.status, 400)
  })

  test('is of an external network with IPv4', async context => {
    const { lab, network, subnet, floatingIp } = await openRouted(context)
    const inside = await network()
    assert.deepEqual(
      told(await refused(floatingIp({ floating_network_id: inside }))),
      bad(`Network ${inside} is not a valid external network`),
    )
    assert.deepEqual(told(await refused(floatingIp({ floating_network_id: uuid(1) }))), [
      'NetworkNotFound',
      404,
      `Network ${uuid(1)} could not be found.`,
    ])
    const modern = await network({ 'router:external': true }, lab.admin)
    await subnet('2001:db8:9::/64', { network_id: modern }, lab.admin)
    assert.deepEqual(
      told(await refused(floatingIp({ floating_network_id: modern }))),
      bad(`Network ${modern} does not contain any IPv4 subnet`),
    )
  })

  test('runs out when every address is taken', async context => {
    const { lab, network, subnet, floatingIp } = await openRouted(context)
    const small = await network({ 'router:external': true }, lab.admin)
    await subnet('203.0.113.0/30', { network_id: small }, lab.admin)
    await floatingIp({ floating_network_id: small })
    const [fault] = await refused(floatingIp({ floating_network_id: small }))
    assert.deepEqual([fault?.name, fault?.status], ['IpAddressGenerationFailure', 409])
  })

  test('leads to a port: at creation, later, to another one, to none', async context => {
    const { lab, ada, inside, behind, port, floatingIp, floatingIpOf } = await open(context)
    const [one, two] = [await port(inside), await port(inside)]
    const { id } = await floatingIp({ port_id: one.id })
    const leads = async () => {
      const { port_id, fixed_ip_address, router_id } = await floatingIpOf(id)
      return [port_id, fixed_ip_address, router_id]
    }
    assert.deepEqual(await leads(), [one.id, one.fixed_ips[0]?.ip_address, behind.id])
    await lab.update(ada, 'FloatingIp', id, { port_id: two.id })
    assert.deepEqual(await leads(), [two.id, two.fixed_ips[0]?.ip_address, behind.id])
    await lab.update(ada, 'FloatingIp', id, { description: 'kept' })
    assert.deepEqual(await leads(), [two.id, two.fixed_ips[0]?.ip_address, behind.id])
    const { port_details: details } = await lab.show(ada, 'FloatingIp', id)
    assert.deepEqual(details, {
      name: '',
      network_id: inside.network_id,
      mac_address: two['mac_address'],
      admin_state_up: true,
      status: 'DOWN',
      device_id: '',
      device_owner: '',
    })
    await lab.update(ada, 'FloatingIp', id, { port_id: null })
    assert.deepEqual(await leads(), [null, null, null])
    assert.equal((await lab.show(ada, 'FloatingIp', id))['port_details'], null)
  })

  test('leads to the address that is named when a port has several', async context => {
    const { lab, ada, inside, port, floatingIp, floatingIpOf } = await open(context)
    const { id: port_id } = await port(inside, {
      fixed_ips: [{ ip_address: '10.1.0.31' }, { ip_address: '10.1.0.32' }],
    })
    const several = bad(
      `Port ${port_id} has multiple fixed IPv4 addresses.  Must provide a specific IPv4 address when assigning a floating IP`,
    )
    assert.deepEqual(told(await refused(floatingIp({ port_id }))), several)
    const { id } = await floatingIp({ port_id, fixed_ip_address: '10.1.0.31' })
    await lab.update(ada, 'FloatingIp', id, { port_id })
    assert.equal((await floatingIpOf(id)).fixed_ip_address, '10.1.0.31')
    await lab.update(ada, 'FloatingIp', id, { port_id, fixed_ip_address: '10.1.0.32' })
    assert.equal((await floatingIpOf(id)).fixed_ip_address, '10.1.0.32')
    assert.deepEqual(
      told(await refused(floatingIp({ port_id, fixed_ip_address: '10.1.0.99' }))),
      bad(`Port ${port_id} does not have fixed ip 10.1.0.99`),
    )
    assert.deepEqual(
      told(await refused(floatingIp({ port_id, fixed_ip_address: '2001:db8::1' }))),
      bad('Cannot process floating IP association with 2001:db8::1, since that is not an IPv4 address'),
    )
    assert.deepEqual(
      told(await refused(floatingIp({ fixed_ip_address: '10.1.0.31' }))),
      bad('fixed_ip_address cannot be specified without a port_id'),
    )
    const twin = floatingIp({ port_id, fixed_ip_address: '10.1.0.32' })
    assert.deepEqual((await refused(twin))[0]?.name, 'FloatingIPPortAlreadyAssociated')
    assert.equal((await floatingIp({ port_id, fixed_ip_address: '10.1.0.31' })).fixed_ip_address, '10.1.0.31')
  })

  test('does not take a port away from another one of the network', async context => {
    const { lab, ada, outside, inside, port, floatingIp } = await open(context)
    const own = await port(inside)
    await floatingIp({ port_id: own.id })
    const { id, floating_ip_address: address } = await floatingIp()
    assert.deepEqual(told(await refused(lab.update(ada, 'FloatingIp', id, { port_id: own.id }))), [
      'FloatingIPPortAlreadyAssociated',
      409,
      `Cannot associate floating IP ${address} (${id}) with port ${own.id} using fixed IP ${own.fixed_ips[0]?.ip_address}, as that fixed IP already has a floating IP on external network ${outside}.`,
    ])
  })

  test('is refused for ports that it cannot lead to', async context => {
    const { lab, outside, inside, subnet, port, floatingIp } = await open(context)
    const away = await subnet('10.2.0.0/24')
    const far = await port(away)
    assert.deepEqual(told(await refused(floatingIp({ port_id: far.id }))), [
      'ExternalGatewayForFloatingIPNotFound',
      404,
      `External network ${outside} is not reachable from subnet ${away.id}.  Therefore, cannot associate Port ${far.id} with a Floating IP.`,
    ])
    assert.deepEqual(told(await refused(floatingIp({ port_id: uuid(1) }))), [
      'PortNotFound',
      404,
      `Port ${uuid(1)} could not be found.`,
    ])
    const bob = lab.member('bob')
    const hidden = await port(inside)
    assert.equal((await refused(floatingIp({ port_id: hidden.id }, bob)))[0]?.name, 'PortNotFound')
    const bare = await port(inside, { fixed_ips: [] })
    assert.deepEqual(
      told(await refused(floatingIp({ port_id: bare.id }))),
      bad(`Cannot add floating IP to port ${bare.id} that has no fixed IPv4 addresses`),
    )
    const served = await port(inside, { device_owner: 'network:dhcp' }, lab.admin)
    assert.match(
      (await refused(floatingIp({ port_id: served.id }, lab.admin)))[0]?.message ?? '',
      /is unable to be assigned a floating IP/,
    )
    assert.equal((await lab.list(lab.admin, 'FloatingIp')).length, 0)
  })

  test('is led to a port of another project by administrators alone', async context => {
    const { lab, ada, inside, port, floatingIp, floatingIpOf } = await open(context)
    const foreign = await port(inside, { project_id: 'bob' }, lab.admin)
    const { id } = await floatingIp()
    assert.deepEqual(
      told(await refused(lab.update(ada, 'FloatingIp', id, { port_id: foreign.id }))),
      bad(
        `Cannot process floating IP association with Port ${foreign.id}, since that port is owned by a different tenant`,
      ),
    )
    await lab.update(lab.admin, 'FloatingIp', id, { port_id: foreign.id })
    assert.equal((await floatingIpOf(id)).port_id, foreign.id)
  })

  test('chooses the router that has the gateway address of the subnet', async context => {
    const { lab, ada, inside, behind, gatewayRouter, port, floatingIp } = await open(context)
    const second = await gatewayRouter()
    const leg = await port(inside)
    await lab.action(ada, 'Router', second.id, 'add_router_interface', { port_id: leg.id })
    assert.equal((await floatingIp({ port_id: (await port(inside)).id })).router_id, behind.id)
    await lab.remove(ada, 'FloatingIp', (await lab.list(ada, 'FloatingIp'))[0]?.['id'] as string)
    await lab.action(ada, 'Router', behind.id, 'remove_router_interface', { subnet_id: inside.id })
    assert.equal((await floatingIp({ port_id: (await port(inside)).id })).router_id, second.id)
  })

  test('leads nowhere once its port, or the address of the port, is gone', async context => {
    const { lab, ada, inside, port, floatingIp, floatingIpOf } = await open(context)
    const [one, two] = [await port(inside), await port(inside)]
    const [first, second] = [await floatingIp({ port_id: one.id }), await floatingIp({ port_id: two.id })]
    await lab.remove(ada, 'Port', one.id)
    await lab.update(ada, 'Port', two.id, { fixed_ips: [{ ip_address: '10.1.0.77' }] })
    for (const { id } of [first, second]) {
      const { port_id, fixed_ip_address, router_id } = await floatingIpOf(id)
      assert.deepEqual([port_id, fixed_ip_address, router_id], [null, null, null])
    }
  })

  test('keeps its lead while other things of the port change', async context => {
    const { lab, ada, inside, port, floatingIp, floatingIpOf } = await open(context)
    const own = await port(inside)
    const { id } = await floatingIp({ port_id: own.id })
    const ips = [...own.fixed_ips, { ip_address: '10.1.0.78' }]
    await lab.update(ada, 'Port', own.id, { name: 'new', fixed_ips: ips })
    assert.equal((await floatingIpOf(id)).port_id, own.id)
  })

  test('is not limited by ports of nobody', async context => {
    const { lab, floatingIp } = await openRouted(context, { quotas: { port: 2, floatingip: 3 } })
    for (const _ of [1, 2, 3]) await floatingIp()
    assert.equal((await refused(floatingIp()))[0]?.code, 'quota.exceeded')
    assert.equal((await lab.list(lab.admin, 'Port')).length, 3)
  })

  test('comes from pools: the IPv4 subnets of the external networks that one sees', async context => {
    const { lab, ada, outside, outsideSubnet, network, subnet } = await openRouted(context)
    await subnet('2001:db8:9::/64', { network_id: outside }, lab.admin)
    const own = await network({}, lab.admin)
    const named = await subnet('203.0.113.0/24', { network_id: own, name: 'for bob' }, lab.admin)
    await lab.create(lab.admin, 'RbacPolicy', {
      object_type: 'network',
      object_id: own,
      action: 'access_as_external',
      target_tenant: 'bob',
    })
    const first = {
      subnet_id: outsideSubnet,
      subnet_name: '',
      network_id: outside,
      cidr: '198.51.100.0/24',
      project_id: 'ada',
    }
    assert.deepEqual(await lab.list(ada, 'FloatingIpPool'), [first])
    const ofBob = (await lab.list(lab.member('bob'), 'FloatingIpPool')).map(pool => pool['subnet_id'])
    assert.deepEqual(new Set(ofBob), new Set([outsideSubnet, named.id]))
    assert.equal((await lab.list(lab.admin, 'FloatingIpPool')).length, 2)
  })

  test('has a name in a domain of its own', async context => {
    const { floatingIp } = await openRouted(context)
    const named = await floatingIp({ dns_name: 'WWW', dns_domain: 'Example.org.' })
    assert.deepEqual([named['dns_name'], named['dns_domain']], ['www', 'example.org.'])
    const reason = async (given: Parameters<typeof floatingIp>[0]) => (await refused(floatingIp(given)))[0]?.message
    assert.match((await reason({ dns_name: 'www.example.org.' })) ?? '', /It should be a relative domain name/)
    assert.match((await reason({ dns_domain: 'example.org' })) ?? '', /'example.org' is not a FQDN/)
  })
})
