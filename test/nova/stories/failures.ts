/** What Nova says where the network cannot do what it asks for. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { roomy } from '../nova.ts'
import type { Stage } from '../stage.ts'

export function failureStories(stage: () => Stage) {
  it('gives a server up whose port a controller refuses', async () => {
    const { controller, boot, settled, remove, portsOf } = stage()
    controller.faults([{ method: 'PUT', path: '/ports/', status: 400, body: '{"description": "no such luck"}' }])
    const { id } = await boot('refused', '--network blue')
    const { fault } = await settled(id, 'ERROR')
    assert.match(fault.message, /Failed to allocate the network/)
    controller.faults([])
    await portsOf(id, 0)
    await remove(id)
  })

  it('looks for another host where a port cannot be bound, and says so where there is none', async () => {
    const { admin, running, settled, port, portsOf, remove, said } = stage()
    await admin.run(`compute service set --enable ${roomy} nova-compute`)
    const up = await running('elsewhere', '--network blue')
    assert.notEqual(up['OS-EXT-SRV-ATTR:host'], roomy)
    const [made = ''] = await portsOf(up.id, 1)
    assert.equal((await port(made)).binding_host_id, up['OS-EXT-SRV-ATTR:host'])
    await said(new RegExp(`${up.id}\\] Instance failed to spawn: .*Binding failed for port`))

    const only = `--image empty --flavor small --network blue --availability-zone nova:${roomy}`
    const { id }: { readonly id: string } = await admin.run(`server create ${only} nowhere`)
    const { fault } = await settled(id, 'ERROR')
    assert.match(fault.message, /Exceeded maximum number of retries|Binding failed for port/)
    await portsOf(id, 0)
    await admin.run(`server delete ${id}`)
    await remove(up.id)
    await admin.run(`compute service set --disable ${roomy} nova-compute`)
  })
}
