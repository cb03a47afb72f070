/** What ports tell of where they are plugged in, and under whose name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsOf, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

test('ports carry their binding', async context => {
  for (const [dialect, generation, details] of [
    ['bsn-v1.1', 'D', 'binding:capabilities'],
    ['bsn-v1.1', 'F', 'binding:vif_details'],
    ['bsn-v2.0', 'G2', 'binding:vif_details'],
  ] as const) {
    const lab = await startLab({ dialect, generation })
    context.after(() => lab.stop())
    const { network } = await stage(lab)
    const { id } = await plug(lab, network)
    await lab.settled()
    const [port] = [...lab.requests('PUT', /\/attachment$/), ...lab.requests('POST', /\/ports$/)].flatMap(
      ({ body }) => JSON.parse(body).port ?? [],
    )
    assert.equal(port.id, id)
    assert.equal(port['binding:vif_type'], 'ovs', generation)
    assert.equal(port['binding:host_id'], 'host-1', generation)
    assert.ok(details in port, `${generation} has ${details}`)
  }
})

test('a port of a shared network goes under the tenant of the network: made, changed and removed', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const { admin, demo, controller } = lab
  const network = await admin.make('/networks', { network: { name: 'shared', shared: true } })
  await admin.make('/subnets', { subnet: { network_id: network.id, ip_version: 4, cidr: '10.1.0.0/24' } })
  const port = await plug(lab, network, { tenant_id: demo.project })
  await lab.settled()
  const attachment = `/tenants/${admin.project}/networks/${network.id}/ports/${port.id}/attachment`
  const told = () => lab.told().filter(line => line.includes(port.id))
  assert.deepEqual(told(), [`PUT ${attachment}`])
  lab.forget()
  await demo.put(`/ports/${port.id}`, { port: { name: 'other' } })
  await admin.put(`/ports/${port.id}`, { port: { device_id: 'vm-2' } })
  await lab.settled()
  await demo.delete(`/ports/${port.id}`)
  await lab.settled()
  assert.deepEqual(new Set(told()), new Set([`PUT ${attachment}`, `DELETE ${attachment}`]))
  assert.deepEqual(
    controller.requests().flatMap(({ complaints }) => complaints),
    [],
  )
  assert.deepEqual(idsOf(controller, 'ports'), [])
})
