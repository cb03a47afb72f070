/**
 * Who may tell a controller. The proxy before took a lock in its database for every request, so that one slow controller held up all
 * processes; here one process serves a database, and each controller has a loop of its own.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { startServer } from '@baryon/server'
import type { Controller } from '../../examples/controller/controller.ts'
import { becomes, idsOf, kept, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

test('a second process does not get at the data of the first', async context => {
  const data = await mkdtemp(path.join(tmpdir(), 'baryon-one-'))
  const options = { listen: '127.0.0.1:0', data, auth: 'none' }
  const first = await startServer(options)
  context.after(async () => {
    await first.stop()
    await rm(data, { recursive: true })
  })
  await assert.rejects(startServer(options), /use/)
})

test('calls to one object are made one after the other, and the newest wins', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  lab.controller.faults([{ path: `/networks/${network.id}$`, latency: [0, 40] }])
  for (let index = 0; index <= 20; index++)
    await lab.demo.put(`/networks/${network.id}`, { network: { name: `n${index}` } })
  await lab.settled()
  assert.equal(kept(lab.controller)['networks']?.[network.id].network['display-name'], 'n20')
})

test('a slow controller holds no other up', async context => {
  const lab = await startLab({ replicate: 2 })
  context.after(() => lab.stop())
  const [quick, slow] = lab.controllers as [Controller, Controller]
  slow.faults([{ method: 'PUT', silent: 'before' }])
  const { network } = await stage(lab)
  const port = await plug(lab, network, {})
  const { headers } = await lab.admin.get(`//v1/revisions/head?wait=1`)
  assert.equal(headers.get('baryon-converged'), 'false')
  await becomes(lab, 'ports', port.id, 'ACTIVE')
  assert.deepEqual(idsOf(quick, 'ports'), [port.id])
  slow.faults([])
  await lab.settled()
  assert.deepEqual(slow.state(), quick.state())
})

test('what was taken is not told again after a restart; what was not is', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const first = await stage(lab, 'first', '10.1.0.0/24')
  await lab.settled()
  await lab.controller.door('silent')
  const second = await stage(lab, 'second', '10.2.0.0/24')
  lab.forget()
  await lab.cloud.restart()
  await lab.controller.door('open')
  lab.forget()
  await lab.settled()
  const told = lab.told()
  assert.ok(!told.some(line => line.includes(first.network.id)))
  assert.deepEqual(idsOf(lab.controller, 'networks'), [first.network.id, second.network.id].sort())
})
