/**
 * Security groups. An agent on each host asked the proxy before for the rules of its ports; here controllers are told the groups and which
 * ports have them, and nobody who has nothing to do with a change is told anything.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsOf, kept, type Lab, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

const telling = { configuration: { securityGroups: { tell: true } } }

const groupTold = (lab: Lab, id: string) => kept(lab.controller)['security-groups']?.[id]

test('a group is told with its rules whenever one of them changes, and nothing else is', async context => {
  const lab = await startLab(telling)
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await plug(lab, network)
  const group = await lab.demo.make('/security-groups', {
    security_group: { name: 'web', description: 'secret plans' },
  })
  await lab.settled()
  assert.ok(!JSON.stringify(groupTold(lab, group.id)).includes('secret plans'))
  lab.forget()
  const rule = await lab.demo.make('/security-group-rules', {
    security_group_rule: {
      security_group_id: group.id,
      direction: 'ingress',
      protocol: 'tcp',
      port_range_min: 80,
      port_range_max: 80,
    },
  })
  await lab.settled()
  assert.deepEqual(lab.told(), ['POST /securitygroups'])
  const ids = () => groupTold(lab, group.id).security_group_rules.map(({ id }: { id: string }) => id)
  assert.ok(ids().includes(rule.id))
  await lab.demo.delete(`/security-group-rules/${rule.id}`)
  await lab.settled()
  assert.ok(!ids().includes(rule.id))
  await lab.demo.delete(`/security-groups/${group.id}`)
  await lab.settled()
  assert.equal(groupTold(lab, group.id), undefined)
})

test('a port whose groups change is told, and no other port', async context => {
  const lab = await startLab(telling)
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const [one, other] = [await plug(lab, network), await plug(lab, network)]
  const group = await lab.demo.make('/security-groups', { security_group: { name: 'web' } })
  await lab.settled()
  const groupsTold = (id: string) => kept(lab.controller)['ports']?.[id].port.security_groups
  for (const groups of [[group.id], []]) {
    lab.forget()
    await lab.demo.put(`/ports/${one.id}`, { port: { security_groups: groups } })
    await lab.settled()
    assert.deepEqual(groupsTold(one.id), groups)
    assert.ok(!lab.told().some(line => line.includes(other.id)))
  }
})

test('where they are not wanted they are not told', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  await lab.demo.make('/security-groups', { security_group: { name: 'web' } })
  await stage(lab)
  await lab.settled()
  assert.deepEqual(idsOf(lab.controller, 'security-groups'), [])
})
