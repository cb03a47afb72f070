/**
 * A controller that misses the network of a port answers 404 with NXVNS. The proxy before told it its whole database then; here it is told
 * what is missing.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { becomes, idsOf, kept, type Lab, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

const never = { health: { every: '200ms', deadline: '300ms', intact: 'never' } }

/** The controller loses it, and all in it; Baryon hears nothing of that. */
async function lose({ controller, demo }: Lab, id: string) {
  const url = `${controller.url}${controller.base}/tenants/${demo.project}/networks/${id}`
  const lost = await fetch(url, { method: 'DELETE', headers: { 'content-type': 'application/json' }, body: '""' })
  assert.equal(lost.status, 200)
}

test('a port whose network was lost is told after its network, and nothing else is', async context => {
  const lab = await startLab({ configuration: never })
  context.after(() => lab.stop())
  const other = await stage(lab, 'other', '10.9.0.0/24')
  const { network } = await stage(lab)
  await lab.settled()
  await lose(lab, network.id)
  lab.forget()
  const port = await plug(lab, network)
  await lab.settled()
  await becomes(lab, 'ports', port.id, 'ACTIVE')
  assert.deepEqual(idsOf(lab.controller, 'networks'), [network.id, other.network.id].sort())
  assert.deepEqual(idsOf(lab.controller, 'ports'), [port.id])
  const told = lab.told()
  assert.ok(!told.some(line => line.includes('/topology')), 'not everything is told')
  assert.ok(!told.some(line => line.includes(other.network.id)), 'not what is there')
  const attachment = `PUT /tenants/${lab.demo.project}/networks/${network.id}/ports/${port.id}/attachment`
  assert.deepEqual([told[0], told.at(-1)], [attachment, attachment])
})

test('so is a port that is changed', async context => {
  const lab = await startLab({ configuration: never })
  context.after(() => lab.stop())
  const other = await stage(lab, 'other', '10.9.0.0/24')
  const { network } = await stage(lab)
  const port = await plug(lab, network)
  await lab.settled()
  await lose(lab, network.id)
  lab.forget()
  await lab.admin.put(`/ports/${port.id}`, { port: { device_id: 'vm-2' } })
  await lab.settled()
  const where = `/tenants/${lab.demo.project}/networks`
  const attachment = `PUT ${where}/${network.id}/ports/${port.id}/attachment`
  const parents = ['POST /tenants', `PUT ${where}/${network.id}`, `POST ${where}`]
  assert.deepEqual(lab.told(), [attachment, ...parents, attachment])
  const attached = lab.requests('PUT', /attachment$/)
  assert.deepEqual(
    attached.map(({ status }) => status),
    [404, 200],
  )
  assert.deepEqual(idsOf(lab.controller, 'networks'), [network.id, other.network.id].sort())
  assert.equal(kept(lab.controller)['ports']?.[port.id].attachment.id, 'vm-2')
  await becomes(lab, 'ports', port.id, 'ACTIVE')
  assert.deepEqual(await lab.refused(), [])
})

test('another 404 sets the port aside, and no more is made of it', async context => {
  const lab = await startLab({ configuration: never })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  lab.controller.faults([{ path: 'attachment$', status: 404, body: '{"description":"no such switch"}' }])
  lab.forget()
  const port = await plug(lab, network)
  await lab.settled()
  const [refused] = await lab.refused()
  assert.deepEqual([refused.kind, refused.id], ['port', port.id])
  assert.match(JSON.stringify(refused.fault), /no such switch/)
  assert.ok(!lab.told().some(line => line.includes('/topology')))
})
