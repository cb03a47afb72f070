/** A cloud comes, changes and goes, over real connections, in every dialect and generation: nothing that is told is refused or odd. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '../eventually.ts'
import { kept, type Lab, type LabOptions, startLab } from './lab.ts'
import { outside, plug, route, stage } from './stage.ts'

const generations: readonly (LabOptions & { readonly name: string })[] = [
  { name: 'Floodlight 0.90', dialect: 'floodlight-v1.0', controller: { faithful: 'floodlight-0.90' } },
  { name: 'Floodlight 0.91', dialect: 'floodlight-v1.1', controller: { faithful: 'floodlight-0.91' } },
  ...['A', 'B', 'C0'].map(generation => ({ name: generation, dialect: 'quantum-v1.0' as const, generation })),
  ...['C', 'D', 'E', 'F'].map(generation => ({ name: generation, dialect: 'bsn-v1.1' as const, generation })),
  {
    name: 'E with a place for floating IPs',
    dialect: 'bsn-v1.1',
    generation: 'E',
    controller: { capabilities: ['floatingip', 'consistency', 'keep-alive'] },
  },
  {
    name: 'G1, names escaped',
    dialect: 'bsn-v2.0',
    generation: 'G1',
    configuration: { securityGroups: { tell: true }, names: { unicode: false } },
  },
  {
    name: 'G2',
    dialect: 'bsn-v2.0',
    generation: 'G2',
    controller: { capabilities: ['floatingip', 'display-name'] },
    configuration: { securityGroups: { tell: true } },
  },
]

/** What was answered otherwise than well. To take away what is not there is well; what is asked may be unknown. */
function troubles({ requests }: Lab): readonly string[] {
  return requests().flatMap(({ method, path, status, complaints, body }) => {
    const wrong = status >= 300 && method !== 'GET' && !(method === 'DELETE' && status === 404)
    const said = wrong ? [`${status} ${method} ${path} ${body}`] : []
    return [...said, ...complaints.map(complaint => `${method} ${path}: ${complaint}`)]
  })
}

/** Controllers of the first generations are not asked what they have. */
async function isToldBack({ admin }: Lab, { dialect }: LabOptions) {
  if (dialect === 'quantum-v1.0') return
  const { text } = await admin.get('//v1/controllers/cluster/diff')
  const none = { complete: true, missing: 0, different: 0, surplus: 0 }
  assert.equal(text.trim(), JSON.stringify(none))
}

/** What the first generations said of things only when they told everything, and who owns them, which they said only in URLs then. */
const alone = (name: string, value: unknown): unknown =>
  name === 'op-status' || name === 'tenant' || (name === 'mac' && value === null) ? undefined : value

/** A controller that lost everything and is told all at once has what it was told thing by thing. */
async function isTheSameAtOnce(lab: Lab, { dialect }: LabOptions) {
  const { controller } = lab
  const state = () => JSON.parse(JSON.stringify(kept(controller), dialect === 'quantum-v1.0' ? alone : undefined))
  const before = state()
  await controller.restart({ empty: true })
  assert.equal((await lab.order('resync', { scope: 'bulk', force: true })).status, 200)
  await eventually(() => assert.deepEqual(state(), before))
}

async function live(lab: Lab) {
  const { demo, admin } = lab
  const { network, subnet } = await stage(lab)
  const external = await outside(lab)
  const router = await route(lab, [subnet], external)
  const port = await plug(lab, network)
  const { id: floatingip } = await demo.make('/floatingips', {
    floatingip: { floating_network_id: external.network.id, port_id: port.id },
  })
  const spare = await demo.make('/ports', { port: { network_id: network.id, name: 'spare' } })
  await lab.settled()
  const good = async (answer: Promise<{ status: number; text: string }>) => {
    const { status, text } = await answer
    assert.ok(status < 300, text)
  }
  await good(demo.put(`/networks/${network.id}`, { network: { name: 'Another name' } }))
  await good(demo.put(`/subnets/${subnet.id}`, { subnet: { name: 'four', dns_nameservers: ['192.0.2.53'] } }))
  await good(admin.put(`/ports/${spare.id}`, { port: { device_id: 'vm-2', device_owner: 'compute:nova' } }))
  await good(demo.put(`/routers/${router.id}`, { router: { name: 'r2', admin_state_up: false } }))
  await lab.settled()
  await good(admin.put(`/ports/${spare.id}`, { port: { device_id: '', device_owner: '' } }))
  await good(demo.put(`/floatingips/${floatingip}`, { floatingip: { port_id: null } }))
  await lab.settled()
  return { network, subnet, external, router, port, floatingip, spare, good }
}

for (const { name, ...options } of generations) {
  test(`${name}: what is told is taken, is told back and told at once alike, and goes again`, async context => {
    const lab = await startLab(options)
    context.after(() => lab.stop())
    const { demo, admin } = lab
    const things = await live(lab)
    assert.deepEqual(troubles(lab), [])
    assert.deepEqual(await lab.refused(), [])
    await isToldBack(lab, options)
    await isTheSameAtOnce(lab, options)
    assert.ok(Object.keys(kept(lab.controller)['networks'] ?? {}).length >= 2)
    const { network, subnet, external, router, port, floatingip, spare, good } = things
    await good(demo.delete(`/floatingips/${floatingip}`))
    await good(demo.put(`/routers/${router.id}/remove_router_interface`, { subnet_id: subnet.id }))
    await good(demo.delete(`/routers/${router.id}`))
    for (const { id } of [port, spare]) await good(admin.delete(`/ports/${id}`))
    for (const { id } of [network, external.network]) await good(admin.delete(`/networks/${id}`))
    await lab.settled()
    assert.deepEqual(troubles(lab), [])
    // Projects keep their default security groups, and with them their tenants.
    const left = Object.entries(kept(lab.controller))
      .filter(([kind]) => !['tenants', 'securitygroups', 'security-groups', 'securityGroups'].includes(kind))
      .filter(([, ids]) => Object.keys(ids ?? {}).length > 0)
    assert.deepEqual(left, [])
    await isToldBack(lab, options)
  })
}
