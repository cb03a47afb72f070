import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json } from '@baryon/kit'
import { refused, uuid } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

type Given = { readonly [name: string]: Json }

suite('a local IP', () => {
  test('has an address of a network, on a port that goes with it', async context => {
    const { lab, ada, subnet } = await openRouted(context)
    const { network_id } = await subnet('10.1.0.0/24')
    const made = await lab.create(ada, 'LocalIp', { network_id, local_ip_address: '10.1.0.50' })
    const port = await lab.row('Port', made['local_port_id'] as string)
    assert.deepEqual(
      [port?.['device_owner'], port?.['device_id'], made['local_ip_address'], made['ip_mode']],
      ['network:local_ip', made['id'], '10.1.0.50', 'translate'],
    )
    assert.equal((await refused(lab.remove(ada, 'Port', made['local_port_id'] as string)))[0]?.name, 'ServicePortInUse')
    await lab.remove(ada, 'LocalIp', made['id'] as string)
    assert.deepEqual(await lab.list(lab.admin, 'Port'), [])
  })

  test('has the address of a port that stays', async context => {
    const { lab, ada, subnet, port } = await openRouted(context)
    const inside = await subnet('10.1.0.0/24')
    const own = await port(inside, { fixed_ips: [{ ip_address: '10.1.0.7' }, { ip_address: '10.1.0.8' }] })
    const make = (given: Given) => lab.create(ada, 'LocalIp', given)
    const telling = async (given: Given) => told(await refused(make(given)))
    assert.equal((await telling({ local_port_id: own.id }))?.[0], 'LocalIPNoRequestedIP')
    assert.deepEqual(await telling({ local_port_id: own.id, local_ip_address: '10.1.0.9' }), [
      'LocalIPRequestedIPNotFound',
      400,
      `Specified Port ${own.id} does not have requested IP address: 10.1.0.9.`,
    ])
    assert.equal((await telling({}))?.[0], 'LocalIPPortOrNetworkRequired')
    assert.equal((await telling({ local_port_id: uuid(1) }))?.[2], `Bad local_ip request: Port ${uuid(1)} not found.`)
    const bare = await port(inside, { fixed_ips: [] })
    assert.equal((await telling({ local_port_id: bare.id }))?.[0], 'LocalIPNoIP')
    const made = await make({ local_port_id: own.id, local_ip_address: '10.1.0.8' })
    assert.equal(made['network_id'], inside.network_id)
    await lab.remove(ada, 'LocalIp', made['id'] as string)
    assert.ok(await lab.row('Port', own.id))
  })

  test('leads to ports on their hosts', async context => {
    const { lab, ada, subnet, port } = await openRouted(context)
    const inside = await subnet('10.1.0.0/24')
    const { id } = await lab.create(ada, 'LocalIp', { network_id: inside.network_id })
    const local = id as string
    const own = await port(inside, { fixed_ips: [{ ip_address: '10.1.0.20' }] })
    await lab.update(lab.admin, 'Port', own.id, { 'binding:host_id': 'host-2' })
    const given = { local_ip: local, fixed_port_id: own.id }
    assert.equal(
      (await refused(lab.create(lab.member('bob'), 'LocalIpPortAssociation', given)))[0]?.code,
      'policy.denied',
    )
    await lab.create(ada, 'LocalIpPortAssociation', given)
    const [shown] = await lab.list(ada, 'LocalIpPortAssociation')
    const { local_ip_address } = (await lab.row('LocalIp', local)) ?? {}
    assert.deepEqual(shown, {
      ...given,
      local_ip_id: local,
      fixed_ip: '10.1.0.20',
      local_ip_address,
      host: 'host-2',
      project_id: 'ada',
    })
    assert.deepEqual(told(await refused(lab.remove(ada, 'LocalIp', local))), [
      'LocalIPInUse',
      409,
      `Local IP ${local} is still associated with one or more ports.`,
    ])
    await lab.remove(ada, 'Port', own.id)
    assert.deepEqual(await lab.list(ada, 'LocalIpPortAssociation'), [])
    await lab.remove(ada, 'LocalIp', local)
  })
})
