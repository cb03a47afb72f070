/** Everything at once: from one state of the store, and the same as told one by one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kept, type Lab, startLab } from './lab.ts'
import { outside, plug, route, stage } from './stage.ts'

const bulk = async (lab: Lab) => {
  lab.forget()
  const { status, text } = await lab.order('resync', { scope: 'bulk' })
  assert.equal(status, 200, text)
  const sent = lab.requests('POST', /\/topology$/).concat(lab.requests('PUT', /\/topology$/))
  assert.deepEqual(
    sent.map(entry => entry.status),
    [200],
  )
  return JSON.parse(sent[0]?.body ?? '')
}

/** Two routers, an external network, a floating IP, ports of servers. */
async function furnish(lab: Lab) {
  const gateway = await outside(lab)
  const [blue, red] = [await stage(lab, 'blue', '10.0.1.0/24'), await stage(lab, 'red', '10.0.2.0/24')]
  await route(lab, [blue.subnet], gateway)
  await route(lab, [red.subnet])
  const port = await plug(lab, blue.network)
  await plug(lab, red.network)
  const floatingip = { floating_network_id: gateway.network.id, port_id: port.id }
  await lab.demo.make('/floatingips', { floatingip })
  await lab.settled()
}

/** What is told both ways: the first generation told more at once than one by one, and whose it is by the URL alone. */
function seen(lab: Lab, generation: string) {
  if (generation !== 'A') return lab.controller.state()
  const networks = Object.entries(kept(lab.controller)['networks'] ?? {})
  const ports = Object.entries(kept(lab.controller)['ports'] ?? {})
  return [
    networks.map(([id, { network }]) => [id, network.name, network.gateway]),
    ports.map(([id, { network, port, attachment }]) => [id, network, port.state, attachment]),
  ]
}

for (const [dialect, generation] of [
  ['quantum-v1.0', 'A'],
  ['bsn-v1.1', 'C'],
  ['bsn-v1.1', 'F'],
  ['bsn-v2.0', 'G1'],
  ['bsn-v2.0', 'G2'],
] as const) {
  test(`${dialect} ${generation} takes nothing at all, and everything, as it was told one by one`, async context => {
    const lab = await startLab({ dialect, generation })
    context.after(() => lab.stop())
    await bulk(lab)
    await furnish(lab)
    const state = seen(lab, generation)
    await bulk(lab)
    assert.deepEqual(seen(lab, generation), state)
    assert.deepEqual(
      lab.controller.requests().flatMap(({ complaints }) => complaints),
      [],
    )
  })
}

test('what nobody wants is gone after it', async context => {
  const lab = await startLab({ configuration: { health: { every: '200ms', deadline: '300ms', intact: 'never' } } })
  context.after(() => lab.stop())
  await furnish(lab)
  const state = lab.controller.state()
  const tenant = { tenant_id: 'stranger', tenant_name: 'stranger' }
  const headers = { 'content-type': 'application/json' }
  const url = `${lab.controller.url}${lab.controller.base}/tenants`
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(tenant) })
  assert.notDeepEqual(lab.controller.state(), state)
  await bulk(lab)
  assert.deepEqual(lab.controller.state(), state)
})

test('with the ML2 driver it has ports with a host, and neither routers nor floating IPs', async context => {
  const lab = await startLab({ dialect: 'bsn-v1.1', configuration: { ports: { ml2: true } } })
  context.after(() => lab.stop())
  await furnish(lab)
  const { network } = await stage(lab, 'green', '10.0.3.0/24')
  const unbound = await plug(lab, network, { 'binding:host_id': '' })
  await lab.settled()
  const body = await bulk(lab)
  assert.ok(!('routers' in body))
  const ports = body.networks.flatMap((one: { ports: { id: string }[] }) => one.ports)
  assert.ok(ports.length >= 2 && !ports.some(({ id }: { id: string }) => id === unbound.id))
  assert.ok(body.networks.every((one: object) => !('floatingips' in one)))
})
