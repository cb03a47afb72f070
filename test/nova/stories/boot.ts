/** How servers come to their ports, and what becomes of the ports without them. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { hosts } from '../nova.ts'
import { type Stage, until } from '../stage.ts'

/** No controller takes a port now. */
const away = [{ method: 'PUT', path: '/ports/', status: 503 }]

export function bootStories(stage: () => Stage) {
  it('starts a server when it is told that the port it made is plugged', async () => {
    const { controller, boot, server, settled, port, portsOf, remove, said, admin, nova } = stage()
    controller.faults(away)
    const { id } = await boot('waits', '--network blue')
    const [made = ''] = await portsOf(id, 1)
    await said(new RegExp(`waiting for ports: ${made}`))
    const bound = await port(made)
    assert.equal((await server(id)).status, 'BUILD')
    assert.equal(bound.status, 'DOWN')
    assert.equal(bound.device_owner, 'compute:nova')
    assert.equal(bound.binding_vif_type, 'ovs')
    assert.ok(hosts.includes(bound.binding_host_id))

    controller.faults([])
    const up = await settled(id)
    assert.equal(up['OS-EXT-SRV-ATTR:host'], bound.binding_host_id)
    assert.deepEqual(up.addresses, { blue: [bound.fixed_ips[0].ip_address] })
    assert.equal((await port(made)).status, 'ACTIVE')
    assert.ok(!(await nova.logs()).includes(`network-vif-unplugged-${made}`))

    await remove(id)
    assert.match(await admin.refuse(`port show ${made}`), /No Port found/)
  })

  it('starts a server whose port was plugged before Nova waited for that', async () => {
    const { controller, boot, settled, port, portsOf, remove, said, nova } = stage()
    controller.faults(away)
    await nova.disks(false)
    const { id } = await boot('late', '--network blue')
    const [made = ''] = await portsOf(id, 1)
    await said(/busy with a disk/)
    controller.faults([])
    await until(async () => assert.equal((await port(made)).status, 'ACTIVE'))
    await said(new RegExp(`unexpected event network-vif-plugged-${made} .* task_state spawning`))
    await nova.disks(true)
    await said(new RegExp(`waiting for ports: ${made}`))
    await settled(id)
    await remove(id)
  })

  it('takes a port that was made before, and leaves it when the server goes', async () => {
    const { demo, running, port, remove } = stage()
    const given: { readonly id: string } = await demo.run(
      'port create --network blue --fixed-ip ip-address=10.0.0.77 given',
    )
    const { id, addresses } = await running('taker', `--port ${given.id}`)
    assert.deepEqual(addresses, { blue: ['10.0.0.77'] })
    const taken = await port(given.id)
    assert.deepEqual([taken.device_id, taken.device_owner, taken.status], [id, 'compute:nova', 'ACTIVE'])

    await remove(id)
    const left = await port(given.id)
    assert.deepEqual([left.device_id, left.device_owner, left.status], ['', '', 'DOWN'])
    assert.deepEqual([left.binding_host_id, left.binding_vif_type, left.binding_profile], ['', 'unbound', {}])
    await demo.run(`port delete ${given.id}`)
  })

  it('gives a server its security groups and the address that was asked for', async () => {
    const { demo, running, port, portsOf, remove } = stage()
    const group: { readonly id: string } = await demo.run('security group create web')
    const { id, addresses } = await running('web', '--nic net-id=blue,v4-fixed-ip=10.0.0.50 --security-group web')
    assert.deepEqual(addresses, { blue: ['10.0.0.50'] })
    const [made = ''] = await portsOf(id, 1)
    assert.deepEqual((await port(made)).security_group_ids, [group.id])
    await demo.run(`server add security group ${id} default`)
    assert.equal((await port(made)).security_group_ids.length, 2)
    await remove(id)
    await demo.run('security group delete web')
  })
}
