import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Route, RouterRow } from '../rows.ts'
import { refused } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

const to = (net: number, nexthop = '10.1.0.20'): Route => ({ destination: `10.${net}.0.0/24`, nexthop })

suite('extra routes', () => {
  test('lead to next hops that the router reaches', async context => {
    const { lab, ada, gatewayRouter, subnet, attach, routerOf } = await openRouted(context)
    const { id } = await gatewayRouter()
    const set = (...routes: readonly Route[]) => lab.update(ada, 'Router', id, { routes })
    assert.deepEqual(told(await refused(set(to(77)))), [
      'InvalidRoutes',
      400,
      "Invalid format for routes: [{'destination': '10.77.0.0/24', 'nexthop': '10.1.0.20'}], the nexthop is not connected with router",
    ])
    await attach(id, (await subnet('10.1.0.0/24')).id)
    assert.deepEqual(told(await refused(set(to(77, '10.1.0.1')))), [
      'InvalidRoutes',
      400,
      "Invalid format for routes: [{'destination': '10.77.0.0/24', 'nexthop': '10.1.0.1'}], the nexthop is used by router",
    ])
    await set(to(77), to(78, '198.51.100.99'))
    assert.deepEqual((await routerOf(id)).routes, [to(77), to(78, '198.51.100.99')])
    const clearing = lab.update(ada, 'Router', id, { external_gateway_info: null })
    assert.equal((await refused(clearing))[0]?.name, 'InvalidRoutes')
    await set()
    await lab.update(ada, 'Router', id, { external_gateway_info: null })
  })

  test('are not given at creation, and are only so many', async context => {
    const { lab, ada, router, subnet, attach } = await openRouted(context, { max_routes: 2 })
    assert.deepEqual(told(await refused(router({ routes: [to(77)] }))), [
      'HTTPBadRequest',
      400,
      "Attribute 'routes' not allowed in POST",
    ])
    const { id } = await router()
    await attach(id, (await subnet('10.1.0.0/24')).id)
    const setting = lab.update(ada, 'Router', id, { routes: [to(1), to(2), to(3)] })
    assert.deepEqual(told(await refused(setting)), [
      'RoutesExhausted',
      400,
      `Unable to complete operation for ${id}. The number of routes exceeds the maximum 2.`,
    ])
  })

  test('are added and taken away one by one', async context => {
    const { lab, ada, router, subnet, attach, routerOf } = await openRouted(context)
    const { id } = await router()
    await attach(id, (await subnet('10.1.0.0/24')).id)
    const act = async (action: string, ...routes: readonly Route[]) =>
      (await lab.action(ada, 'Router', id, action, { routes })) as RouterRow | undefined
    await act('add_extraroutes', to(77), to(78))
    await act('add_extraroutes', to(78), to(78, '10.1.0.21'))
    assert.deepEqual((await routerOf(id)).routes, [to(77), to(78), to(78, '10.1.0.21')])
    await act('remove_extraroutes', to(78), to(99))
    assert.deepEqual((await routerOf(id)).routes, [to(77), to(78, '10.1.0.21')])
    const adding = act('add_extraroutes', to(79, '10.8.0.1'))
    assert.equal((await refused(adding))[0]?.name, 'InvalidRoutes')
  })
})
