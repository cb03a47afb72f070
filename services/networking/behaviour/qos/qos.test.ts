import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { openLab } from '../testdata/lab.ts'

async function open(context: TestContext) {
  const lab = await openLab(context)
  const policy = await lab.create(lab.admin, 'QosPolicy', { name: 'gold' })
  const id = String(policy['id'])
  const rule = (sort: string, values: Readonly<Record<string, string | number>>) =>
    lab.create(lab.admin, `Qos${sort}Rule`, { qos_policy_id: id, ...values })
  return { lab, id, rule }
}

describe('QosPolicy', () => {
  it('shows its rules in the order of their sorts', async context => {
    const { lab, id, rule } = await open(context)
    await rule('DscpMarking', { dscp_mark: 26 })
    await rule('BandwidthLimit', { max_kbps: 1000 })
    const rules = (await lab.show(lab.admin, 'QosPolicy', id))['rules'] as readonly Readonly<Record<string, unknown>>[]
    assert.deepEqual(
      rules.map(({ id: _, ...members }) => members),
      [
        { max_kbps: 1000, max_burst_kbps: 0, direction: 'egress', qos_policy_id: id, type: 'bandwidth_limit' },
        { dscp_mark: 26, qos_policy_id: id, type: 'dscp_marking' },
      ],
    )
  })

  it('has one rule of a sort for each direction, and guarantees no more than it allows', async context => {
    const { rule } = await open(context)
    await rule('BandwidthLimit', { max_kbps: 1000 })
    await assert.rejects(rule('BandwidthLimit', { max_kbps: 2000 }), /Rule bandwidth_limit conflicts with rule/)
    await rule('BandwidthLimit', { max_kbps: 10, direction: 'ingress' })
    await assert.rejects(rule('MinimumBandwidth', { min_kbps: 1001 }), /Unable to add the rule with value 1001/)
    await rule('MinimumBandwidth', { min_kbps: 1000 })
    await rule('MinimumPacketRate', { min_kpps: 1, direction: 'any' })
    await assert.rejects(rule('MinimumPacketRate', { min_kpps: 1 }), /any direction/)
    await assert.rejects(rule('DscpMarking', { dscp_mark: 5 }), /5 is not in valid_values/)
  })

  it('is kept while something is treated by it', async context => {
    const { lab, id } = await open(context)
    const network = await lab.create(lab.admin, 'Network', { qos_policy_id: id })
    await assert.rejects(lab.remove(lab.admin, 'QosPolicy', id), new RegExp(`is used by network ${network['id']}`))
    await lab.update(lab.admin, 'Network', String(network['id']), { qos_policy_id: null })
    await lab.remove(lab.admin, 'QosPolicy', id)
  })

  it('is seen by other projects once it is shared, with its rules', async context => {
    const { lab, id, rule } = await open(context)
    await rule('DscpMarking', { dscp_mark: 26 })
    const other = lab.member('other')
    await assert.rejects(lab.show(other, 'QosPolicy', id))
    await lab.update(lab.admin, 'QosPolicy', id, { shared: true })
    assert.equal((await lab.show(other, 'QosPolicy', id))['shared'], true)
    assert.equal((await lab.list(other, 'QosDscpMarkingRule')).length, 1)
    await lab.update(lab.admin, 'QosPolicy', id, { shared: false })
    assert.deepEqual(await lab.list(other, 'QosDscpMarkingRule'), [])
  })

  it('is the default of new networks of its project, and the only one', async context => {
    const { lab, id } = await open(context)
    await lab.update(lab.admin, 'QosPolicy', id, { is_default: true })
    await assert.rejects(lab.create(lab.admin, 'QosPolicy', { is_default: true }), /A default QoS policy exists/)
    assert.equal((await lab.create(lab.admin, 'Network', {}))['qos_policy_id'], id)
    assert.equal((await lab.create(lab.member('other'), 'Network', {}))['qos_policy_id'], null)
  })
})
