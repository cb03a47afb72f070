import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { refused, uuid } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

suite('the gateway of a router', () => {
  test('is a port of nobody in the external network, whose addresses the router says', async context => {
    const { lab, outside, outsideSubnet, gatewayRouter, portOf } = await openRouted(context)
    const router = await gatewayRouter()
    const port = await portOf(router.gw_port_id ?? '')
    assert.deepEqual(
      [port.project_id, port.device_id, port.device_owner, port.network_id, port['security_groups']],
      ['', router.id, 'network:router_gateway', outside, []],
    )
    assert.deepEqual(router.external_gateway_info, {
      network_id: outside,
      external_fixed_ips: [{ subnet_id: outsideSubnet, ip_address: port.fixed_ips[0]?.ip_address }],
      enable_snat: true,
    })
    assert.equal((await lab.list(lab.admin, 'Port')).length, 1)
  })

  test('is set and cleared later; an object without anything in it clears it too', async context => {
    const { lab, ada, outside, router, routerOf } = await openRouted(context)
    const { id } = await router()
    const info = { network_id: outside }
    await lab.update(ada, 'Router', id, { external_gateway_info: info })
    const first = (await routerOf(id)).gw_port_id
    await lab.update(ada, 'Router', id, { external_gateway_info: info })
    assert.equal((await routerOf(id)).gw_port_id, first)
    await lab.update(ada, 'Router', id, { external_gateway_info: {} })
    assert.deepEqual(await lab.list(lab.admin, 'Port'), [])
    await lab.update(ada, 'Router', id, { external_gateway_info: info })
    await lab.update(ada, 'Router', id, { external_gateway_info: null })
    const cleared = await routerOf(id)
    assert.deepEqual([cleared.external_gateway_info, cleared.gw_port_id], [null, null])
    assert.deepEqual(await lab.list(lab.admin, 'Port'), [])
  })

  test('moves to another external network', async context => {
    const { lab, ada, gatewayRouter, network, subnet, routerOf, portOf } = await openRouted(context)
    const other = await network({ 'router:external': true }, lab.admin)
    await subnet('203.0.113.0/24', { network_id: other }, lab.admin)
    const { id, gw_port_id: old } = await gatewayRouter()
    await lab.update(ada, 'Router', id, { external_gateway_info: { network_id: other } })
    const { gw_port_id: now } = await routerOf(id)
    assert.equal((await portOf(now ?? '')).network_id, other)
    assert.equal(await lab.row('Port', old ?? ''), undefined)
  })

  test('has the address that an administrator asks for, and another one later', async context => {
    const { lab, outside, outsideSubnet, routerOf, router } = await openRouted(context)
    const at = (ip_address: string) => ({ network_id: outside, external_fixed_ips: [{ ip_address }] })
    const { id, gw_port_id } = await router({ external_gateway_info: at('198.51.100.77') }, lab.admin)
    await lab.update(lab.admin, 'Router', id, {
      external_gateway_info: { ...at('198.51.100.78'), enable_snat: false },
    })
    const moved = await routerOf(id)
    assert.equal(moved.gw_port_id, gw_port_id)
    assert.deepEqual(moved.external_gateway_info, {
      network_id: outside,
      external_fixed_ips: [{ subnet_id: outsideSubnet, ip_address: '198.51.100.78' }],
      enable_snat: false,
    })
    await lab.update(lab.admin, 'Port', gw_port_id ?? '', { fixed_ips: [{ ip_address: '198.51.100.79' }] })
    const followed = (await routerOf(id)).external_gateway_info
    assert.deepEqual([followed?.external_fixed_ips[0]?.ip_address, followed?.enable_snat], ['198.51.100.79', false])
  })

  test('has addresses and translation that members may keep but not choose', async context => {
    const { lab, ada, outside, gatewayRouter, routerOf, router } = await openRouted(context)
    const denied = async (members: { readonly [name: string]: boolean | readonly { ip_address: string }[] }) =>
      (await refused(router({ external_gateway_info: { network_id: outside, ...members } }))).map(({ code }) => code)
    assert.deepEqual(await denied({ enable_snat: false }), ['attribute.denied'])
    assert.deepEqual(await denied({ external_fixed_ips: [{ ip_address: '198.51.100.77' }] }), ['attribute.denied'])
    const { id, external_gateway_info: info } = await gatewayRouter()
    await lab.update(ada, 'Router', id, { name: 'new', external_gateway_info: info })
    assert.deepEqual((await routerOf(id)).external_gateway_info, info)
  })

  test('is refused where it cannot be', async context => {
    const { lab, outside, network, router } = await openRouted(context)
    const inside = await network()
    const telling = async (external_gateway_info: { readonly [name: string]: string }) =>
      told(await refused(router({ external_gateway_info })))
    assert.deepEqual(await telling({ network_id: inside }), [
      'BadRequest',
      400,
      `Bad router request: Network ${inside} is not an external network.`,
    ])
    assert.deepEqual(await telling({ network_id: uuid(1) }), [
      'NetworkNotFound',
      404,
      `Network ${uuid(1)} could not be found.`,
    ])
    assert.equal((await telling({ qos_policy_id: uuid(1) }))?.[1], 400)
    const info = { network_id: outside, external_fixed_ips: [{ ip_address: '198.51.100.1' }] }
    assert.deepEqual(told(await refused(router({ external_gateway_info: info }, lab.admin))), [
      'BadRequest',
      400,
      'Bad router request: External IP 198.51.100.1 is the same as the gateway IP.',
    ])
    assert.deepEqual(await lab.list(lab.admin, 'Router'), [])
    assert.deepEqual(await lab.list(lab.admin, 'Port'), [])
  })

  test('stays while floating IPs need it', async context => {
    const { lab, ada, outside, gatewayRouter, subnet, attach, port, floatingIp } = await openRouted(context)
    const { id } = await gatewayRouter()
    const inside = await subnet('10.1.0.0/24')
    await attach(id, inside.id)
    const { id: floating } = await floatingIp({ port_id: (await port(inside)).id })
    const clearing = () => lab.update(ada, 'Router', id, { external_gateway_info: null })
    assert.deepEqual(told(await refused(clearing())), [
      'RouterExternalGatewayInUseByFloatingIp',
      409,
      `Gateway cannot be updated for router ${id}, since a gateway to external network ${outside} is required by one or more floating IPs.`,
    ])
    await lab.update(ada, 'FloatingIp', floating, { port_id: null })
    await clearing()
  })

  test('stays where it is while floating IPs need it', async context => {
    const { lab, ada, outside, gatewayRouter, network, subnet, attach, port, floatingIp, routerOf, portOf } =
      await openRouted(context)
    const other = await network({ 'router:external': true }, lab.admin)
    await subnet('203.0.113.0/24', { network_id: other }, lab.admin)
    const { id, gw_port_id: before } = await gatewayRouter()
    const inside = await subnet('10.1.0.0/24')
    await attach(id, inside.id)
    const { id: floating } = await floatingIp({ port_id: (await port(inside)).id })
    const moving = () => lab.update(ada, 'Router', id, { external_gateway_info: { network_id: other } })
    assert.deepEqual(told(await refused(moving())), [
      'RouterExternalGatewayInUseByFloatingIp',
      409,
      `Gateway cannot be updated for router ${id}, since a gateway to external network ${outside} is required by one or more floating IPs.`,
    ])
    const stayed = await routerOf(id)
    assert.deepEqual([stayed.external_gateway_info?.network_id, stayed.gw_port_id], [outside, before])
    await lab.update(ada, 'FloatingIp', floating, { port_id: null })
    await moving()
    const moved = await routerOf(id)
    assert.equal(moved.external_gateway_info?.network_id, other)
    assert.equal((await portOf(moved.gw_port_id ?? '')).network_id, other)
  })

  test('is not on a network whose addresses the router has inside', async context => {
    const { lab, ada, outside, outsideSubnet, router, subnet, attach } = await openRouted(context)
    const { id } = await router()
    const inside = await subnet('198.51.100.128/25')
    await attach(id, inside.id)
    const setting = lab.update(ada, 'Router', id, { external_gateway_info: { network_id: outside } })
    assert.deepEqual(told(await refused(setting)), [
      'BadRequest',
      400,
      `Bad router request: Cidr 198.51.100.0/24 of subnet ${outsideSubnet} overlaps with cidr 198.51.100.128/25 of subnet ${inside.id}.`,
    ])
  })

  test('has an IPv6 address for NDP proxies', async context => {
    const { lab, ada, outside, router } = await openRouted(context)
    const info = { network_id: outside }
    const telling = async (given: Parameters<typeof router>[0]) => {
      const [fault] = await refused(router(given))
      return [fault?.name, /, (.{20})/.exec(fault?.message ?? '')?.[1]]
    }
    assert.deepEqual(await telling({ enable_ndp_proxy: true }), ['RouterGatewayNotValid', 'The request body not'])
    assert.deepEqual(await telling({ enable_ndp_proxy: true, external_gateway_info: info }), [
      'RouterGatewayNotValid',
      'The external network',
    ])
    const { id } = await router({ external_gateway_info: info })
    const enabling = lab.update(ada, 'Router', id, { enable_ndp_proxy: true })
    assert.equal((await refused(enabling))[0]?.name, 'RouterGatewayNotValid')
  })

  test('has a QoS policy that is kept as long as the router uses it', async context => {
    const { lab, outside, gatewayRouter, routerOf } = await openRouted(context)
    const policy = (await lab.create(lab.admin, 'QosPolicy', { name: 'slow' }))['id'] as string
    const { id } = await gatewayRouter()
    const set = (members: { readonly [name: string]: string | null }) =>
      lab.update(lab.admin, 'Router', id, { external_gateway_info: { network_id: outside, ...members } })
    assert.equal((await refused(set({ qos_policy_id: uuid(1) })))[0]?.name, 'QosPolicyNotFound')
    await set({ qos_policy_id: policy })
    assert.equal((await routerOf(id)).external_gateway_info?.qos_policy_id, policy)
    assert.deepEqual(told(await refused(lab.remove(lab.admin, 'QosPolicy', policy))), [
      'QosPolicyInUse',
      409,
      `QoS Policy ${policy} is used by router ${id}.`,
    ])
    await set({ qos_policy_id: null })
    await lab.remove(lab.admin, 'QosPolicy', policy)
  })
})

suite('what a router is', () => {
  test('is in availability zones that there are', async context => {
    const { lab, ada, router } = await openRouted(context, { default_availability_zones: ['nova', 'west'] })
    const zonesOf = async (given: Parameters<typeof router>[0]) =>
      (await lab.show(ada, 'Router', (await router(given)).id))['availability_zones']
    assert.deepEqual(await zonesOf({}), ['nova', 'west'])
    assert.deepEqual(await zonesOf({ availability_zone_hints: ['west'] }), ['west'])
    assert.deepEqual(told(await refused(router({ availability_zone_hints: ['moon'] }))), [
      'AvailabilityZoneNotFound',
      404,
      'AvailabilityZone moon could not be found.',
    ])
  })

  test('is of a flavor that is there', async context => {
    const { lab, ada, router } = await openRouted(context)
    assert.equal((await refused(router({ flavor_id: uuid(1) })))[0]?.name, 'FlavorNotFound')
    const off = await lab.create(lab.admin, 'Flavor', { service_type: 'L3_ROUTER_NAT', enabled: false })
    assert.equal((await refused(router({ flavor_id: off['id'] ?? '' })))[0]?.name, 'FlavorDisabled')
    assert.deepEqual(await lab.list(ada, 'Router'), [])
  })
})
