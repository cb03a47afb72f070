import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Row } from '@baryon/model'
import { refused } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

suite('a port that routing holds', () => {
  test('keeps the address of its floating IP', async context => {
    const { lab, floatingIp, gatewayRouter } = await openRouted(context)
    await gatewayRouter()
    const { floating_port_id: port } = await floatingIp()
    const change = lab.update(lab.admin, 'Port', String(port), { fixed_ips: [] })
    assert.deepEqual(told(await refused(change)), [
      'IPAddressChangeNotAllowed',
      400,
      `IP updates for port ${port} are not allowed`,
    ])
  })

  test('gets no address in a subnet that its router reaches by another leg', async context => {
    const { lab, ada, attach, network, router, subnet } = await openRouted(context)
    const network_id = await network()
    const four = await subnet('10.1.0.0/24', { network_id })
    const six = await subnet('2001:db8:1::/64', { network_id })
    const seven = await subnet('2001:db8:2::/64', { network_id })
    const { id } = await router()
    const port = await attach(id, four.id)
    await attach(id, six.id)
    const move = (...subnets: readonly string[]) =>
      lab.update(ada, 'Port', port, { fixed_ips: subnets.map(subnet_id => ({ subnet_id })) })
    assert.deepEqual(told(await refused(move(four.id, six.id))), [
      'BadRequest',
      400,
      `Bad router request: Router already has a port on subnet ${six.id}.`,
    ])
    const moved: Row = await move(four.id, seven.id)
    assert.equal((moved['fixed_ips'] as readonly unknown[]).length, 2)
  })
})
