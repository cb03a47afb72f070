import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { openLab } from '../testdata/lab.ts'
import { isAlive } from './alive.ts'

async function open(context: TestContext) {
  const lab = await openLab(context)
  const report = (agent_type: string, host: string) =>
    lab.create(lab.admin, 'AgentReport', { agent_type, host, availability_zone: 'az1' })
  const network = async () => {
    const made = await lab.create(lab.admin, 'Network', {})
    await lab.create(lab.admin, 'Subnet', { network_id: String(made['id']), ip_version: 4, cidr: '10.0.0.0/24' })
    return String(made['id'])
  }
  const hosting = async (kind: 'HostedNetwork' | 'HostedRouter') => lab.list(lab.admin, kind)
  return { lab, report, network, hosting }
}

describe('Agent', () => {
  it('is known from its first report on, and once however often it reports', async context => {
    const { lab, report } = await open(context)
    const first = await report('DHCP agent', 'host-1')
    const again = await report('DHCP agent', 'host-1')
    assert.equal(first['id'], again['id'])
    const [agent, ...others] = await lab.list(lab.admin, 'Agent')
    assert.deepEqual(others, [])
    assert.equal(agent?.['alive'], true)
    assert.equal(agent?.['host'], 'host-1')
    assert.match(String(agent?.['heartbeat_timestamp']), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  })

  it('is dead when it has not reported for 75 seconds', () => {
    const agent = { heartbeat_timestamp: '2026-01-01 00:00:00' }
    const then = Date.parse('2026-01-01T00:00:00Z')
    assert.equal(isAlive(agent, then + 74_000), true)
    assert.equal(isAlive(agent, then + 76_000), false)
  })

  it('gets networks with DHCP, each goes to the one with the least', async context => {
    const { report, network, hosting } = await open(context)
    const early = await network()
    const one = await report('DHCP agent', 'host-1')
    assert.deepEqual(
      (await hosting('HostedNetwork')).map(({ agent_id, network_id }) => [agent_id, network_id]),
      [[one['id'], early]],
    )
    const two = await report('DHCP agent', 'host-2')
    const late = await network()
    const relation = (await hosting('HostedNetwork')).find(({ network_id }) => network_id === late)
    assert.equal(relation?.['agent_id'], two['id'])
  })

  it('serves routers, and goes with all that it serves', async context => {
    const { lab, report, hosting } = await open(context)
    const agent = await report('L3 agent', 'host-1')
    const router = await lab.create(lab.admin, 'Router', {})
    assert.equal((await hosting('HostedRouter'))[0]?.['router_id'], router['id'])
    await lab.remove(lab.admin, 'Agent', String(agent['id']))
    assert.deepEqual(await hosting('HostedRouter'), [])
  })
})
