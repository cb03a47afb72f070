import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRouted, type Routed } from './testdata/routed.ts'

/** The status of one of each that is made anew. */
async function statuses({ lab, subnet, router, attach, port, portOf, floatingIp, network }: Routed) {
  const inside = await subnet('10.0.0.0/24')
  const { id } = await router()
  const leg = await attach(id, inside.id)
  const floating = await floatingIp()
  return {
    network: (await lab.row('Network', await network()))?.['status'],
    router: (await lab.row('Router', id))?.['status'],
    port: (await port(inside)).status,
    interface: (await portOf(leg)).status,
    floatingIp: floating['status'],
    floatingPort: (await portOf(String(floating.floating_port_id))).status,
  }
}

test('what is made is what the model says as long as nobody tells later that it works', async t => {
  assert.deepEqual(await statuses(await openRouted(t)), {
    network: 'ACTIVE',
    router: 'ACTIVE',
    port: 'DOWN',
    interface: 'DOWN',
    floatingIp: 'DOWN',
    floatingPort: 'N/A',
  })
})

test('where a backend tells later that it works, it is being built until then; interfaces of routers are there', async t => {
  assert.deepEqual(await statuses(await openRouted(t, { initial_status: 'BUILD' })), {
    network: 'BUILD',
    router: 'BUILD',
    port: 'BUILD',
    interface: 'ACTIVE',
    floatingIp: 'DOWN',
    floatingPort: 'N/A',
  })
})
