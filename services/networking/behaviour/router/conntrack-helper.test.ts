import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { refused } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

suite('conntrack helpers', () => {
  test('belong to whoever owns the router, which shows them', async context => {
    const { lab, ada, router } = await openRouted(context)
    const { id: router_id } = await router()
    const given = { router_id, protocol: 'udp', port: 69, helper: 'tftp' }
    assert.equal((await refused(lab.create(lab.member('bob'), 'ConntrackHelper', given)))[0]?.code, 'policy.denied')
    const { id } = await lab.create(lab.admin, 'ConntrackHelper', given)
    assert.deepEqual((await lab.show(ada, 'Router', router_id))['conntrack_helpers'], [
      { protocol: 'udp', port: 69, helper: 'tftp' },
    ])
    await lab.update(ada, 'ConntrackHelper', id as string, { port: 70 })
    assert.deepEqual((await lab.show(ada, 'Router', router_id))['conntrack_helpers'], [
      { protocol: 'udp', port: 70, helper: 'tftp' },
    ])
    await lab.remove(ada, 'Router', router_id)
    assert.deepEqual(await lab.list(lab.admin, 'ConntrackHelper'), [])
  })

  test('are those that there are, for their protocols, once', async context => {
    const { lab, ada, router } = await openRouted(context)
    const { id: router_id } = await router()
    const make = (protocol: string, helper: string) =>
      lab.create(ada, 'ConntrackHelper', { router_id, protocol, port: 69, helper })
    assert.deepEqual(told(await refused(make('udp', 'nothing'))), [
      'ConntrackHelperNotAllowed',
      400,
      'Conntrack Helper nothing is not allowed.',
    ])
    assert.deepEqual(told(await refused(make('sctp', 'h323'))), [
      'InvalidProtocolForHelper',
      400,
      'Conntrack Helper h323 does not support: sctp. Supported protocols are: udp, tcp',
    ])
    await make('udp', 'tftp')
    assert.deepEqual(told(await refused(make('udp', 'tftp'))), [
      'BadRequest',
      400,
      `Bad conntrack_helper request: A duplicate conntrack helper entry with same attributes already exists, conflicting values are {'router_id': '${router_id}', 'protocol': 'udp', 'port': 69, 'helper': 'tftp'}.`,
    ])
  })
})
