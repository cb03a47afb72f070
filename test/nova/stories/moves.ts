/** Servers that go to another host. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Shown, type Stage, until } from '../stage.ts'

/** Waits until a server is at rest on another host, with its port bound there and nowhere else. */
async function follows({ baryon, keystone, settled, portsOf, port }: Stage, id: string, from: string): Promise<string> {
  const { ['OS-EXT-SRV-ATTR:host']: to } = await settled(id)
  assert.notEqual(to, from)
  const [made = ''] = await portsOf(id, 1)
  const token = await keystone.token('service', 'neutron')
  await until(async () => {
    const answer = await fetch(`${baryon.url}/v2.0/ports/${made}/bindings`, { headers: { 'x-auth-token': token } })
    const { bindings } = (await answer.json()) as { readonly bindings: readonly Shown[] }
    const shown = bindings.map(({ host, status, vif_type }) => [host, status, vif_type])
    assert.deepEqual(shown, [[to, 'ACTIVE', 'ovs']])
    assert.equal((await port(made)).status, 'ACTIVE')
  })
  return to
}

export function moveStories(stage: () => Stage) {
  it('moves a server with its port: live, cold, and by way of the shelf', async () => {
    const { admin, running, settled, server, remove, portsOf } = stage()
    const { id, ['OS-EXT-SRV-ATTR:host']: start } = await running('mover', '--network blue')
    await admin.run(`server migrate --live-migration ${id}`)
    await until(async () => assert.notEqual((await server(id))['OS-EXT-SRV-ATTR:host'], start))
    const second = await follows(stage(), id, start)

    await admin.run(`server migrate ${id}`)
    await settled(id, 'VERIFY_RESIZE')
    await admin.run(`server migration confirm ${id}`)
    await follows(stage(), id, second)

    await admin.run(`server shelve ${id}`)
    await settled(id, 'SHELVED_OFFLOADED')
    await admin.run(`server unshelve ${id}`)
    await follows(stage(), id, '')
    assert.equal((await portsOf(id, 1)).length, 1)
    await remove(id)
  })
}

/** Asked of Nova itself: the client of Zed stumbles over Nova's answer. */
async function evacuate({ keystone, nova }: Stage, id: string) {
  const answer = await fetch(`${nova.url}/servers/${id}/action`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-auth-token': await keystone.token('admin', 'admin'),
      'x-openstack-nova-api-version': '2.90',
    },
    body: JSON.stringify({ evacuate: {} }),
  })
  assert.equal(answer.status, 200, await answer.text())
}

/** One host fewer is left. */
export function lossStory(stage: () => Stage) {
  it('binds the port of a server anew that is rebuilt because its host was lost', async () => {
    const { admin, nova, running, server, remove } = stage()
    const { id, ['OS-EXT-SRV-ATTR:host']: lost } = await running('survivor', '--network blue')
    await nova.lose(lost)
    await admin.run(`compute service set --down ${lost} nova-compute`)
    await evacuate(stage(), id)
    await until(async () => assert.notEqual((await server(id))['OS-EXT-SRV-ATTR:host'], lost))
    await follows(stage(), id, lost)
    await remove(id)
  })
}
